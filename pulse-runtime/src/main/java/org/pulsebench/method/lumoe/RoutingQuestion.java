package org.pulsebench.method.lumoe;

import java.util.Objects;
import java.util.Optional;
import org.pulsebench.data.Image;

/**
 * What a router is shown of a question.
 *
 * @param text the question; may be empty
 * @param image the picture it is asked about, for routers that look at it
 * @param features of that picture by a frozen vision tower, for routers that compare them
 */
public record RoutingQuestion(
    String text, Optional<Image> image, Optional<ImageFeatures> features) {

  public RoutingQuestion {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(features, "features");
  }

  /** Returns a question that is asked without a picture. */
  public static RoutingQuestion ofText(String text) {
    return new RoutingQuestion(text, Optional.empty(), Optional.empty());
  }

  /** Returns the same with the features of its picture. */
  public RoutingQuestion with(ImageFeatures others) {
    return new RoutingQuestion(text, image, Optional.of(others));
  }
}
