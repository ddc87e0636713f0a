package org.pulsebench.method.lumoe;

import java.util.Arrays;
import org.pulsebench.Checks;

/** What a frozen vision tower sees in a picture: {@code [dimension]} float32, of length 1. */
public final class ImageFeatures {

  private final float[] unit;

  private ImageFeatures(float[] unit) {
    this.unit = unit;
  }

  /**
   * Returns features for some values, of whatever length.
   *
   * @param values {@code [dimension]}, for instance the mean over a tower's patches; finite, and not
   *     all 0
   */
  public static ImageFeatures of(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    Checks.require(
        squares > 0 && Double.isFinite(squares), "square of features", squares, "over 0, finite");
    double length = Math.sqrt(squares);
    float[] unit = new float[values.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (values[i] / length);
    }
    return new ImageFeatures(unit);
  }

  /** Returns the number of values. */
  public int dimension() {
    return unit.length;
  }

  /**
   * Returns the cosine of the angle to others, -1 to 1 but for rounding.
   *
   * @throws IllegalArgumentException if those have another dimension
   */
  public float cosine(ImageFeatures other) {
    Checks.require(
        other.dimension() == dimension(), "dimension", other.dimension(), "" + dimension());
    float[] theirs = other.unit;
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    // Four sums that do not wait for each other: faster than one.
    for (; i + 3 < unit.length; i += 4) {
      a += unit[i] * theirs[i];
      b += unit[i + 1] * theirs[i + 1];
      c += unit[i + 2] * theirs[i + 2];
      d += unit[i + 3] * theirs[i + 3];
    }
    for (; i < unit.length; i++) {
      a += unit[i] * theirs[i];
    }
    return a + b + (c + d);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageFeatures features && Arrays.equals(unit, features.unit);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(unit);
  }

  @Override
  public String toString() {
    return dimension() + " features";
  }
}
