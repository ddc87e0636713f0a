package org.pulsebench.evaluation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.Checks;
import org.pulsebench.data.Image;
import org.pulsebench.model.text.Prompt;

/**
 * A prompt with the encoded pictures that it speaks of.
 *
 * @param images in the order of their placeholders, as many as the prompt says
 */
public record ImagePrompt(Prompt prompt, List<Image> images) {

  public ImagePrompt {
    Objects.requireNonNull(prompt, "prompt");
    images = List.copyOf(images);
    Checks.require(
        images.size() == prompt.images(), "number of images", images.size(), "" + prompt.images());
  }

  /** Returns a prompt of exactly this text with at most one picture. */
  static ImagePrompt verbatim(String text, Optional<Image> image, String where) {
    List<Image> images = image.stream().toList();
    return new ImagePrompt(Prompt.verbatim(text, images.size()).at(where), images);
  }
}
