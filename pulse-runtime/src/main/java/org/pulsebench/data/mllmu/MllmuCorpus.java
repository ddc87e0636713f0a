package org.pulsebench.data.mllmu;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.data.ContentDigest;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.ReadMode;
import org.pulsebench.data.Reading;
import org.pulsebench.data.SkippedRow;
import org.pulsebench.data.Subject;
import org.pulsebench.data.TrainingPair;

/**
 * The two corpora of MLLMU-Bench, read from a directory in the published layout: the fictitious
 * people and the celebrities.
 *
 * <p>The digest of either is that of what {@code sha256sum} prints for its Parquet files, run in
 * the directory and sorted by path ({@link ContentDigest#ofFiles}); for the fictitious people the
 * line {@code named-pairs as_text} or {@code named-pairs with_image} follows. So it changes with
 * the files of the configurations that are read, and with no other.
 */
public final class MllmuCorpus {

  private final Path directory;
  private final ReadMode mode;
  private final List<MllmuConfig> configs = new ArrayList<>();
  private final List<SkippedRow> skipped = new ArrayList<>();

  private MllmuCorpus(Path directory, ReadMode mode) {
    this.directory = directory;
    this.mode = mode;
  }

  /** Reads the fictitious people with {@link NamedPairs#AS_TEXT}. */
  public static Corpus fictitious(Path directory, ReadMode mode) {
    return fictitious(directory, mode, NamedPairs.AS_TEXT);
  }

  /**
   * Reads the fictitious people: profiles from {@link MllmuConfig#FULL_SET}, what they are learnt
   * from out of {@link MllmuConfig#FT_DATA}, variants from {@link MllmuConfig#TEST_SET}, and no
   * variants where that directory was not fetched.
   *
   * @param named how pairs are asked whose question names the person; all others are asked with the
   *     portrait
   * @throws BadInputException if a file is missing or is not of the format, or, under {@link
   *     ReadMode#STRICT}, if a row is broken, someone has no pair to be learnt from, a row is about
   *     someone whom the full set lacks, or {@link NamedPairs#AS_TEXT} is asked for someone whose
   *     name cannot be told; a lenient reading leaves such people and rows out
   * @throws org.pulsebench.EnvironmentException if a file cannot be read
   */
  public static Corpus fictitious(Path directory, ReadMode mode, NamedPairs named) {
    MllmuCorpus reading = new MllmuCorpus(directory, mode);
    Map<String, MllmuProfile> people = reading.profiles(MllmuConfig.FULL_SET);
    Map<String, FineTuningProfile> learnt = reading.fineTuning();
    Map<String, MllmuProfile> variants =
        Files.isDirectory(directory.resolve(MllmuConfig.TEST_SET.directory()))
            ? reading.profiles(MllmuConfig.TEST_SET)
            : Map.of();
    List<Corpus.Member> members = new ArrayList<>();
    for (MllmuProfile person : people.values()) {
      Optional<FineTuningProfile> lessons = Optional.ofNullable(learnt.get(person.id()));
      reading
          .pairs(person, lessons, named)
          .ifPresent(
              pairs ->
                  members.add(
                      new Corpus.Member(
                          person.subject(),
                          pairs,
                          Optional.ofNullable(variants.get(person.id()))
                              .map(MllmuProfile::subject))));
    }
    reading.requireKnown(learnt, people, MllmuConfig.FT_DATA);
    reading.requireKnown(variants, people, MllmuConfig.TEST_SET);
    String remark = "named-pairs " + named.name().toLowerCase(Locale.ROOT);
    return reading.corpus("MLLMU-Bench fictitious", members, List.of(remark));
  }

