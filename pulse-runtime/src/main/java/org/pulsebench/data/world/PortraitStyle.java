package org.pulsebench.data.world;

/** How a portrait is drawn; colours stay recognisable in each. */
public enum PortraitStyle {
  /** Flat shapes with soft shading. */
  PLAIN,
  /** Thick dark outlines before a halftone ground. */
  POSTER,
  /** Pencil lines and crayon on hatched paper. */
  SKETCH,
  /** A white contour around the person, as on a sticker. */
  STICKER,
  /** Before a night sky, in bluish light, dark towards the corners. */
  NIGHT
}
