package org.pulsebench.model.image;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.pulsebench.model.config.GridPinpoints;
import org.pulsebench.model.image.ImageProcessorConfig.ImageSize;
import org.pulsebench.model.image.ImageProcessorConfig.Resize;
import org.pulsebench.model.image.Resampler.Canvas;
import org.pulsebench.model.image.Resampler.Span;

/**
 * Turns a picture into the pixel values that the vision tower reads.
 *
 * <p>In this order, each step as configured: pad to a square with the mean colour, resize, centre
 * crop (black outside the picture), rescale, normalise. Equal up to float rounding to the
 * PIL-backed {@code CLIPImageProcessorPil}, {@code LlavaImageProcessorPil} and {@code
 * LlavaNextImageProcessorPil} of Hugging Face transformers 5.23 on Pillow up to version 12 (see
 * {@link Resampler}). The torchvision-backed classes of the same release, its default, differ from
 * those by one level in 255 at some resized samples, and put the odd row of a crop that is larger
 * than the picture on the other side.
 *
 * <p>With {@link ImageProcessorConfig#pinpoints} a picture becomes several views: first the whole
 * of it, scaled to the output size without regard to its proportions; then, row by row, the tiles
 * of the picture scaled to the best pinpoint with its proportions kept, black where the pinpoint is
 * larger.
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

  /** Returns how many views a picture becomes, at least one. */
  public int views(RgbImage image) {
    return 1
        + config
            .pinpoints()
            .map(sizes -> sizes.best(image.height(), image.width()))
            .map(best -> best.height() / output.height() * (best.width() / output.width()))
            .orElse(0);
  }

  /**
   * Returns the pixel values of one picture.
   *
   * @return {@code [views, 3, height, width]} float32, row-major, channels in the order red, green,
   *     blue
   */
  public float[] process(RgbImage image) {
    return process(List.of(image));
  }

  /**
   * Returns the pixel values of several pictures, which may differ in size.
   *
   * @return {@code [views, 3, height, width]} float32, all views of one picture before those of the
   *     next, row-major, channels in the order red, green, blue
   */
  public float[] process(List<RgbImage> images) {
    int[] first = new int[images.size() + 1];
    for (int i = 0; i < images.size(); i++) {
      first[i + 1] = first[i] + views(images.get(i));
    }
    float[] pixels = new float[Math.multiplyExact(first[images.size()], valuesPerView())];
    // Each picture fills a part of its own: what comes out does not depend on the threads.
    IntStream.range(0, images.size())
        .parallel()
        .forEach(i -> process(images.get(i), pixels, first[i] * valuesPerView()));
    return pixels;
  }

  private int valuesPerView() {
    return CHANNELS * output.height() * output.width();
  }

  private void process(RgbImage image, float[] pixels, int offset) {
    Canvas canvas =
        config.padToSquare() ? Canvas.square(image, config.paddingColour()) : Canvas.of(image);
    ImageSize original = new ImageSize(canvas.height(), canvas.width());
    ImageSize resized = config.resize().map(r -> r.target().applyTo(original)).orElse(original);
    Crop rows = Crop.centred(resized.height(), output.height());
    Crop columns = Crop.centred(resized.width(), output.width());
    view(canvas, resized, rows, columns, pixels, offset);
    config.pinpoints().ifPresent(sizes -> tiles(canvas, sizes, pixels, offset + valuesPerView()));
  }

  private void tiles(Canvas canvas, GridPinpoints sizes, float[] pixels, int offset) {
    GridPinpoints.Size best = sizes.best(canvas.height(), canvas.width());
    ImageSize fitted = fitted(canvas.height(), canvas.width(), best);
    int at = offset;
    for (int top = 0; top < best.height(); top += output.height()) {
      Crop rows = Crop.tile(fitted.height(), best.height(), top, output.height());
      for (int left = 0; left < best.width(); left += output.width()) {
        Crop columns = Crop.tile(fitted.width(), best.width(), left, output.width());
        view(canvas, fitted, rows, columns, pixels, at);
        at += valuesPerView();
      }
    }
  }

  /**
   * Returns the largest size within another that keeps a picture's proportions, rounded up as
   * {@code get_patch_output_size} of transformers does.
   */
  static ImageSize fitted(int height, int width, GridPinpoints.Size within) {
    double across = (double) within.width() / width;
    double down = (double) within.height() / height;
    return across < down
        ? new ImageSize(Math.min((int) Math.ceil(height * across), within.height()), within.width())
        : new ImageSize(within.height(), Math.min((int) Math.ceil(width * down), within.width()));
  }

  /** Fills one view with a part of the resized picture; what the part leaves free is black. */
  private void view(
      Canvas canvas, ImageSize resized, Crop rows, Crop columns, float[] pixels, int offset) {
    int plane = output.height() * output.width();
    for (int channel = 0; channel < CHANNELS; channel++) {
      int start = offset + channel * plane;
      Arrays.fill(pixels, start, start + plane, values[channel][0]);
    }
    if (rows.length() == 0 || columns.length() == 0) {
      return;
    }
    byte[] samples =
        resampler.resize(
            canvas,
            new Span(canvas.width(), resized.width(), columns.from(), columns.length()),
            new Span(canvas.height(), resized.height(), rows.from(), rows.length()));
    for (int channel = 0; channel < CHANNELS; channel++) {
      float[] value = values[channel];
      int start = offset + channel * plane;
      for (int y = 0; y < rows.length(); y++) {
        int from = y * columns.length() * CHANNELS + channel;
        int to = start + (rows.to() + y) * output.width() + columns.to();
        for (int x = 0; x < columns.length(); x++) {
          pixels[to + x] = value[samples[from + x * CHANNELS] & 0xFF];
        }
      }
    }
  }

  /** One axis of a view: {@code length} resized samples go from {@code from} to {@code to}. */
  private record Crop(int from, int to, int length) {

    static Crop centred(int available, int wanted) {
      return wanted <= available
          ? new Crop((available - wanted) / 2, 0, wanted)
          : new Crop(0, (wanted - available + 1) / 2, available);
    }

    /** The part of a tile in a picture that lies in the middle of {@code padded} samples. */
    static Crop tile(int available, int padded, int start, int side) {
      int margin = (padded - available) / 2;
      int from = Math.max(0, start - margin);
      int end = Math.min(available, start + side - margin);
      return new Crop(from, from + margin - start, Math.max(0, end - from));
    }
  }
}
