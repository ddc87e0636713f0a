package org.pulsebench.data.world;

import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The shapes that questions ask for. */
enum Form {
  CIRCLE("circles"),
  SQUARE("squares"),
  TRIANGLE("triangles"),
  STAR("stars"),
  HEART("hearts"),
  CROSS("crosses"),
  DIAMOND("diamonds"),
  MOON("moons");

  static final List<Form> ALL = List.of(values());

  private static final List<String> WORDS = Arrays.stream(values()).map(Form::word).toList();
  private static final double[] STAR_POINTS = star();

  private final String plural;

  Form(String plural) {
    this.plural = plural;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String plural() {
    return plural;
  }

  static List<String> words() {
    return WORDS;
  }

  static Form of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Fills the shape in the current colour, in 100 x 100 units. */
  void draw(Sketch sketch) {
    switch (this) {
      case CIRCLE -> sketch.circle(50, 50, 46);
      case SQUARE -> sketch.rounded(9, 9, 82, 82, 8);
      case TRIANGLE -> sketch.polygon(50, 5, 98, 91, 2, 91);
      case STAR -> sketch.polygon(STAR_POINTS);
      case HEART -> sketch.outline(Form::heart);
      case CROSS -> sketch.rounded(35, 4, 30, 92, 6).rounded(4, 35, 92, 30, 6);
      case DIAMOND -> sketch.polygon(50, 0, 86, 50, 50, 100, 14, 50);
      case MOON -> sketch.outline(Form::moon);
    }
  }

  private static void heart(Path2D path) {
    path.moveTo(50, 94);
    path.curveTo(20, 70, 2, 52, 2, 32);
    path.curveTo(2, 4, 40, -2, 50, 24);
    path.curveTo(60, -2, 98, 4, 98, 32);
    path.curveTo(98, 52, 80, 70, 50, 94);
  }

  private static void moon(Path2D path) {
    path.moveTo(72, 5);
    path.curveTo(44, -6, 4, 10, 4, 50);
    path.curveTo(4, 90, 44, 106, 72, 95);
    path.curveTo(80, 92, 88, 86, 93, 78);
    path.curveTo(40, 86, 40, 14, 93, 22);
    path.curveTo(88, 14, 80, 8, 72, 5);
  }

  private static double[] star() {
    double[] points = new double[20];
    for (int i = 0; i < 10; i++) {
      double radius = i % 2 == 0 ? 52 : 23;
      // StrictMath: the same pixels on every machine.
      points[2 * i] = 50 + radius * StrictMath.sin(i * Math.PI / 5);
      points[2 * i + 1] = 53 - radius * StrictMath.cos(i * Math.PI / 5);
    }
    return points;
  }
}
