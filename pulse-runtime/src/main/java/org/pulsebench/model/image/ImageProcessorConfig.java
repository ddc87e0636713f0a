package org.pulsebench.model.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pulsebench.Checks;
import org.pulsebench.json.JsonFields;
import org.pulsebench.model.config.GridPinpoints;

/**
 * How pictures become pixel values: the content of {@code preprocessor_config.json}.
 *
 * <p>Fields and defaults are those of transformers' {@code CLIPImageProcessor}, {@code
 * LlavaImageProcessor}, which alone can pad to a square, and {@code LlavaNextImageProcessor}, which
 * alone cuts into tiles. Every configuration yields one fixed output size.
 *
 * @param padToSquare whether pictures are first padded to a square with the colour {@code int(255 *
 *     mean)}, as the original LLaVA does; otherwise a crop cuts off what is not square
 * @param resize the resizing, absent if there is none
 * @param centreCrop the size cut from the middle, absent if nothing is cut
 * @param rescaleFactor the factor on samples in 0..255, absent if they stay as they are
 * @param normalize whether the mean is subtracted and the result divided by the deviation
 * @param mean the mean of each channel, in rescaled units
 * @param deviation the standard deviation of each channel, in rescaled units
 * @param pinpoints the sizes that pictures are scaled to before they are cut into tiles of the
 *     output size; empty where the picture as a whole is all that is made
 */
