package org.pulsebench.method.lumoe;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.data.Image;

/** A model that is asked what a picture and a question are about. */
@FunctionalInterface
public interface RoutingModel {

  /**
   * One message of a conversation.
   *
   * @param fromModel whether the model said it
   * @param image what is shown with it
   */
  record Turn(boolean fromModel, String text, Optional<Image> image) {

    public Turn {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(image, "image");
    }
  }

  /**
   * Returns what the model says next, as deterministically as it can: at temperature 0.
   *
   * @param turns beginning and ending with one that is not the model's
   */
  String reply(List<Turn> turns);
}
