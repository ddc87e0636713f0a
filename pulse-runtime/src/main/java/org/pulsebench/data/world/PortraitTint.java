package org.pulsebench.data.world;

import java.awt.Color;

/** An opaque colour of a portrait, with the neighbours that shading and outlines need. */
record PortraitTint(int red, int green, int blue) {

  static final PortraitTint BLACK = rgb(0x000000);
  static final PortraitTint WHITE = rgb(0xFFFFFF);
  static final PortraitTint INK = rgb(0x2A2430);

  static PortraitTint rgb(int rgb) {
    return new PortraitTint(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
  }

  /** Returns the colour that is {@code share} of the other one and the rest of this one. */
  PortraitTint mixed(PortraitTint other, double share) {
    return new PortraitTint(
        mixed(red, other.red, share),
        mixed(green, other.green, share),
        mixed(blue, other.blue, share));
  }

  PortraitTint darker(double share) {
    return mixed(BLACK, share);
  }

  PortraitTint lighter(double share) {
    return mixed(WHITE, share);
  }

  /** Returns the perceived brightness, 0..255 (weights of ITU-R BT.601). */
  double brightness() {
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  }

  Color color() {
    return new Color(red, green, blue);
  }

  Color color(double opacity) {
    return new Color(red, green, blue, (int) (255 * opacity + 0.5));
  }

  private static int mixed(int from, int to, double share) {
    return (int) (from + (to - from) * share + 0.5);
  }
}
