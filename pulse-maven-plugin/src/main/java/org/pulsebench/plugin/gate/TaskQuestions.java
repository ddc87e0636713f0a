package org.pulsebench.plugin.gate;

import java.util.Objects;
import java.util.Optional;

/**
 * Which questions about published tasks a number is of.
 *
 * @param task its name; empty for all tasks together
 * @param variants whether the paraphrases, not the base questions
 */
public record TaskQuestions(Optional<String> task, boolean variants) {

  /** The base questions about all tasks, and whatever is of no task. */
  static final TaskQuestions ALL = new TaskQuestions(Optional.empty(), false);

  /** The word for the questions as they were first asked. */
  static final String BASE = "base";

  /** The word for their paraphrases. */
  static final String VARIANTS = "variants";

  public TaskQuestions {
    Objects.requireNonNull(task, "task");
  }
}
