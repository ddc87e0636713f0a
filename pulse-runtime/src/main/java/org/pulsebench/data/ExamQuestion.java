package org.pulsebench.data;

import java.util.Objects;
import org.pulsebench.Checks;

/**
 * One row of an exam in MMBench's form.
 *
 * @param index the row's number; rotation k of question q has {@code q + k * }{@value #ROTATION}
 * @param question with its hint and options
 * @param category the leaf skill
 * @param l2Category the group of skills
 * @param split the part of the exam, for instance {@code dev}; may be empty
 * @param source where the question came from; may be empty
 * @param comment a remark of the publisher; may be empty
 */
public record ExamQuestion(
    long index,
    ChoiceQuestion question,
    Image image,
    String category,
    String l2Category,
    String split,
    String source,
    String comment) {

  /** What the index of a rotated copy is raised by, once a rotation. */
  public static final long ROTATION = 1_000_000;

  public ExamQuestion {
    Checks.require(index >= 0, "index", index, "0 or more");
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(l2Category, "l2Category");
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(comment, "comment");
  }

  /** Returns the index of the question that this row is, or is a rotation of. */
  public long group() {
    return index % ROTATION;
  }

  /** Returns how often the options were moved on; 0 for the question as it was written. */
  public long rotation() {
    return index / ROTATION;
  }
}
