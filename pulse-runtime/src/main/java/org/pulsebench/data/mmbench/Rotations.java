package org.pulsebench.data.mmbench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.pulsebench.Checks;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ExamQuestion;

/** The rows of one question in circular evaluation: a guess by letter cannot get all right. */
public final class Rotations {

  private Rotations() {}

  /**
   * Returns a question and its rotations, as many rows as it has options.
   *
   * <p>Rotation k begins with what was option k and goes on in the old order (arXiv 2307.06281,
   * CircularEval); the right answer moves along. Its index is {@code index + k * }{@value
   * ExamQuestion#ROTATION}; all rows share one image. Publishers differ in which way they shift;
   * circular evaluation asks for every rotation, so its score is the same.
   *
   * @param main a row that is no rotation itself
   * @throws IllegalArgumentException if it is one
   */
  public static List<ExamQuestion> of(ExamQuestion main) {
    Checks.require(main.rotation() == 0, "index", main.index(), "below " + ExamQuestion.ROTATION);
    List<ExamQuestion> rows = new ArrayList<>();
    for (int k = 0; k < main.question().options().size(); k++) {
      rows.add(rotated(main, k));
    }
    return List.copyOf(rows);
  }

  private static ExamQuestion rotated(ExamQuestion main, int k) {
    long index = main.index() + k * ExamQuestion.ROTATION;
    return new ExamQuestion(
        index,
        k == 0 ? main.question() : rotated(main.question(), k, index),
        main.image(),
        main.category(),
        main.l2Category(),
        main.split(),
        main.source(),
        main.comment());
  }

  private static ChoiceQuestion rotated(ChoiceQuestion question, int k, long index) {
    int count = question.options().size();
    List<String> options = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      options.add(question.options().get((i + k) % count));
    }
    OptionalInt correct = question.correct();
    return new ChoiceQuestion(
        Long.toString(index),
        question.modality(),
        question.hint(),
        question.text(),
        options,
        correct.isPresent()
            ? OptionalInt.of(Math.floorMod(correct.getAsInt() - k, count))
            : OptionalInt.empty());
  }
}
