package org.pulsebench.model;

import ai.djl.ndarray.types.Shape;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.model.config.ImageGrid;
import org.pulsebench.model.config.ModelConfig;
import org.pulsebench.model.config.MultimodalConfig;
import org.pulsebench.model.config.Precision;
import org.pulsebench.model.config.VisionConfig;
import org.pulsebench.tensor.ElementType;

/** What a model takes: ids of its vocabulary, as many tokens as it has positions, its images. */
record InputLimits(ModelConfig config, Precision precision) {

  /**
   * Requires an id of the vocabulary.
   *
   * <p>The engine would only say so on a CPU; on a GPU it would end the process.
   *
   * @param what the id is of, such as {@code A token}
   */
  void requireId(String what, int id, String where) {
    int size = config.decoder().vocabSize();
    if (id < 0 || id >= size) {
      throw new BadInputException(
          new Problem(
              what + " is outside the model's vocabulary",
              where,
              "id " + id,
              "0 to " + (size - 1),
              "Use the tokenizer that belongs to the checkpoint."));
    }
  }

  /** Requires a sequence that the positions of the model suffice for. */
  void requireLength(int tokens, String where) {
    int limit = config.decoder().maxPositions();
    if (tokens > limit) {
      throw new BadInputException(
          new Problem(
              "A sequence is too long for the model",
              where,
              tokens + " tokens",
              "at most " + limit,
              "Shorten the prompt or the answer."));
    }
  }

  /** Requires a sequence that so many new tokens can follow. */
  void requireRoom(int tokens, int room, String where) {
    int limit = config.decoder().maxPositions();
    if ((long) tokens + room > limit) {
      throw new BadInputException(
          new Problem(
              "A sequence would grow too long for the model",
              where,
              tokens + " tokens and " + room + " new ones",
              "at most " + limit + " together",
              "Shorten the prompt, or allow fewer new tokens."));
    }
  }

  /** Requires images of the shape and the type that belong to their stage. */
  void requireImages(Images images) {
    MultimodalConfig multimodal =
        config
            .multimodal()
            .orElseThrow(
                () ->
                    new BadInputException(
                        new Problem(
                            "A text-only model takes no images",
                            "a batch with images",
                            images.count() + " images",
                            "none",
                            "Leave the images out, or use a LLaVA checkpoint.")));
    VisionConfig vision = multimodal.vision();
    long tokens = multimodal.viewTokens();
    ElementType own = precision.elementType();
    if (images instanceof Images.Pixels pixels) {
      long side = vision.imageSize();
      requireImages(
          pixels,
          views(pixels.grids(), multimodal),
          "pixels",
          Set.of(ElementType.F32),
          List.of((long) VisionConfig.CHANNELS, side, side));
    } else if (images instanceof Images.VisionFeatures features) {
      requireImages(
          features,
          views(features.grids(), multimodal),
          "vision features",
          Set.of(own),
          List.of(tokens, (long) vision.hiddenSize()));
    } else if (images instanceof Images.ImageFeatures features) {
      long hidden = config.decoder().hiddenSize();
      boolean tiled = multimodal.pinpoints().isPresent();
      requireImages(
          features,
          tiled ? features.tokens().stream().mapToLong(Integer::intValue).sum() : images.count(),
          "image features",
          EnumSet.of(own, ElementType.F32),
          tiled ? List.of(hidden) : List.of(tokens, hidden));
    }
  }

  /** Returns how many views images have; a model without tiles takes whole pictures only. */
  private static long views(List<ImageGrid> grids, MultimodalConfig multimodal) {
    boolean tiled = multimodal.pinpoints().isPresent();
    for (ImageGrid grid : grids) {
      if (grid.equals(ImageGrid.WHOLE) == tiled) {
        throw new BadInputException(
            new Problem(
                "Images do not have the form that the model reads",
                "views of an image",
                grid.views() + (tiled ? ", without tiles" : ", with tiles"),
                tiled ? "the whole picture and its tiles" : "the whole picture alone",
                "Prepare the images with the processor and the model of the same checkpoint."));
      }
    }
    return grids.stream().mapToLong(ImageGrid::views).sum();
  }

  private static void requireImages(
      Images images, long rows, String stage, Set<ElementType> types, List<Long> expected) {
    Shape shape = images.values().shape();
    boolean fits =
        shape.dimension() == expected.size() + 1
            && shape.get(0) > 0
            && shape.get(0) == rows
            && shape.slice(1).equals(new Shape(expected));
    if (!fits || !types.contains(images.values().type())) {
      throw new BadInputException(
          new Problem(
              "Images do not have the form that the model reads",
              stage,
              shape + " of type " + images.values().type(),
              expected.stream().map(String::valueOf).collect(Collectors.joining(", ", "(n, ", ")"))
                  + " for "
                  + (rows == images.count() ? "n images" : "n = " + rows)
                  + ", of type "
                  + types.stream()
                      .sorted()
                      .map(String::valueOf)
                      .collect(Collectors.joining(" or ")),
              "Prepare the images with the processor and the model of the same checkpoint."));
    }
  }
}
