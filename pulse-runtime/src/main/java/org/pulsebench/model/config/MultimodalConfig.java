package org.pulsebench.model.config;

import java.util.Objects;
import org.pulsebench.Checks;

/**
 * What a LLaVA checkpoint has beyond its decoder.
 *
 * @param vision the vision transformer
 * @param projector the network between vision transformer and decoder
 * @param imageTokenId the token id that stands for one image position in a prompt
 * @param featureLayer which hidden state of the vision transformer is used: 0 is the embedding,
 *     {@code n} the output of layer {@code n}, negative values count from the last
 * @param selection which positions of that hidden state are used
 */
public record MultimodalConfig(
    VisionConfig vision,
    ProjectorConfig projector,
    int imageTokenId,
    int featureLayer,
    FeatureSelection selection) {

  public MultimodalConfig {
    Objects.requireNonNull(projector, "projector");
    Objects.requireNonNull(selection, "selection");
    Checks.require(imageTokenId >= 0, "imageTokenId", imageTokenId, "at least 0");
    int states = vision.layers() + 1;
    Checks.require(
        featureLayer >= -states && featureLayer < states,
        "featureLayer",
        featureLayer,
        "from " + -states + " to " + (states - 1));
  }

  /**
   * Returns how many encoder layers have to run for the features, from 0 to {@code
   * vision.layers()}.
   */
  public int featureDepth() {
    return featureLayer >= 0 ? featureLayer : vision.layers() + 1 + featureLayer;
  }

  /** Returns the number of decoder positions that one image takes. */
  public int imageTokens() {
    return selection == FeatureSelection.FULL ? vision.positions() : vision.patches();
  }
}
