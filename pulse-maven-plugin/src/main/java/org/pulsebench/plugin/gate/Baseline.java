package org.pulsebench.plugin.gate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pulsebench.data.Modality;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.CellGroup;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.QuestionSet;
import org.pulsebench.results.ResultsDocument;
import org.pulsebench.results.TaskMetric;

/**
 * Results that later ones are compared with: every number that a rule can ask for after unlearning,
 * and what it was made under.
 *
 * <p>The file is for version control: the same results give the same bytes, a number a line, in an
 * order of its own. Nothing but {@code pulse:baseline} writes it. Numbers that a seed does not have
 * are left out.
 *
 * @param experiment the name of the experiment
 * @param values by what they are of
 */
public record Baseline(
    String experiment, Conditions conditions, SortedMap<MetricKey, Measured> values) {

  /** What the file says of itself in its field {@code format}. */
  public static final String FORMAT = "pulse-baseline";

  /** The version of the format, raised when a reader of the old one would go wrong. */
  public static final int VERSION = 1;

  public Baseline {
    Objects.requireNonNull(experiment, "experiment");
    Objects.requireNonNull(conditions, "conditions");
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Returns the baseline that results make. */
  public static Baseline of(ResultsDocument document) {
    SortedMap<MetricKey, Measured> values = new TreeMap<>();
    for (Protocol protocol : document.protocols()) {
      for (CellGroup group : document.groups(protocol)) {
        List<CellResult> cells = document.cells(group);
        for (Measurement.Wanted wanted : wanted(protocol)) {
          if (Measurement.of(cells, document.seeds(), wanted) instanceof Measurement.Found found) {
            values.put(
                MetricKey.of(group, wanted.requests(), wanted.scorer(), wanted.name()),
                found.measured());
          }
        }
      }
    }
    return new Baseline(document.experiment(), Conditions.of(document), values);
  }

  /**
   * Reads a file.
   *
   * @throws org.pulsebench.BadInputException if there is no such file, or it is no baseline, of a
   *     newer version, or a field is missing, unknown or without a usable value
   * @throws org.pulsebench.EnvironmentException if it exists and cannot be read
   */
  public static Baseline read(Path file) {
    return BaselineFile.read(file);
  }

  /**
   * Writes the file whole, over the one that was there.
   *
   * @throws org.pulsebench.EnvironmentException if it cannot be written
   */
  public void write(Path file) {
    BaselineFile.write(this, file);
  }

  Optional<Measured> value(MetricKey key) {
    return Optional.ofNullable(values.get(key));
  }

  private static List<Measurement.Wanted> wanted(Protocol protocol) {
    List<String> scorers = new ArrayList<>(List.of(protocol.scorer()));
    scorers.addAll(protocol.otherScorers());
    int last = protocol.counts().requests();
    List<Measurement.Wanted> all = new ArrayList<>();
    for (String scorer : scorers) {
      for (QuestionSet set : QuestionSet.values()) {
        for (int requests = 1; requests <= last; requests++) {
          for (Optional<Modality> modality : modalities(set)) {
            for (RuleMetric metric : List.of(RuleMetric.ACCURACY, RuleMetric.DERIVED)) {
              all.add(
                  new Measurement.Wanted(
                      set, modality, metric, TaskQuestions.ALL, requests, scorer));
            }
          }
        }
        if (set != QuestionSet.UNLEARN) {
          all.add(
              new Measurement.Wanted(
                  set, Optional.empty(), RuleMetric.AREA, TaskQuestions.ALL, last, scorer));
        }
      }
    }
    all.addAll(judged(protocol));
    return all;
  }

  private static List<Measurement.Wanted> judged(Protocol protocol) {
    List<Measurement.Wanted> all = new ArrayList<>();
    int last = protocol.counts().requests();
    List<Optional<String>> tasks = new ArrayList<>();
    protocol.tasks().forEach(task -> tasks.add(Optional.of(task)));
    tasks.add(Optional.empty());
    for (QuestionSet set : List.of(QuestionSet.UNLEARN, QuestionSet.RETAIN)) {
      for (boolean variants : List.of(false, true)) {
        for (int requests = 1; protocol.isPublished() && requests <= last; requests++) {
          for (Optional<String> task : tasks) {
            TaskQuestions asked = new TaskQuestions(task, variants);
            for (RuleMetric metric : List.of(RuleMetric.FORGET_QUALITY, RuleMetric.UTILITY)) {
              all.add(judged(set, metric, asked, requests));
            }
          }
        }
        TaskQuestions asked = new TaskQuestions(Optional.empty(), variants);
        all.add(judged(set, RuleMetric.DRIFT, asked, last));
      }
    }
    return all;
  }

  private static Measurement.Wanted judged(
      QuestionSet set, RuleMetric metric, TaskQuestions asked, int requests) {
    return new Measurement.Wanted(set, Optional.empty(), metric, asked, requests, TaskMetric.JUDGE);
  }

  private static List<Optional<Modality>> modalities(QuestionSet set) {
    return set == QuestionSet.EXAM
        ? List.of(Optional.empty())
        : List.of(Optional.empty(), Optional.of(Modality.MULTIMODAL), Optional.of(Modality.TEXT));
  }
}
