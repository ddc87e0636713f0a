package org.pulsebench.model.image;

import java.util.Arrays;
import java.util.Objects;

/**
 * An upright picture of 8-bit RGB samples, stored row by row as {@code [height, width, 3]}.
 *
 * <p>Immutable; colour profiles play no part, the samples are what the file holds.
 */
public final class RgbImage {

  /**
   * The longest side in pixels, the limit of JPEG; with it every size computed from one picture
   * fits an {@code int}.
   */
  public static final int MAX_SIDE = 65_535;

  private final int width;
  private final int height;
  private final byte[] samples;

  private RgbImage(int width, int height, byte[] samples) {
    this.width = width;
    this.height = height;
    this.samples = samples;
  }

  /**
   * Returns an image over a copy of the given samples.
   *
   * @param samples {@code [height, width, 3]} bytes, each an unsigned sample in 0..255
   * @throws IllegalArgumentException if a side is not in 1..{@value #MAX_SIDE} or the length does
   *     not fit the sides
   */
  public static RgbImage of(int width, int height, byte[] samples) {
    return wrap(width, height, Objects.requireNonNull(samples, "samples").clone());
  }

  /** Takes ownership of {@code samples}: pictures are large, and a decoder has no use for them. */
  static RgbImage wrap(int width, int height, byte[] samples) {
    if (Math.min(width, height) <= 0 || Math.max(width, height) > MAX_SIDE) {
      throw new IllegalArgumentException("no RGB image of %d x %d".formatted(width, height));
    }
    if (samples.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "an RGB image of %d x %d needs %d samples, got %d"
              .formatted(width, height, 3L * width * height, samples.length));
    }
    return new RgbImage(width, height, samples);
  }

  /** Returns the width in pixels. */
  public int width() {
    return width;
  }

  /** Returns the height in pixels. */
  public int height() {
    return height;
  }

  /**
   * Returns one sample in 0..255.
   *
   * @param channel 0 red, 1 green, 2 blue
   */
  public int sample(int x, int y, int channel) {
    Objects.checkIndex(x, width);
    Objects.checkIndex(y, height);
    Objects.checkIndex(channel, 3);
    return samples[(y * width + x) * 3 + channel] & 0xFF;
  }

  /** Returns whether the other is an image of the same size with the same samples. */
  @Override
  public boolean equals(Object other) {
    return other instanceof RgbImage image
        && width == image.width
        && height == image.height
        && Arrays.equals(samples, image.samples);
  }

  @Override
  public int hashCode() {
    return Objects.hash(width, height, Arrays.hashCode(samples));
  }

  @Override
  public String toString() {
    return "RgbImage[" + width + " x " + height + "]";
  }

  /** Returns the samples themselves, not a copy; callers in this package only read them. */
  byte[] samples() {
    return samples;
  }
}
