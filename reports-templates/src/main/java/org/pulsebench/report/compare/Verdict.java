package org.pulsebench.report.compare;

import java.util.Objects;

/**
 * Whether a question was answered right.
 *
 * @param set as metrics name it, in its modality where it has one: {@code unlearn/text}, {@code
 *     exam}
 * @param unit what stands for itself: the subject that the question is about, or the question of an
 *     exam
 * @param question unique within the set, and the same in all results
 */
public record Verdict(String set, String unit, String question, boolean right) {

  public Verdict {
    Objects.requireNonNull(set, "set");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(question, "question");
  }
}
