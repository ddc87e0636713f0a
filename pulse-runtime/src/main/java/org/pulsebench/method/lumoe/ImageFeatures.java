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
   * @param values {@code [dimension]}, for instance the mean over a tower's patches; finite, and
   *     not all 0
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

  /**
   * Returns the features of a picture by those of its patches: their mean over each part of the
   * picture, one part after the other.
   *
   * @param patches {@code [side * side, hidden]}, row by row of the picture, without a class token
   * @param side number of patches in a row
   * @param parts number of parts in a row, at least 1, a divisor of {@code side}: 1 for the mean
   *     over the picture; more tell more pictures apart, and fewer shifted ones together
   */
  public static ImageFeatures ofPatches(float[] patches, int side, int parts) {
    Checks.positive(side, "side");
    Checks.require(parts > 0 && side % parts == 0, "parts", parts, "a divisor of " + side);
    int hidden = patches.length / (side * side);
    Checks.require(
        hidden > 0 && patches.length == hidden * side * side,
        "patches",
        patches.length + " values",
        "so many for each of " + side * side);
    int reach = side / parts;
    float[] means = new float[parts * parts * hidden];
    for (int patch = 0; patch < side * side; patch++) {
      int part = patch / side / reach * parts + patch % side / reach;
      for (int i = 0; i < hidden; i++) {
        means[part * hidden + i] += patches[patch * hidden + i] / (reach * reach);
      }
    }
    return of(means);
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
