package org.pulsebench.data.world;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/** Paints the ground of a portrait, and the light over it. */
final class PortraitGround {

  private static final int SIDE = Picture.SIDE;
  private static final PortraitTint MIDNIGHT = PortraitTint.rgb(0x141B45);
  private static final PortraitTint DUSK = PortraitTint.rgb(0x3E4C8F);
  private static final PortraitTint PAPER = PortraitTint.rgb(0xFAF4E6);

  private final Graphics2D graphics;
  private final Pose pose;
  private final PortraitStyle style;
  private final PortraitTint tint;

  PortraitGround(Graphics2D graphics, Pose pose, PortraitStyle style) {
    this.graphics = graphics;
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
    graphics.setColor(neighbour.color());
    switch (pose.pattern()) {
      case PLAIN -> {}
      case DISC -> graphics.fill(PortraitPath.circle(SIDE / 2.0, 62, 56));
      case STRIPES -> {
        graphics.setStroke(new BasicStroke(8));
        for (int x = -SIDE; x < SIDE; x += 22) {
          graphics.draw(new Line2D.Double(x, SIDE + 8, x + SIDE + 16, -8));
        }
      }
      case DOTS -> dots(16, 4);
    }
  }

  private void dots(int spacing, double radius) {
    for (int row = 0; row * spacing / 2 <= SIDE; row++) {
      for (int x = row % 2 * spacing / 2; x <= SIDE; x += spacing) {
        graphics.fill(PortraitPath.circle(x, row * spacing / 2.0, radius));
      }
    }
  }

  private void halftone() {
    PortraitTint strong = saturated();
    fill(strong.lighter(0.25));
    graphics.setColor(strong.darker(0.18).color());
    for (int row = 0; row <= 16; row++) {
      double radius = 0.6 + 0.22 * row;
      for (int x = row % 2 * 4; x <= SIDE; x += 8) {
        graphics.fill(PortraitPath.circle(x, 8 * row, radius));
      }
    }
  }

  private void paper() {
    fill(PAPER);
    graphics.setColor(saturated().mixed(PAPER, 0.35).color());
    graphics.setStroke(new BasicStroke(2.2f));
    for (int x = -SIDE; x < SIDE; x += 6) {
      graphics.draw(new Line2D.Double(x, SIDE + 4, x + SIDE + 8, -4));
    }
  }

  private void night() {
    graphics.setPaint(
        new GradientPaint(0, 0, MIDNIGHT.color(), 0, SIDE, DUSK.mixed(tint, 0.3).color()));
    graphics.fill(canvas());
    graphics.setColor(PortraitTint.rgb(0xFFF6C8).color());
    double[][] stars = {{12, 18}, {30, 8}, {8, 52}, {112, 66}, {104, 40}, {22, 34}, {120, 92}};
    for (double[] star : stars) {
      graphics.fill(PortraitPath.circle(star[0], star[1], 1.6));
    }
    graphics.fill(PortraitPath.circle(112, 17, 9));
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
