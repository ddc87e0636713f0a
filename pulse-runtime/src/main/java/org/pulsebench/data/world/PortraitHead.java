package org.pulsebench.data.world;

import java.awt.Shape;

/**
 * The measures of a head, in pixels.
 *
 * @param top of the skull
 * @param half width at the eyes
 * @param jaw half width at the corner of the jaw
 * @param jawY height of that corner
 * @param leanX horizontal part of the outline's direction at the corner
 * @param chin half width of the chin's flat part
 * @param bottom of the chin
 */
record PortraitHead(
    double top, double half, double jaw, double jawY, double leanX, double chin, double bottom) {

  private static final double EYES = 54;

  static PortraitHead of(Face.FaceShape shape) {
    return switch (shape) {
      case ROUND -> new PortraitHead(24, 34, 28.5, 76, 5, 15, 91);
      case SQUARE -> new PortraitHead(25, 30, 29, 81, 0.5, 23, 92);
      case POINTED -> new PortraitHead(24, 32, 20, 78, 5.5, 3, 98);
      case LONG -> new PortraitHead(20, 25, 22.5, 82, 1.5, 13, 99);
    };
  }

  Shape outline() {
    return PortraitPath.at(0, top)
        .curve(half * 0.6, top, half, top + 11, half, EYES)
        .curve(half, EYES + 0.5 * (jawY - EYES), jaw + leanX, jawY - 7, jaw, jawY)
        .curve(jaw - leanX, jawY + 7, chin, bottom, 0, bottom)
        .symmetric();
  }
}
