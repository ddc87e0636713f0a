package org.pulsebench.data.world;

import java.awt.geom.Path2D;
import java.util.Map;

/**
 * Letters and digits made of strokes, because fonts differ from machine to machine.
 *
 * <p>A letter is a list of strokes, a stroke a list of points on a grid of 5 columns and 7 rows,
 * two digits each: the column, then the row. Corners are rounded; those of a stroke marked {@code
 * o} so widely that it looks like a bow.
 */
final class Lettering {

  private static final double NARROW = 0.4;
  private static final double WIDE = 2.0;

  private static final Map<Character, String> STROKES =
      Map.ofEntries(
          Map.entry('0', "o20 40 46 06 00 20"),
          Map.entry('1', "11 20 26,06 46"),
          Map.entry('2', "o01 00 40 43 06,06 46"),
          Map.entry('3', "o00 40 43 13,o13 43 46 06"),
          Map.entry('4', "36 30 04 44"),
          Map.entry('5', "40 00 03,o03 43 46 06"),
          Map.entry('6', "o40 00 06 46 43 03"),
          Map.entry('7', "00 40 16"),
          Map.entry('8', "o20 40 43 03 00 20,o23 43 46 06 03 23"),
          Map.entry('9', "o43 03 00 40 46 06"),
          Map.entry('A', "06 20 46,14 34"),
          Map.entry('B', "00 06,o00 40 43 03,o03 43 46 06"),
          Map.entry('E', "40 00 06 46,03 33"),
          Map.entry('F', "40 00 06,03 33"),
          Map.entry('I', "10 30,20 26,16 36"),
          Map.entry('J', "o40 46 06 04"),
          Map.entry('K', "00 06,40 03 46"),
          Map.entry('L', "00 06 46"),
          Map.entry('M', "06 00 23 40 46"),
          Map.entry('N', "06 00 46 40"),
          Map.entry('O', "o20 40 46 06 00 20"),
          Map.entry('P', "06 00,o00 40 43 03"),
          Map.entry('S', "o41 40 00 03 43 46 06 05"),
          Map.entry('T', "00 40,20 26"),
          Map.entry('U', "o00 06 46 40"),
          Map.entry('W', "00 16 22 36 40"),
          Map.entry('X', "00 46,40 06"),
          Map.entry('Y', "00 23 40,23 26"),
          Map.entry('Z', "00 40 06 46"),
          Map.entry('?', "o01 00 40 43 23 24,26 26"));

  private Lettering() {}

  /**
   * Draws a word in the current colour.
   *
   * @param x of its centre
   * @param y of its centre
   * @param height of a letter
   * @param weight of the strokes, as a share of the height
   */
  static void draw(Sketch sketch, String word, double x, double y, double height, double weight) {
    double unit = height / 6;
    double advance = unit * 4 + height * (0.16 + weight);
    double left = x - (advance * (word.length() - 1) + unit * 4) / 2;
    for (int i = 0; i < word.length(); i++) {
      for (String stroke : STROKES.get(word.charAt(i)).split(",")) {
        sketch.line(height * weight, path(stroke, left + i * advance, y - height / 2, unit));
      }
    }
  }

  private static Path2D path(String stroke, double left, double top, double unit) {
    double corner = unit * (stroke.startsWith("o") ? WIDE : NARROW);
    String[] points = stroke.replace("o", "").split(" ");
    Path2D path = new Path2D.Double();
    double[][] at = new double[points.length][];
    for (int i = 0; i < points.length; i++) {
      at[i] =
          new double[] {
            left + unit * (points[i].charAt(0) - '0'), top + unit * (points[i].charAt(1) - '0')
          };
    }
    path.moveTo(at[0][0], at[0][1]);
    for (int i = 1; i < at.length - 1; i++) {
      round(path, at[i - 1], at[i], at[i + 1], corner);
    }
    path.lineTo(at[at.length - 1][0], at[at.length - 1][1]);
    return path;
  }

  private static void round(
      Path2D path, double[] before, double[] corner, double[] after, double reach) {
    double[] in = towards(corner, before, reach);
    double[] out = towards(corner, after, reach);
    path.lineTo(in[0], in[1]);
    path.quadTo(corner[0], corner[1], out[0], out[1]);
  }

  /** Returns the point at a distance, at most half way. */
  private static double[] towards(double[] from, double[] to, double distance) {
    double dx = to[0] - from[0];
    double dy = to[1] - from[1];
    double share = Math.min(0.5, distance / Math.sqrt(dx * dx + dy * dy));
    return new double[] {from[0] + share * dx, from[1] + share * dy};
  }
}
