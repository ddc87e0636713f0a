package org.pulsebench.results;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pulsebench.evaluation.statistics.Agreement;
import org.pulsebench.evaluation.statistics.McNemar;
import org.pulsebench.evaluation.statistics.Metric;

/**
 * What one scorer found of one state of a model.
 *
 * @param accuracies by the names of {@link QuestionSet}, and {@code unlearn/request-1} and so on
 *     where there are several requests; from 0 to 1 with Wilson intervals, counts are of questions
 * @param changes of the accuracies since the state before any request, by names that end with
 *     {@code /change}; counts are of subjects, or questions of the exam; none for that state itself
 * @param derived per cent forgotten and kept, counts likewise; none for that state itself
 * @param agreements of the modalities about the facts of the unlearn set and of the retain set
 * @param tests by set, of whether answers changed since the state before any request
 */
public record ScorerResult(
    List<Metric> accuracies,
    List<Metric> changes,
    List<Figure> derived,
    Map<String, Agreement> agreements,
    Map<String, McNemar> tests) {

  public ScorerResult {
    accuracies = List.copyOf(accuracies);
    changes = List.copyOf(changes);
    derived = List.copyOf(derived);
    agreements = Collections.unmodifiableMap(new TreeMap<>(agreements));
    tests = Collections.unmodifiableMap(new TreeMap<>(tests));
  }

  /** Returns an accuracy by its name, such as {@code unlearn/text}. */
  public Optional<Metric> accuracy(String name) {
    return named(accuracies, name);
  }

  /** Returns a change by the name of its set, such as {@code unlearn/text}. */
  public Optional<Metric> change(String set) {
    return named(changes, set + "/change");
  }

  /** Returns a derived figure by its name, such as {@code unlearn/text/percent-forgotten}. */
  public Optional<Figure> derived(String name) {
    return derived.stream().filter(figure -> figure.name().equals(name)).findFirst();
  }

  private static Optional<Metric> named(List<Metric> metrics, String name) {
    return metrics.stream().filter(metric -> metric.name().equals(name)).findFirst();
  }
}
