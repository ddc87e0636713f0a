package org.pulsebench.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.pulsebench.NearNames;
import org.pulsebench.data.hub.Source;
import org.pulsebench.data.mlubench.MissingImages;
import org.pulsebench.data.mlubench.MlubenchOptions;
import org.pulsebench.data.mlubench.MlubenchSize;
import org.pulsebench.data.mlubench.TextForm;
import org.pulsebench.json.JsonFields;

/** Reads the field {@code data} of an experiment file where it names MLUBench's archive. */
final class MlubenchData {

  /** The field with the archive, by which such data is known. */
  static final String ARCHIVE = "mlubench";

  private static final String IMAGES = "images";
  private static final String MISSING = "missing";
  private static final String TEXT = "text";
  private static final String SIZE = "size";
  private static final String LONGEST = "longestAnswer";
  private static final String EXAM = "exam";

  private static final Map<String, MissingImages> MISSINGS =
      ordered(
          Map.entry("error", MissingImages.REFUSE),
          Map.entry("skip", MissingImages.SKIP),
          Map.entry("placeholder", MissingImages.DRAW));

  private static final Map<String, TextForm> TEXTS =
      ordered(Map.entry("published", TextForm.PUBLISHED), Map.entry("repaired", TextForm.REPAIRED));

  private static final Map<String, MlubenchSize> SIZES =
      ordered(Map.entry("full", MlubenchSize.FULL), Map.entry("one-image", MlubenchSize.ONE_IMAGE));

  private MlubenchData() {}

  /**
   * Reads where the benchmark is and how it is to be read.
   *
   * @param path makes a path of a text
   * @param source reads the source that a field names
   */
  static Experiment.DataSource.Mlubench read(
      JsonFields data, Function<String, Path> path, Function<String, Source> source) {
    data.requireOnly(List.of(ARCHIVE, IMAGES, MISSING, TEXT, SIZE, LONGEST, EXAM));
    OptionalInt longest =
        data.has(LONGEST)
            ? OptionalInt.of(data.wholeNumber(LONGEST, 1, Integer.MAX_VALUE))
            : OptionalInt.empty();
    return new Experiment.DataSource.Mlubench(
        source.apply(ARCHIVE),
        new MlubenchOptions(
            word(data, TEXT, TEXTS),
            word(data, SIZE, SIZES),
            data.text(IMAGES).map(path),
            word(data, MISSING, MISSINGS),
            longest),
        data.has(EXAM) ? Optional.of(source.apply(EXAM)) : Optional.empty());
  }

  /** Returns what a word stands for; where there is none, the first. */
  private static <T> T word(JsonFields data, String field, Map<String, T> words) {
    String word = data.text(field).orElse(words.keySet().iterator().next());
    T found = words.get(word);
    if (found == null) {
      throw data.bad(field, word, NearNames.expected(word, List.copyOf(words.keySet())));
    }
    return found;
  }

  @SafeVarargs
  private static <T> Map<String, T> ordered(Map.Entry<String, T>... entries) {
    Map<String, T> words = new LinkedHashMap<>();
    for (Map.Entry<String, T> entry : entries) {
      words.put(entry.getKey(), entry.getValue());
    }
    return words;
  }
}
