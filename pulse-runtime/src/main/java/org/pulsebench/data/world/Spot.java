package org.pulsebench.data.world;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The nine places of a picture, row by row. */
enum Spot {
  TOP_LEFT,
  TOP_MIDDLE,
  TOP_RIGHT,
  MIDDLE_LEFT,
  CENTRE,
  MIDDLE_RIGHT,
  BOTTOM_LEFT,
  BOTTOM_MIDDLE,
  BOTTOM_RIGHT;

  static final List<Spot> ALL = List.of(values());

  private static final double EDGE = 23;
  private static final double STEP = (Picture.SIDE - 2 * EDGE) / 2;

  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Returns the column of its middle in pixels. */
  double x() {
    return EDGE + ordinal() % 3 * STEP;
  }

  /** Returns the row of its middle in pixels. */
  double y() {
    return EDGE + ordinal() / 3 * STEP;
  }

  static List<String> allWords() {
    return Arrays.stream(values()).map(Spot::words).toList();
  }

  static Spot of(String words) {
    return valueOf(words.toUpperCase(Locale.ROOT).replace(' ', '_'));
  }
}
