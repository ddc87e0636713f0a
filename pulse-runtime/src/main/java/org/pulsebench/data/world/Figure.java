package org.pulsebench.data.world;

/**
 * A coloured shape at a place.
 *
 * @param x of its centre, pixels
 * @param y of its centre, pixels
 * @param side of the square around it, pixels
 */
record Figure(Form form, Hue hue, double x, double y, double side) {

  void draw(Sketch sketch) {
    sketch.ink(hue.rgb()).within(x, y, side, form::draw);
  }

  /** Returns for instance "a red star". */
  String words() {
    return (hue == Hue.ORANGE ? "an " : "a ") + hue.word() + " " + form.word();
  }
}
