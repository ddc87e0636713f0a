package org.pulsebench.model.image;

import java.util.Optional;

/**
 * An interpolation kernel of {@link Resampler}, numbered as in {@code preprocessor_config.json}.
 *
 * <p>The numbers are those of Pillow's {@code Image.Resampling}.
 */
public enum ResampleFilter {
  /** The triangle kernel. */
  BILINEAR(2, 1.0) {
    @Override
    double weight(double distance) {
      return Math.max(0.0, 1.0 - Math.abs(distance));
    }
  },

  /** The cubic convolution kernel of Keys (1981) with the free parameter at -0.5. */
  BICUBIC(3, 2.0) {
    @Override
    double weight(double distance) {
      double t = Math.abs(distance);
      if (t < 1.0) {
        return ((A + 2.0) * t - (A + 3.0)) * t * t + 1;
      }
      return t < 2.0 ? (((t - 5) * t + 8) * t - 4) * A : 0.0;
    }
  };

  private static final double A = -0.5;

  private final int code;
  private final double support;

  ResampleFilter(int code, double support) {
    this.code = code;
    this.support = support;
  }

  /** Returns the filter with this number in {@code preprocessor_config.json}, if there is one. */
  static Optional<ResampleFilter> ofCode(int code) {
    for (ResampleFilter filter : values()) {
      if (filter.code == code) {
        return Optional.of(filter);
      }
    }
    return Optional.empty();
  }

  /** Returns the distance in source pixels, at scale 1, beyond which the kernel is zero. */
  double support() {
    return support;
  }

  /** Returns the kernel's value at a signed distance in source pixels. */
  abstract double weight(double distance);
}
