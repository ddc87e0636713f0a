package org.pulsebench.data.world;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Rectangle2D;

/** Paints the ground of a portrait, and the light over it. */
final class PortraitGround {

  private static final int SIDE = Picture.SIDE;
  private static final double CENTRE = SIDE / 2.0;
  private static final PortraitTint MIDNIGHT = PortraitTint.rgb(0x141B45);
  private static final PortraitTint DUSK = PortraitTint.rgb(0x3E4C8F);
  private static final PortraitTint MOONLIGHT = PortraitTint.rgb(0xFFF6C8);
  private static final PortraitTint PAPER = PortraitTint.rgb(0xFAF4E6);

  private final Graphics2D graphics;
  private final PortraitBrush brush;
  private final Pose pose;
  private final PortraitStyle style;
  private final PortraitTint tint;

  PortraitGround(Graphics2D graphics, Pose pose, PortraitStyle style) {
    this.graphics = graphics;
    this.brush = new PortraitBrush(graphics, PortraitBrush.Manner.FLAT);
    this.pose = pose;
    this.style = style;
    this.tint = pose.backdrop().tint();
  }

  /** Paints the ground. */
  void paintBehind() {
    switch (style) {
      case PLAIN -> {
        fill(tint);
        pattern(tint.darker(0.08));
      }
      case STICKER -> {
        PortraitTint strong = saturated();
        fill(strong);
        pattern(strong.darker(0.1));
      }
      case POSTER -> halftone();
      case SKETCH -> paper();
      case NIGHT -> night();
    }
  }

  /** Paints the light and what the style lays over the figure. */
  void paintBefore() {
    if (style == PortraitStyle.NIGHT) {
      veil(PortraitTint.rgb(0x2A3DA0), 0.1);
      graphics.setPaint(
          new RadialGradientPaint(
              SIDE / 2f,
              SIDE * 0.45f,
              SIDE * 0.75f,
              new float[] {0.6f, 1},
              new Color[] {MIDNIGHT.color(0), MIDNIGHT.color(0.6)}));
      graphics.fill(canvas());
    }
    switch (pose.lighting()) {
      case NORMAL -> {}
      case WARM -> veil(PortraitTint.rgb(0xFF8A1E), 0.15);
      case COOL -> veil(PortraitTint.rgb(0x1E6BFF), 0.14);
      case DIM -> veil(PortraitTint.BLACK, 0.22);
    }
  }

  /** Returns the pastel with its distance from white multiplied. */
  private PortraitTint saturated() {
    return new PortraitTint(
        Math.max(0, 255 - (255 - tint.red()) * 5 / 2),
        Math.max(0, 255 - (255 - tint.green()) * 5 / 2),
        Math.max(0, 255 - (255 - tint.blue()) * 5 / 2));
  }

  private void pattern(PortraitTint neighbour) {
    switch (pose.pattern()) {
      case PLAIN -> {}
      case DISC -> brush.detail(PortraitPath.circle(CENTRE, 62, 56), neighbour);
      case STRIPES -> hatch(22, 11, neighbour);
      case DOTS -> {
        for (int row = 0; row <= 16; row++) {
          for (int x = row % 2 * 8; x <= SIDE; x += 16) {
            brush.detail(PortraitPath.circle(x, 8 * row, 4), neighbour);
          }
        }
      }
    }
  }

  /** Paints rising stripes that repeat, and are wide, the given number of pixels across. */
  private void hatch(int period, double width, PortraitTint colour) {
    for (int x = -SIDE; x < SIDE; x += period) {
      brush.detail(
          PortraitPath.at(x, SIDE).to(x + width, SIDE, x + width + SIDE, 0, x + SIDE, 0).closed(),
          colour);
    }
  }

  private void halftone() {
    PortraitTint strong = saturated();
    fill(strong.lighter(0.25));
    for (int row = 0; row <= 16; row++) {
      double radius = 0.6 + 0.22 * row;
      for (int x = row % 2 * 4; x <= SIDE; x += 8) {
        brush.detail(PortraitPath.circle(x, 8 * row, radius), strong.darker(0.18));
      }
    }
  }

  private void paper() {
    fill(PAPER);
    hatch(6, 3, saturated().mixed(PAPER, 0.35));
  }

  private void night() {
    graphics.setPaint(
        new GradientPaint(0, 0, MIDNIGHT.color(), 0, SIDE, DUSK.mixed(tint, 0.3).color()));
    graphics.fill(canvas());
    double[][] stars = {{12, 18}, {30, 8}, {8, 52}, {112, 66}, {104, 40}, {22, 34}, {120, 92}};
    for (double[] star : stars) {
      brush.detail(PortraitPath.circle(star[0], star[1], 1.6), MOONLIGHT);
    }
    brush.detail(PortraitPath.circle(112, 17, 9), MOONLIGHT);
  }

  private void fill(PortraitTint colour) {
    graphics.setColor(colour.color());
    graphics.fill(canvas());
  }

  private void veil(PortraitTint colour, double opacity) {
    graphics.setColor(colour.color(opacity));
    graphics.fill(canvas());
  }

  private static Rectangle2D canvas() {
    return new Rectangle2D.Double(0, 0, SIDE, SIDE);
  }
}
