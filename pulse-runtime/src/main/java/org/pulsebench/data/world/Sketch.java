package org.pulsebench.data.world;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.function.Consumer;

/**
 * Flat drawing with few words; every call returns the sketch itself.
 *
 * <p>Lengths are in the units of the current system: pixels of the picture at first, hundredths of
 * a thing's size inside {@link #within}. The renderer only ever fills polygons, see {@link
 * PolygonStroke}.
 */
final class Sketch {

  private final Graphics2D graphics;

  Sketch(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /** Draws in a system of 100 x 100 units that fills the square with this centre and side. */
  Sketch within(double x, double y, double side, Consumer<Sketch> drawing) {
    AffineTransform before = graphics.getTransform();
    graphics.translate(x - side / 2, y - side / 2);
    graphics.scale(side / 100, side / 100);
    drawing.accept(this);
    graphics.setTransform(before);
    return this;
  }

  /** Draws left and right exchanged, in a system that is {@code width} units wide. */
  Sketch mirrored(double width, Consumer<Sketch> drawing) {
    AffineTransform before = graphics.getTransform();
    graphics.translate(width, 0);
    graphics.scale(-1, 1);
    drawing.accept(this);
    graphics.setTransform(before);
    return this;
  }

  /** Chooses the colour, {@code 0xRRGGBB}. */
  Sketch ink(int rgb) {
    graphics.setColor(new Color(rgb));
    return this;
  }

  /** Chooses a colour through which the ground is seen; opacity in 0..1. */
  Sketch glaze(int rgb, double opacity) {
    graphics.setColor(new Color(rgb & 0xFFFFFF | (int) (255 * opacity) << 24, true));
    return this;
  }

  Sketch circle(double x, double y, double radius) {
    return oval(x, y, radius, radius);
  }

  Sketch oval(double x, double y, double radiusX, double radiusY) {
    return fill(new Ellipse2D.Double(x - radiusX, y - radiusY, 2 * radiusX, 2 * radiusY));
  }

  /** Draws a circle's line. */
  Sketch ring(double width, double x, double y, double radius) {
    return line(width, new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  Sketch box(double x, double y, double width, double height) {
    return fill(new Rectangle2D.Double(x, y, width, height));
  }

  Sketch rounded(double x, double y, double width, double height, double radius) {
    return fill(new RoundRectangle2D.Double(x, y, width, height, 2 * radius, 2 * radius));
  }

  /** Fills the polygon through x, y, x, y and so on. */
  Sketch polygon(double... points) {
    Path2D path = polyline(points);
    path.closePath();
    return fill(path);
  }

  /** Draws the line through x, y, x, y and so on, with round ends. */
  Sketch stroke(double width, double... points) {
    return line(width, polyline(points));
  }

  /** Draws a line from the first point to the last, bent towards the middle one. */
  Sketch bow(double width, double x1, double y1, double cx, double cy, double x2, double y2) {
    Path2D path = new Path2D.Double();
    path.moveTo(x1, y1);
    path.quadTo(cx, cy, x2, y2);
    return line(width, path);
  }

  /** Fills an outline of curves. */
  Sketch outline(Consumer<Path2D> drawing) {
    Path2D path = new Path2D.Double();
    drawing.accept(path);
    path.closePath();
    return fill(path);
  }

  Sketch fill(Shape shape) {
    graphics.fill(PolygonStroke.lines(shape));
    return this;
  }

  Sketch line(double width, Shape shape) {
    graphics.fill(PolygonStroke.along(shape, width));
    return this;
  }

  private static Path2D polyline(double... points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
    return path;
  }
}
