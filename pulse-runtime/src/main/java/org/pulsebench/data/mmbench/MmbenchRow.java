package org.pulsebench.data.mmbench;

import java.util.Optional;
import java.util.OptionalLong;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Image;

/**
 * A row that is right in itself; other rows may still be missing that it needs.
 *
 * @param line the line, from 1, in which it begins
 * @param image its own picture
 * @param reference else the index of the row whose picture it shows
 */
record MmbenchRow(
    long line,
    long index,
    ChoiceQuestion question,
    Optional<StoredImage> image,
    OptionalLong reference,
    String category,
    String l2Category,
    String split,
    String source,
    String comment) {

  /** Returns the index of the question that this row is, or is a rotation of. */
  long group() {
    return index % ExamQuestion.ROTATION;
  }

  ExamQuestion with(Image picture) {
    return new ExamQuestion(index, question, picture, category, l2Category, split, source, comment);
  }
}
