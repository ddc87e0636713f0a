package org.pulsebench.data.world;

import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * Draws the shapes of a portrait in one manner: flat, inked, in pencil or as a contour.
 *
 * <p>The renderer only ever fills polygons, see {@link PolygonStroke}.
 */
final class PortraitBrush {

  private static final PortraitTint PAPER = PortraitTint.rgb(0xFAF4E6);
  private static final PortraitTint PENCIL = PortraitTint.rgb(0x4A4550);

  /** How shapes are filled and bordered. */
  enum Manner {
    /** Soft shading within a thin border of the same hue. */
    FLAT,
    /** Full colour within a thick dark border. */
    INKED,
    /** Paler colour within two thin pencil lines. */
    PENCILLED,
    /** Only the white margin around the shapes. */
    CONTOUR
  }

  private final Graphics2D graphics;
  private final Manner manner;

  PortraitBrush(Graphics2D graphics, Manner manner) {
    this.graphics = graphics;
    this.manner = manner;
  }

  /** Draws what the drawing draws in a system transformed by the given one. */
  void within(AffineTransform transform, Runnable drawing) {
    AffineTransform outer = graphics.getTransform();
    graphics.transform(transform);
    drawing.run();
    graphics.setTransform(outer);
  }

  /** Draws what the drawing draws, and once more with left and right exchanged. */
  void onBothSides(Runnable drawing) {
    drawing.run();
    within(AffineTransform.getScaleInstance(-1, 1), drawing);
  }

  /** Draws only what lies inside the border, and the border again, since clipping leaves steps. */
  void inside(Shape border, PortraitTint tint, Runnable drawing) {
    if (manner == Manner.CONTOUR) {
      return;
    }
    Shape outer = graphics.getClip();
    graphics.clip(PolygonStroke.lines(border));
    drawing.run();
    graphics.setClip(outer);
    border(border, tint);
  }

  /** Fills a shape in one colour and borders it. */
  void shape(Shape shape, PortraitTint tint) {
    cluster(List.of(shape), tint);
  }

  /** Fills a shape that is lit from the left, and borders it. */
  void round(Shape shape, PortraitTint tint) {
    if (manner != Manner.FLAT) {
      shape(shape, tint);
      return;
    }
    Rectangle2D bounds = PolygonStroke.lines(shape).getBounds2D();
    graphics.setPaint(
        new GradientPaint(
            (float) bounds.getMinX(),
            0,
            tint.lighter(0.07).color(),
            (float) bounds.getMaxX(),
            0,
            tint.darker(0.16).color()));
    fill(shape);
    border(shape, tint);
  }

  /** Fills overlapping shapes in one colour, with a border around all of them together. */
  void cluster(List<Shape> shapes, PortraitTint tint) {
    for (Shape shape : shapes) {
      border(shape, tint);
    }
    graphics.setColor(filled(tint).color());
    if (manner != Manner.CONTOUR) {
      shapes.forEach(this::fill);
    }
  }

  /** Fills a small shape without a border. */
  void detail(Shape shape, PortraitTint tint) {
    detail(shape, tint, 1);
  }

  /** Fills a translucent shape without a border. */
  void detail(Shape shape, PortraitTint tint, double opacity) {
    if (manner != Manner.CONTOUR) {
      graphics.setColor(filled(tint).color(opacity));
      fill(shape);
    }
  }

  /** Draws a line with round ends. */
  void line(Shape path, double width, PortraitTint tint) {
    if (manner == Manner.CONTOUR) {
      border(path, tint);
    } else {
      stroke(path, width, filled(tint));
    }
  }

  private PortraitTint filled(PortraitTint tint) {
    return manner == Manner.PENCILLED ? tint.mixed(PAPER, 0.16) : tint;
  }

  private void border(Shape shape, PortraitTint tint) {
    switch (manner) {
      case FLAT -> stroke(shape, 1.3, tint.darker(0.24));
      case INKED -> stroke(shape, 3.4, PortraitTint.INK);
      case PENCILLED -> {
        stroke(shape, 1.1, PENCIL);
        within(AffineTransform.getTranslateInstance(0.9, -0.7), () -> stroke(shape, 0.7, PENCIL));
      }
      case CONTOUR -> {
        stroke(shape, 8, PortraitTint.WHITE);
        fill(shape);
      }
    }
  }

  private void stroke(Shape shape, double width, PortraitTint tint) {
    graphics.setColor(tint.color());
    graphics.fill(PolygonStroke.along(shape, width));
  }

  private void fill(Shape shape) {
    graphics.fill(PolygonStroke.lines(shape));
  }
}
