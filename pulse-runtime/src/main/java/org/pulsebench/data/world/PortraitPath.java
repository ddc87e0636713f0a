package org.pulsebench.data.world;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * An outline under construction; x is 0 on the axis of the figure, so that half an outline can be
 * completed by its mirror image.
 */
final class PortraitPath {

  private final double startX;
  private final double startY;
  private final List<double[]> curves = new ArrayList<>();
  private double x;
  private double y;

  private PortraitPath(double x, double y) {
    this.startX = x;
    this.startY = y;
    this.x = x;
    this.y = y;
  }

  static PortraitPath at(double x, double y) {
    return new PortraitPath(x, y);
  }

  static Shape ellipse(double x, double y, double radiusX, double radiusY) {
    return new Ellipse2D.Double(x - radiusX, y - radiusY, 2 * radiusX, 2 * radiusY);
  }

  static Shape circle(double x, double y, double radius) {
    return ellipse(x, y, radius, radius);
  }

  /** Returns a rectangle between two corners whose own corners are rounded. */
  static Shape block(double left, double top, double right, double bottom, double radius) {
    return new RoundRectangle2D.Double(
        left, top, right - left, bottom - top, 2 * radius, 2 * radius);
  }

  /** Adds straight lines through the points given as x, y, x, y ... */
  PortraitPath to(double... points) {
    for (int i = 0; i < points.length; i += 2) {
      curve(x, y, points[i], points[i + 1], points[i], points[i + 1]);
    }
    return this;
  }

  /** Adds a cubic curve with two control points. */
  PortraitPath curve(double x1, double y1, double x2, double y2, double endX, double endY) {
    curves.add(new double[] {x, y, x1, y1, x2, y2, endX, endY});
    x = endX;
    y = endY;
    return this;
  }

  /** Adds a quadratic curve with one control point. */
  PortraitPath bend(double controlX, double controlY, double endX, double endY) {
    return curve(
        x + (controlX - x) * 2 / 3,
        y + (controlY - y) * 2 / 3,
        endX + (controlX - endX) * 2 / 3,
        endY + (controlY - endY) * 2 / 3,
        endX,
        endY);
  }

  /** Returns the outline as it is, for a line. */
  Path2D open() {
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    path.moveTo(startX, startY);
    for (double[] curve : curves) {
      path.curveTo(curve[2], curve[3], curve[4], curve[5], curve[6], curve[7]);
    }
    return path;
  }

  /** Returns the outline, closed by a straight line. */
  Path2D closed() {
    Path2D path = open();
    path.closePath();
    return path;
  }

  /** Returns the outline followed by its mirror image, run backwards. */
  Path2D symmetric() {
    Path2D path = open();
    path.lineTo(-x, y);
    for (int i = curves.size() - 1; i >= 0; i--) {
      double[] curve = curves.get(i);
      path.curveTo(-curve[4], curve[5], -curve[2], curve[3], -curve[0], curve[1]);
    }
    path.closePath();
    return path;
  }
}