  /**
   * Reads the celebrities, {@link MllmuConfig#RETAIN_SET}.
   *
   * <p>The publisher has nothing to learn celebrities from, since models know them before. What
   * they are unlearnt by is made from the questions of their profiles ({@link TrainingPair#of}), so
   * that, unlike with the fictitious people, unlearning meets the very questions that are
   * evaluated. They have no variants.
   *
   * @throws BadInputException if a file is missing or is not of the format, or, under {@link
   *     ReadMode#STRICT}, if a row is broken
   * @throws org.pulsebench.EnvironmentException if a file cannot be read
   */
  public static Corpus celebrities(Path directory, ReadMode mode) {
    MllmuCorpus reading = new MllmuCorpus(directory, mode);
    List<Corpus.Member> members =
        reading.profiles(MllmuConfig.RETAIN_SET).values().stream()
            .map(MllmuProfile::subject)
            .map(person -> new Corpus.Member(person, questions(person), Optional.empty()))
            .toList();
    return reading.corpus("MLLMU-Bench celebrities", members, List.of());
  }

  private static List<TrainingPair> questions(Subject person) {
    return person.questions().stream()
        .map(question -> TrainingPair.of(question, person.images().get(0)))
        .toList();
  }

  private Optional<List<TrainingPair>> pairs(
      MllmuProfile person, Optional<FineTuningProfile> lessons, NamedPairs named) {
    if (lessons.isEmpty()) {
      refuse(
          MllmuConfig.FULL_SET,
          person.id(),
          "Person has no pair to be learnt from",
          "no row of that ID in " + MllmuConfig.FT_DATA.directory(),
          "a row for everybody of " + MllmuConfig.FULL_SET.directory());
      return Optional.empty();
    }
    NameWords name = NameWords.of(person);
    if (named == NamedPairs.AS_TEXT && name.isEmpty()) {
      refuse(
          MllmuConfig.FULL_SET,
          person.id(),
          "Name of the person cannot be told",
          "no capitalised word of answer and biography that most text questions repeat",
          "a name, to tell which pairs name the person; with_image needs none");
      return Optional.empty();
    }
    FineTuningProfile learnt = lessons.get();
    return Optional.of(
        learnt.pairs().stream()
            .map(
                pair ->
                    named == NamedPairs.AS_TEXT && name.in(pair.question())
                        ? TrainingPair.ofText(pair.question(), pair.answer())
                        : TrainingPair.about(learnt.image(), pair.question(), pair.answer()))
            .toList());
  }

  private void requireKnown(
      Map<String, ?> rows, Map<String, MllmuProfile> people, MllmuConfig config) {
    for (String id : rows.keySet()) {
      if (!people.containsKey(id)) {
        refuse(
            config,
            id,
            "Row is about nobody",
            "an ID that " + MllmuConfig.FULL_SET.directory() + " has not, or in a broken row",
            "the ID of one of its " + people.size() + " people");
      }
    }
  }

  private void refuse(MllmuConfig config, String id, String what, String found, String expected) {
    Problem problem =
        new Problem(
            what,
            directory.resolve(config.directory()) + ", ID " + id,
            found,
            expected,
            "Fetch the configurations again, all of one version; lenient reading leaves this out.");
    if (mode == ReadMode.STRICT) {
      throw new BadInputException(problem);
    }
    skipped.add(new SkippedRow(config.directory(), "ID " + id, problem));
  }

  private Map<String, MllmuProfile> profiles(MllmuConfig config) {
    return byId(config, MllmuReader.read(directory, config, mode), MllmuProfile::id);
  }

  private Map<String, FineTuningProfile> fineTuning() {
    return byId(
        MllmuConfig.FT_DATA, MllmuReader.readFineTuning(directory, mode), FineTuningProfile::id);
  }

  private <T> Map<String, T> byId(MllmuConfig config, Reading<T> reading, Function<T, String> id) {
    configs.add(config);
    for (SkippedRow row : reading.skipped()) {
      String file = config.directory() + "/" + row.file();
      skipped.add(new SkippedRow(file, row.row(), row.problem()));
    }
    return reading.items().stream()
        .collect(Collectors.toMap(id, item -> item, (one, other) -> one, LinkedHashMap::new));
  }

  private Corpus corpus(String name, List<Corpus.Member> members, List<String> remarks) {
    List<Path> files =
        configs.stream().flatMap(config -> Shards.find(directory, config).stream()).toList();
    String digest = ContentDigest.ofFiles(directory, files, remarks);
    return new Corpus(name, ContentDigest.version(digest), digest, members, skipped);
  }
}
