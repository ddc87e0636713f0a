package org.pulsebench.plugin.gate;

import java.util.Objects;
import java.util.Optional;

/**
 * What came of one bound of a rule, for one method and one choice of trained parts.
 *
 * @param label what tables call it: the rule's name with what it stands for here
 * @param subject what was looked at, such as {@code fine-tuned, ga, projector+llm}
 * @param bound as it was written
 * @param tolerated whether it only warns
 * @param numbers empty if there was nothing to hold against the bound
 * @param message what was found, a clause
 * @param suggestion what to do about a number that got better, a clause
 */
public record Finding(
    String label,
    String subject,
    Bound bound,
    Status status,
    boolean tolerated,
    Optional<Numbers> numbers,
    String message,
    Optional<String> suggestion) {

  public Finding {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(bound, "bound");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(numbers, "numbers");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(suggestion, "suggestion");
  }

  /** Returns whether it fails the gate. */
  public boolean fails() {
    return status != Status.KEPT && !tolerated;
  }

  /** Returns the same as a warning. */
  Finding asWarning() {
    return new Finding(label, subject, bound, status, true, numbers, message, suggestion);
  }

  /** Returns the word that tables have for it. */
  String verdict() {
    return tolerated ? status.word() + " (warning)" : status.word();
  }

  /** Returns the line that tells it, without its status. */
  String line() {
    return label + ": " + message;
  }
}
