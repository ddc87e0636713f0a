package org.pulsebench.results.details;

import java.util.Objects;
import java.util.OptionalDouble;
import org.pulsebench.Checks;
import org.pulsebench.data.Modality;

/**
 * How many multiple-choice questions about a subject were answered right, by modality.
 *
 * @param imageRight of {@code imageCount}
 * @param textRight of {@code textCount}
 */
public record SubjectScore(
    AskedSubject subject, int imageRight, int imageCount, int textRight, int textCount) {

  public SubjectScore {
    Objects.requireNonNull(subject, "subject");
    Checks.require(
        0 <= imageRight && imageRight <= imageCount, "imageRight", imageRight, "0 to the count");
    Checks.require(
        0 <= textRight && textRight <= textCount, "textRight", textRight, "0 to the count");
  }

  /** Returns the accuracy in one modality, 0 to 1; empty if nothing was asked in it. */
  public OptionalDouble accuracy(Modality modality) {
    boolean text = modality == Modality.TEXT;
    int count = text ? textCount : imageCount;
    int right = text ? textRight : imageRight;
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) right / count);
  }

  SubjectScore with(Modality modality, boolean right) {
    int one = right ? 1 : 0;
    return modality == Modality.TEXT
        ? new SubjectScore(subject, imageRight, imageCount, textRight + one, textCount + 1)
        : new SubjectScore(subject, imageRight + one, imageCount + 1, textRight, textCount);
  }
}
