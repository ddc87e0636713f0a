package org.pulsebench.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.model.config.ModelConfig;
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
 * @param vision the tower that reads the pixels; empty for a text-only model
 * @param processor of the size that the tower reads; empty where no file configures one
 */
record CheckpointImages(
    Path directory, Optional<VisionConfig> vision, Optional<ImageProcessor> processor) {

  /** Reads the image processor of a model that takes images. */
  static CheckpointImages of(Path directory, ModelConfig model) {
    Optional<ImageProcessorConfig> config =
        model.vision().flatMap(vision -> ImageProcessorConfig.find(directory));
    config.ifPresent(
        found -> requireSize(directory, found.outputSize(), model.vision().orElseThrow()));
    return new CheckpointImages(directory, model.vision(), config.map(ImageProcessor::new));
  }

  Images.Pixels pixels(Scope scope, List<RgbImage> images) {
    ImageProcessor found = processor.orElseThrow(this::noImages);
    int height = found.outputHeight();
    int width = found.outputWidth();
    float[] values = found.process(images);
    return new Images.Pixels(
        scope.floats(values, images.size(), VisionConfig.CHANNELS, height, width));
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
    if (vision.isEmpty()) {
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
