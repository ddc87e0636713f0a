package org.pulsebench.plugin.gate;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.pulsebench.Checks;
import org.pulsebench.data.Modality;
import org.pulsebench.protocol.TrainedParts;
import org.pulsebench.results.QuestionSet;

/**
 * A checked rule: which numbers, and what each has to keep.
 *
 * <p>It has not the name of its element: Maven would take it for the bean.
 *
 * @param name what the user called it, if anything
 * @param protocol its name
 * @param method its name; empty for every method of the protocol
 * @param trainedParts empty for every choice of the protocol
 * @param modality empty for both together
 * @param tasks which questions, of a metric of published tasks
 * @param requests after how many; empty for the last
 * @param scorer its name; empty for the protocol's own
 * @param bounds at least one
 */
public record GateRule(
    Optional<String> name,
    String protocol,
    Optional<String> method,
    Optional<TrainedParts> trainedParts,
    QuestionSet set,
    Optional<Modality> modality,
    RuleMetric metric,
    TaskQuestions tasks,
    OptionalInt requests,
    Optional<String> scorer,
    List<Bound> bounds,
    Requirement require) {

  public GateRule {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(trainedParts, "trainedParts");
    Objects.requireNonNull(set, "set");
    Objects.requireNonNull(modality, "modality");
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(tasks, "tasks");
    Objects.requireNonNull(requests, "requests");
    Objects.requireNonNull(scorer, "scorer");
    Objects.requireNonNull(require, "require");
    bounds = List.copyOf(bounds);
    Checks.positive(bounds.size(), "number of bounds");
  }

  /** Returns whether a bound is relative to a baseline. */
  boolean needsBaseline() {
    return bounds.stream().anyMatch(Bound.MaximumLoss.class::isInstance);
  }

  /** Returns the number in words, such as {@code accuracy of unlearn/text}. */
  String words() {
    return metric.words(set, modality, tasks);
  }
}
