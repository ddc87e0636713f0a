package org.pulsebench.protocol;

import java.util.Objects;
import org.pulsebench.Checks;

/**
 * How well a model knows a subject, by its multiple-choice questions.
 *
 * @param imageRight number of image questions that were answered right
 * @param imageCount number of image questions
 * @param textRight number of text questions that were answered right
 * @param textCount number of text questions
 */
public record Known(String id, int imageRight, int imageCount, int textRight, int textCount) {

  public Known {
    Objects.requireNonNull(id, "id");
    checkRight("imageRight", imageRight, imageCount);
    checkRight("textRight", textRight, textCount);
  }

  /** Returns the accuracy with the image, from 0 to 1; NaN if there is no image question. */
  public double image() {
    return (double) imageRight / imageCount;
  }

  /** Returns the accuracy without an image, from 0 to 1; NaN if there is no text question. */
  public double text() {
    return (double) textRight / textCount;
  }

  /** Returns the lower of both accuracies, NaN if there is but one. */
  public double weaker() {
    return Math.min(image(), text());
  }

  /** Returns the higher of both accuracies, NaN if there is but one. */
  public double stronger() {
    return Math.max(image(), text());
  }

  private static void checkRight(String name, int right, int count) {
    Checks.require(count >= 0, "number of questions of " + name, count, "0 or more");
    Checks.require(right >= 0 && right <= count, name, right, "from 0 to " + count);
  }
}