public record ImageProcessorConfig(
    boolean padToSquare,
    Optional<Resize> resize,
    Optional<ImageSize> centreCrop,
    OptionalDouble rescaleFactor,
    boolean normalize,
    ChannelValues mean,
    ChannelValues deviation,
    Optional<GridPinpoints> pinpoints) {

  /** Name of the file within a checkpoint. */
  public static final String FILE_NAME = "preprocessor_config.json";

  /**
   * Name of the file in which transformers 5 keeps all of a processor's parts; the image
   * processor's is its field {@code image_processor}.
   */
  public static final String COMBINED_FILE_NAME = "processor_config.json";

  private static final String COMBINED_FIELD = "image_processor";

  /** The longest side a configuration may ask for, in pixels. */
  static final int MAX_SIZE = 16_384;

  /**
   * Checks that the values fit together.
   *
   * @throws IllegalArgumentException if the output size would depend on the picture, a deviation is
   *     not positive, or tiles are asked for without a resize
   */
  public ImageProcessorConfig {
    Objects.requireNonNull(resize, "resize");
    Objects.requireNonNull(centreCrop, "centreCrop");
    Objects.requireNonNull(rescaleFactor, "rescaleFactor");
    Objects.requireNonNull(mean, "mean");
    Objects.requireNonNull(deviation, "deviation");
    Objects.requireNonNull(pinpoints, "pinpoints");
    Checks.require(
        pinpoints.isEmpty() || resize.isPresent(), "resize", resize, "present with pinpoints");
    Checks.require(
        Math.min(deviation.red, Math.min(deviation.green, deviation.blue)) > 0,
        "deviation",
        deviation,
        "positive");
    if (fixedSize(padToSquare, resize, centreCrop).isEmpty()) {
      throw new IllegalArgumentException(
          "the output size depends on the picture: set a centre crop, or a height and width");
    }
  }

  /** Creates the configuration of a processor that makes one picture of each. */
  public ImageProcessorConfig(
      boolean padToSquare,
      Optional<Resize> resize,
      Optional<ImageSize> centreCrop,
      OptionalDouble rescaleFactor,
      boolean normalize,
      ChannelValues mean,
      ChannelValues deviation) {
    this(
        padToSquare,
        resize,
        centreCrop,
        rescaleFactor,
        normalize,
        mean,
        deviation,
        Optional.empty());
  }

  /**
   * Reads a checkpoint's configuration, where it has one: from {@value #COMBINED_FILE_NAME} if that
   * holds an image processor, otherwise from {@value #FILE_NAME}, as transformers 5 does.
   *
   * @throws org.pulsebench.BadInputException if one of these files is not JSON, or holds a value or
   *     a field that this processor does not know
   * @throws org.pulsebench.EnvironmentException if a file is there but cannot be read
   */
  public static Optional<ImageProcessorConfig> find(Path checkpointDirectory) {
    Path combined = checkpointDirectory.resolve(COMBINED_FILE_NAME);
    if (Files.exists(combined)) {
      JsonFields fields = JsonFields.read(combined);
      if (fields.has(COMBINED_FIELD)) {
        return Optional.of(new ImageProcessorConfigReader(fields.object(COMBINED_FIELD)).config());
      }
    }
    Path alone = checkpointDirectory.resolve(FILE_NAME);
    return Files.exists(alone) ? Optional.of(read(alone)) : Optional.empty();
  }

  /**
   * Reads a {@code preprocessor_config.json}.
   *
   * @throws org.pulsebench.BadInputException if the file is missing, is not JSON, or holds a value
   *     or a field that this processor does not know
   * @throws org.pulsebench.EnvironmentException if the file is there but cannot be read
   */
  public static ImageProcessorConfig read(Path file) {
    return new ImageProcessorConfigReader(JsonFields.read(file)).config();
  }

  /**
   * Reads the same fields from a node, such as the {@code image_processor} of a {@code
   * processor_config.json}.
   *
   * @param source what error messages call the place the node came from
   * @throws org.pulsebench.BadInputException if a value or a field is not known
   */
  public static ImageProcessorConfig of(JsonNode node, String source) {
    return new ImageProcessorConfigReader(JsonFields.root(node, source)).config();
  }

  /**
   * Returns this configuration with or without padding; two publications that name the same model
   * may differ in just this.
   *
   * @throws IllegalArgumentException if the output size would then depend on the picture
   */
  public ImageProcessorConfig withPadToSquare(boolean pad) {
    return new ImageProcessorConfig(
        pad, resize, centreCrop, rescaleFactor, normalize, mean, deviation, pinpoints);
  }

  /** Returns the size of every processed picture. */
  public ImageSize outputSize() {
    return fixedSize(padToSquare, resize, centreCrop).orElseThrow();
  }

  /** Returns red, green and blue of the padding, each rounded towards zero. */
  byte[] paddingColour() {
    return new byte[] {
      (byte) (int) (mean.red * 255), (byte) (int) (mean.green * 255), (byte) (int) (mean.blue * 255)
    };
  }

  /** Returns what a sample in 0..255 becomes. */
  float pixelValue(int sample, int channel) {
    // Double up to here and single precision from here on, as NumPy does it.
    float value = (float) (sample * rescaleFactor.orElse(1.0));
    return normalize ? (value - (float) mean.of(channel)) / (float) deviation.of(channel) : value;
  }

  static Optional<ImageSize> fixedSize(
      boolean padToSquare, Optional<Resize> resize, Optional<ImageSize> centreCrop) {
    if (centreCrop.isPresent() || resize.isEmpty()) {
      return centreCrop;
    }
    ResizeTarget target = resize.get().target();
    if (target instanceof ExactSize exact) {
      return Optional.of(exact.size());
    }
    ShortestEdge edge = (ShortestEdge) target;
    return padToSquare
        ? Optional.of(new ImageSize(edge.pixels(), edge.pixels()))
        : Optional.empty();
  }

  /** A height and a width in pixels, both positive. */
  public record ImageSize(int height, int width) {
    /** Checks that both are positive. */
    public ImageSize {
      Checks.positive(height, "height");
      Checks.positive(width, "width");
    }
  }

  /** To what size, and with which kernel, pictures are resized. */
  public record Resize(ResizeTarget target, ResampleFilter filter) {
    /** Checks that both are there. */
    public Resize {
      Objects.requireNonNull(target, "target");
      Objects.requireNonNull(filter, "filter");
    }
  }

  /** The size that pictures are resized to. */
  public sealed interface ResizeTarget permits ShortestEdge, ExactSize {
    /** Returns the size that a picture of the given size gets. */
    ImageSize applyTo(ImageSize original);
  }

  /** The shorter side gets this many pixels, the longer side keeps the proportion, rounded down. */
  public record ShortestEdge(int pixels) implements ResizeTarget {
    /** Checks that the length is in 1..16384. */
    public ShortestEdge {
      checkLength(pixels);
    }

    @Override
    public ImageSize applyTo(ImageSize original) {
      int shorter = Math.min(original.height(), original.width());
      int longer = Math.max(original.height(), original.width());
      int scaled = Math.toIntExact((long) pixels * longer / shorter);
      return original.width() <= original.height()
          ? new ImageSize(scaled, pixels)
          : new ImageSize(pixels, scaled);
    }
  }

  /** Both sides are given; the proportion is not kept. */
  public record ExactSize(ImageSize size) implements ResizeTarget {
    /** Checks that both lengths are in 1..16384. */
    public ExactSize {
      checkLength(size.height());
      checkLength(size.width());
    }

    @Override
    public ImageSize applyTo(ImageSize original) {
      return size;
    }
  }

  /** One finite number for each channel. */
  public record ChannelValues(double red, double green, double blue) {
    /** Checks that all three are finite. */
    public ChannelValues {
      Checks.require(Double.isFinite(red), "red", red, "finite");
      Checks.require(Double.isFinite(green), "green", green, "finite");
      Checks.require(Double.isFinite(blue), "blue", blue, "finite");
    }

    double of(int channel) {
      return switch (channel) {
        case 0 -> red;
        case 1 -> green;
        case 2 -> blue;
        default -> throw new IndexOutOfBoundsException(channel);
      };
    }
  }

  private static void checkLength(int pixels) {
    Checks.require(pixels >= 1 && pixels <= MAX_SIZE, "length", pixels, "from 1 to " + MAX_SIZE);
  }
}
