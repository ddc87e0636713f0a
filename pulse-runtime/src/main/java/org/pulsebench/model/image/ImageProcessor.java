package org.pulsebench.model.image;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.pulsebench.model.image.ImageProcessorConfig.ImageSize;
import org.pulsebench.model.image.ImageProcessorConfig.Resize;
import org.pulsebench.model.image.Resampler.Canvas;
import org.pulsebench.model.image.Resampler.Span;

/**
 * Turns a picture into the pixel values that the vision tower reads.
 *
 * <p>In this order, each step as configured: pad to a square with the mean colour, resize, centre
 * crop (black outside the picture), rescale, normalise. Equal up to float rounding to the
 * PIL-backed {@code CLIPImageProcessorPil} and {@code LlavaImageProcessorPil} of Hugging Face
 * transformers 5.23 on Pillow up to version 12 (see {@link Resampler}). The torchvision-backed
 * classes of the same release, its default, differ from those by one level in 255 at some resized
 * samples, and put the odd row of a crop that is larger than the picture on the other side.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class ImageProcessor {

  private static final int CHANNELS = 3;

  private final ImageProcessorConfig config;
  private final ImageSize output;
  private final Resampler resampler;

  /** The pixel value of every 8-bit sample, {@code [3, 256]}. */
  private final float[][] values;

  /** Creates the processor of a configuration. */
  public ImageProcessor(ImageProcessorConfig config) {
    this.config = Objects.requireNonNull(config, "config");
    this.output = config.outputSize();
    // Without a resize the scale is one, and there every kernel is the identity.
    this.resampler =
        new Resampler(config.resize().map(Resize::filter).orElse(ResampleFilter.BICUBIC));
    this.values = new float[CHANNELS][256];
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int sample = 0; sample < 256; sample++) {
        values[channel][sample] = config.pixelValue(sample, channel);
      }
    }
  }

  /** Returns the configuration this processor follows. */
  public ImageProcessorConfig config() {
    return config;
  }

  /** Returns the height of the pixel values. */
  public int outputHeight() {
    return output.height();
  }

  /** Returns the width of the pixel values. */
  public int outputWidth() {
    return output.width();
  }

  /**
   * Returns the pixel values of one picture.
   *
   * @return {@code [3, height, width]} float32, row-major, channels in the order red, green, blue
   */
  public float[] process(RgbImage image) {
    float[] pixels = new float[valuesPerImage()];
    process(image, pixels, 0);
    return pixels;
  }

  /**
   * Returns the pixel values of several pictures, which may differ in size.
   *
   * @return {@code [images, 3, height, width]} float32, row-major, channels in the order red,
   *     green, blue
   */
  public float[] process(List<RgbImage> images) {
    float[] pixels = new float[Math.multiplyExact(images.size(), valuesPerImage())];
    // Each picture fills a part of its own: what comes out does not depend on the threads.
    IntStream.range(0, images.size())
        .parallel()
        .forEach(i -> process(images.get(i), pixels, i * valuesPerImage()));
    return pixels;
  }

  private int valuesPerImage() {
    return CHANNELS * output.height() * output.width();
  }

  private void process(RgbImage image, float[] pixels, int offset) {
    Canvas canvas =
        config.padToSquare() ? Canvas.square(image, config.paddingColour()) : Canvas.of(image);
    ImageSize original = new ImageSize(canvas.height(), canvas.width());
    ImageSize resized = config.resize().map(r -> r.target().applyTo(original)).orElse(original);
    Crop columns = Crop.centred(resized.width(), output.width());
    Crop rows = Crop.centred(resized.height(), output.height());
    byte[] samples =
        resampler.resize(
            canvas,
            new Span(original.width(), resized.width(), columns.from(), columns.length()),
            new Span(original.height(), resized.height(), rows.from(), rows.length()));
    int plane = output.height() * output.width();
    for (int channel = 0; channel < CHANNELS; channel++) {
      float[] value = values[channel];
      int start = offset + channel * plane;
      Arrays.fill(pixels, start, start + plane, value[0]);
      for (int y = 0; y < rows.length(); y++) {
        int from = y * columns.length() * CHANNELS + channel;
        int to = start + (rows.to() + y) * output.width() + columns.to();
        for (int x = 0; x < columns.length(); x++) {
          pixels[to + x] = value[samples[from + x * CHANNELS] & 0xFF];
        }
      }
    }
  }

  /** One axis of a centre crop: {@code length} samples go from {@code from} to {@code to}. */
  private record Crop(int from, int to, int length) {

    static Crop centred(int available, int wanted) {
      return wanted <= available
          ? new Crop((available - wanted) / 2, 0, wanted)
          : new Crop(0, (wanted - available + 1) / 2, available);
    }
  }
}
