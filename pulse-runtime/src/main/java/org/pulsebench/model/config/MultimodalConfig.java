package org.pulsebench.model.config;

import java.util.Objects;
import java.util.Optional;
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
 * @param pinpoints the sizes to which pictures are scaled before they are cut into tiles, each a
 *     multiple of the vision transformer's image size: LLaVA-1.6; empty where the whole picture is
 *     the only view: LLaVA-1.5
 */
public record MultimodalConfig(
    VisionConfig vision,
    ProjectorConfig projector,
    int imageTokenId,
    int featureLayer,
    FeatureSelection selection,
    Optional<GridPinpoints> pinpoints) {

  public MultimodalConfig {
    Objects.requireNonNull(projector, "projector");
    Objects.requireNonNull(selection, "selection");
    pinpoints.ifPresent(sizes -> requireTiles(sizes, vision.imageSize()));
    Checks.require(
        pinpoints.isEmpty() || selection == FeatureSelection.DEFAULT,
        "selection",
        selection,
        "DEFAULT with tiles, whose class tokens have no place in a grid");
    Checks.require(imageTokenId >= 0, "imageTokenId", imageTokenId, "at least 0");
    int states = vision.layers() + 1;
    Checks.require(
        featureLayer >= -states && featureLayer < states,
        "featureLayer",
        featureLayer,
        "from " + -states + " to " + (states - 1));
  }

  /** Creates the configuration of a model that looks at the whole picture only. */
  public MultimodalConfig(
      VisionConfig vision,
      ProjectorConfig projector,
      int imageTokenId,
      int featureLayer,
      FeatureSelection selection) {
    this(vision, projector, imageTokenId, featureLayer, selection, Optional.empty());
  }

  private static void requireTiles(GridPinpoints pinpoints, int side) {
    for (GridPinpoints.Size size : pinpoints.sizes()) {
      Checks.require(
          size.height() % side == 0 && size.width() % side == 0,
          "pinpoints",
          size,
          "multiples of imageSize, " + side);
    }
  }

  /**
   * Returns how many encoder layers have to run for the features, from 0 to {@code
   * vision.layers()}.
   */
  public int featureDepth() {
    return featureLayer >= 0 ? featureLayer : vision.layers() + 1 + featureLayer;
  }

  /** Returns the number of decoder positions that the whole picture, as one view, takes. */
  public int viewTokens() {
    return selection == FeatureSelection.FULL ? vision.positions() : vision.patches();
  }

  /**
   * Returns the most decoder positions that one image takes; without {@link #pinpoints} every image
   * takes as many.
   */
  public int imageTokens() {
    int side = vision.imageSize();
    int patches = side / vision.patchSize();
    int tiles =
        pinpoints.stream()
            .flatMap(grid -> grid.sizes().stream())
            .mapToInt(size -> size.height() / side * patches * (size.width() / side * patches + 1))
            .max()
            .orElse(0);
    return viewTokens() + tiles;
  }

  /** Returns the most pictures that go through the vision transformer for one image. */
  public int imageViews() {
    int side = vision.imageSize();
    return 1
        + pinpoints.stream()
            .flatMap(grid -> grid.sizes().stream())
            .mapToInt(size -> size.height() / side * (size.width() / side))
            .max()
            .orElse(0);
  }

  /**
   * Returns the views and tokens of an image.
   *
   * @param height of the image as it was given, in pixels
   * @param width of the image as it was given, in pixels
   */
  public ImageGrid grid(int height, int width) {
    return pinpoints
        .map(sizes -> grid(sizes.best(height, width), height, width))
        .orElse(ImageGrid.WHOLE);
  }

  private ImageGrid grid(GridPinpoints.Size size, int height, int width) {
    int side = vision.imageSize();
    return ImageGrid.of(
        size.height() / side, size.width() / side, side / vision.patchSize(), height, width);
  }
}
