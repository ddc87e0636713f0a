package org.pulsebench.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.json.JsonFields;
import org.pulsebench.model.config.GridPinpoints;
import org.pulsebench.model.config.ImageGrid;
import org.pulsebench.model.config.ModelConfig;
import org.pulsebench.model.config.MultimodalConfig;
import org.pulsebench.model.config.VisionConfig;
import org.pulsebench.model.image.ImageProcessor;
import org.pulsebench.model.image.ImageProcessorConfig;
import org.pulsebench.model.image.ImageProcessorConfig.ImageSize;
import org.pulsebench.model.image.RgbImage;
import org.pulsebench.tensor.Scope;

/**
 * How a checkpoint makes pixels of images.
 *
 * @param directory of the checkpoint, for messages
 * @param model whose tower reads the pixels; empty for a text-only model
 * @param processor of the size that the tower reads; empty where no file configures one
 */
record CheckpointImages(
    Path directory, Optional<MultimodalConfig> model, Optional<ImageProcessor> processor) {

  /** Reads the image processor of a model that takes images. */
  static CheckpointImages of(Path directory, ModelConfig config) {
    Optional<MultimodalConfig> model = config.multimodal();
    Optional<ImageProcessorConfig> found = model.flatMap(m -> ImageProcessorConfig.find(directory));
    found.ifPresent(processor -> requireFits(directory, processor, model.orElseThrow()));
    return new CheckpointImages(directory, model, found.map(ImageProcessor::new));
  }

  Images.Pixels pixels(Scope scope, List<RgbImage> images) {
    ImageProcessor found = processor.orElseThrow(this::noImages);
    float[] values = found.process(images);
    List<ImageGrid> grids =
        images.stream().map(image -> grid(new ImageSize(image.height(), image.width()))).toList();
    int views = grids.stream().mapToInt(ImageGrid::views).sum();
    return new Images.Pixels(
        scope.floats(
            values, views, VisionConfig.CHANNELS, found.outputHeight(), found.outputWidth()),
        grids);
  }

  /** Returns the number of decoder positions that images take. */
  List<Integer> tokens(List<ImageSize> sizes) {
    int viewTokens = model.orElseThrow(this::noImages).viewTokens();
    return sizes.stream().map(size -> grid(size).tokens(viewTokens)).toList();
  }

  private ImageGrid grid(ImageSize size) {
    return model.orElseThrow(this::noImages).grid(size.height(), size.width());
  }

  private static void requireFits(
      Path directory, ImageProcessorConfig processor, MultimodalConfig model) {
    requireSize(directory, processor.outputSize(), model.vision());
    if (!processor.pinpoints().equals(model.pinpoints())) {
      throw new BadInputException(
          new Problem(
              "Image processor and model disagree on the tiles of an image",
              directory + ", image_processor_type and image_grid_pinpoints",
              tiles(processor.pinpoints()),
              tiles(model.pinpoints()) + ", as in " + ModelConfig.FILE_NAME,
              "Take both files from the same checkpoint."));
    }
    Path combined = directory.resolve(ImageProcessorConfig.COMBINED_FILE_NAME);
    if (model.pinpoints().isPresent() && Files.exists(combined)) {
      requirePlaceholders(JsonFields.read(combined).withoutNulls(), model);
    }
  }

  private static String tiles(Optional<GridPinpoints> pinpoints) {
    return pinpoints.map(sizes -> "tiles of " + sizes.sizes()).orElse("no tiles");
  }

  /**
   * Requires the fields from which transformers computes the number of an image's placeholders to
   * be those of the model: PULSE computes it from the model alone.
   */
  private static void requirePlaceholders(JsonFields fields, MultimodalConfig model) {
    requireNumber(fields, "patch_size", model.vision().patchSize());
    requireNumber(fields, "num_additional_image_tokens", 1);
    String strategy = model.selection().configName();
    String field = "vision_feature_select_strategy";
    if (!fields.text(field).orElse(strategy).equals(strategy)) {
      throw fields.bad(
          field,
          fields.describeValue(field),
          '"' + strategy + "\", as in " + ModelConfig.FILE_NAME);
    }
  }

  private static void requireNumber(JsonFields fields, String name, int expected) {
    if (fields.has(name) && fields.wholeNumber(name, 0, Integer.MAX_VALUE) != expected) {
      throw fields.bad(
          name,
          fields.describeValue(name),
          expected + ", as the vision tower of this model has it");
    }
  }

  private static void requireSize(Path directory, ImageSize found, VisionConfig vision) {
    int side = vision.imageSize();
    if (found.height() != side || found.width() != side) {
      throw new BadInputException(
          new Problem(
              "Image processor and vision tower disagree on the size of an image",
              directory + ", size and crop_size of the image processor",
              "%d x %d pixels".formatted(found.width(), found.height()),
              "%d x %d, image_size of vision_config in %s"
                  .formatted(side, side, ModelConfig.FILE_NAME),
              "Take both files from the same checkpoint."));
    }
  }

  private BadInputException noImages() {
    if (model.isEmpty()) {
      return new BadInputException(
          new Problem(
              "A text-only model takes no images",
              directory.toString(),
              "images",
              "text only",
              "Leave the images out, or use a LLaVA checkpoint."));
    }
    return new BadInputException(
        new Problem(
            "The checkpoint does not say how images are processed",
            directory.toString(),
            "no " + ImageProcessorConfig.FILE_NAME,
            "that file, or an image_processor in " + ImageProcessorConfig.COMBINED_FILE_NAME,
            "Fetch the file from where the model was published."));
  }
}
