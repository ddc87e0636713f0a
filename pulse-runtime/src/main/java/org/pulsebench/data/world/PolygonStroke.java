package org.pulsebench.data.world;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;

/**
 * The area that a round pen covers along a path.
 *
 * <p>Java releases fill a polygon alike to the last bit, but do not stroke alike (17 and 25
 * differ), and a picture must be the same on all of them.
 */
final class PolygonStroke {

  /** The largest distance of a line from the curve that it stands for, in pixels. */
  private static final double FLATNESS = 0.2;

  /** Sides of the polygon drawn for the pen at ends and corners, by its direction from there. */
  private static final double[][] PEN = pen(12);

  /** Cosine of the turn from which a vertex is a corner. */
  private static final double CORNER = 0.8;

  private record Point(double x, double y) {

    Point minus(Point other) {
      return new Point(x - other.x, y - other.y);
    }

    double dot(Point other) {
      return x * other.x + y * other.y;
    }

    Point times(double factor) {
      return new Point(x * factor, y * factor);
    }

    Point plus(Point other) {
      return new Point(x + other.x, y + other.y);
    }

    /** Returns the direction to the left of this vector, of length 1. */
    Point normal() {
      double length = Math.sqrt(dot(this));
      return new Point(-y / length, x / length);
    }
  }

  private final double radius;
  private final Path2D area = new Path2D.Double(Path2D.WIND_NON_ZERO);

  private PolygonStroke(double width) {
    this.radius = width / 2;
  }

  /** Returns the shape with its curves turned into lines. */
  static Path2D lines(Shape shape) {
    Path2D lines = new Path2D.Double(Path2D.WIND_NON_ZERO);
    lines.append(shape.getPathIterator(null, FLATNESS), false);
    return lines;
  }

  /** Returns what a pen of the given width covers along the outline of a shape. */
  static Shape along(Shape shape, double width) {
    PolygonStroke stroke = new PolygonStroke(width);
    List<Point> points = new ArrayList<>();
    double[] next = new double[6];
    PathIterator path = shape.getPathIterator(null, FLATNESS);
    for (; !path.isDone(); path.next()) {
      int kind = path.currentSegment(next);
      if (kind == PathIterator.SEG_MOVETO && !points.isEmpty()) {
        stroke.band(points);
        points.clear();
      }
      Point point = kind == PathIterator.SEG_CLOSE ? points.get(0) : new Point(next[0], next[1]);
      if (points.isEmpty() || !points.get(points.size() - 1).equals(point)) {
        points.add(point);
      }
    }
    stroke.band(points);
    return stroke.area;
  }

  /** Adds a chain of quadrilaterals; where the path bends slightly, neighbours share a side. */
  private void band(List<Point> points) {
    dot(points.get(0));
    Point from = null;
    for (int i = 0; i + 1 < points.size(); i++) {
      Point start = points.get(i);
      Point end = points.get(i + 1);
      Point normal = end.minus(start).normal();
      Point to = normal;
      if (i + 2 < points.size()) {
        Point following = points.get(i + 2).minus(end).normal();
        double turn = normal.dot(following);
        if (turn > CORNER) {
          to = normal.plus(following).times(1 / (1 + turn));
        } else {
          dot(end);
        }
      }
      quadrilateral(start, from == null ? normal : from, end, to);
      from = to == normal ? null : to;
    }
    dot(points.get(points.size() - 1));
  }

  private void quadrilateral(Point start, Point from, Point end, Point to) {
    polygon(
        start.plus(from.times(radius)),
        start.plus(from.times(-radius)),
        end.plus(to.times(-radius)),
        end.plus(to.times(radius)));
  }

  private void dot(Point centre) {
    Point[] corners = new Point[PEN.length];
    for (int i = 0; i < corners.length; i++) {
      corners[i] = centre.plus(new Point(PEN[i][0], PEN[i][1]).times(radius));
    }
    polygon(corners);
  }

  private void polygon(Point... corners) {
    area.moveTo(corners[0].x(), corners[0].y());
    for (int i = 1; i < corners.length; i++) {
      area.lineTo(corners[i].x(), corners[i].y());
    }
    area.closePath();
  }

  private static double[][] pen(int corners) {
    double[][] pen = new double[corners][];
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners;
      pen[i] = new double[] {StrictMath.cos(angle), StrictMath.sin(angle)};
    }
    return pen;
  }
}
