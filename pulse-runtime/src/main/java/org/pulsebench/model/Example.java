package org.pulsebench.model;

import java.util.List;
import java.util.Objects;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.model.image.RgbImage;
import org.pulsebench.model.text.LabelPolicy;
import org.pulsebench.model.text.Prompt;

/**
 * A prompt with the images it speaks of, to be learnt from or to be answered.
 *
 * @param prompt with its answer where there is one to learn
 * @param images in the order of their placeholders; any size
 * @param labels which tokens carry loss
 */
public record Example(Prompt prompt, List<RgbImage> images, LabelPolicy labels) {

  /**
   * Checks that the images are as many as the prompt says.
   *
   * @throws BadInputException if they are not
   */
  public Example {
    Objects.requireNonNull(labels, "labels");
    images = List.copyOf(images);
    if (images.size() != prompt.images()) {
      throw new BadInputException(
          new Problem(
              "Prompt and images do not match",
              prompt.where(),
              images.size() + " given",
              prompt.images() + ", the number that the prompt was made for",
              "Give every image that the prompt has a placeholder for."));
    }
  }

  /** Returns a prompt to be answered, or whose answer alone is to be learnt. */
  public static Example of(Prompt prompt, List<RgbImage> images) {
    return new Example(prompt, images, LabelPolicy.ANSWER_ONLY);
  }
}
