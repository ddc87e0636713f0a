package org.pulsebench.data.world;

import org.pulsebench.Checks;
import org.pulsebench.RandomStream;

/**
 * What differs between two portraits of one person.
 *
 * @param shiftX to the right, in pixels, -{@value #MAX_SHIFT}..{@value #MAX_SHIFT}
 * @param shiftY downwards, in pixels, -{@value #MAX_SHIFT}..{@value #MAX_SHIFT}
 * @param scale size of the person, 0.92..1.08
 * @param tilt of the head, clockwise, in degrees, -{@value #MAX_TILT}..{@value #MAX_TILT}
 * @param mirrored whether left and right are exchanged
 */
public record Pose(
    double shiftX,
    double shiftY,
    double scale,
    double tilt,
    boolean mirrored,
    Gaze gaze,
    Expression expression,
    Backdrop backdrop,
    Pattern pattern,
    Lighting lighting) {

  /** The largest shift in pixels. */
  public static final double MAX_SHIFT = 4;

  /** The largest tilt in degrees. */
  public static final double MAX_TILT = 10;

  private static final double MAX_RESIZE = 0.08;

  /** Checks the ranges. */
  public Pose {
    between(shiftX, -MAX_SHIFT, MAX_SHIFT, "shiftX");
    between(shiftY, -MAX_SHIFT, MAX_SHIFT, "shiftY");
    between(scale, 1 - MAX_RESIZE, 1 + MAX_RESIZE, "scale");
    between(tilt, -MAX_TILT, MAX_TILT, "tilt");
  }

  /** Returns the pose of the standard portrait: upright, neutral, on a plain grey ground. */
  public static Pose frontal() {
    return frontal(Backdrop.GREY);
  }

  /** Returns the pose of the standard portrait on a plain ground of the given colour. */
  public static Pose frontal(Backdrop backdrop) {
    return new Pose(
        0,
        0,
        1,
        0,
        false,
        Gaze.AHEAD,
        Expression.NEUTRAL,
        backdrop,
        Pattern.PLAIN,
        Lighting.NORMAL);
  }

  /** Returns a pose whose parts are drawn independently and uniformly. */
  public static Pose draw(RandomStream random) {
    return new Pose(
        MAX_SHIFT * symmetric(random),
        MAX_SHIFT * symmetric(random),
        1 + MAX_RESIZE * symmetric(random),
        MAX_TILT * symmetric(random),
        random.nextInt(2) == 1,
        pick(random, Gaze.values()),
        pick(random, Expression.values()),
        pick(random, Backdrop.values()),
        pick(random, Pattern.values()),
        pick(random, Lighting.values()));
  }

  private static double symmetric(RandomStream random) {
    return 2 * random.nextDouble() - 1;
  }

  private static <T> T pick(RandomStream random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static void between(double value, double least, double most, String name) {
    Checks.require(value >= least && value <= most, name, value, "in " + least + ".." + most);
  }

  /** Where the eyes look. */
  public enum Gaze {
    AHEAD,
    LEFT,
    RIGHT,
    UP
  }

  /** What the mouth does. */
  public enum Expression {
    NEUTRAL,
    SMILE,
    OPEN,
    GRIN
  }

  /** The colour of the ground, a pastel. */
  public enum Backdrop {
    GREY(0xDFE5EC),
    ROSE(0xF8D3D6),
    APRICOT(0xFBDDBF),
    LEMON(0xF8EFBE),
    MINT(0xCBEBD3),
    AQUA(0xC3E8EA),
    SKY(0xC8DDF7),
    LILAC(0xDFD3F2);

    private final PortraitTint tint;

    Backdrop(int rgb) {
      this.tint = PortraitTint.rgb(rgb);
    }

    PortraitTint tint() {
      return tint;
    }
  }

  /** What is drawn on the ground, in a neighbouring colour. */
  public enum Pattern {
    PLAIN,
    DISC,
    STRIPES,
    DOTS
  }

  /** The light that falls on the whole picture. */
  public enum Lighting {
    NORMAL,
    WARM,
    COOL,
    DIM
  }
}
