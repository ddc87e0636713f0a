package org.pulsebench.data.world;

import java.awt.Shape;

/** Paints glasses and the accessory. */
final class PortraitExtras {

  private static final double EYE_X = 13.5;
  private static final double EYE_Y = 56;
  private static final PortraitTint GOLD = PortraitTint.rgb(0xF3B91F);
  private static final PortraitTint TURQUOISE = PortraitTint.rgb(0x12B5A5);
  private static final PortraitTint RED = PortraitTint.rgb(0xD92B45);
  private static final PortraitTint AZURE = PortraitTint.rgb(0x2F6FE4);
  private static final PortraitTint PETAL = PortraitTint.rgb(0xFF6FA3);
  private static final PortraitTint CUP = PortraitTint.rgb(0xA4DB2C);
  private static final PortraitTint LEATHER = PortraitTint.rgb(0x1F1B24);

  private final PortraitBrush brush;
  private final Face face;
  private final PortraitHead head;

  PortraitExtras(PortraitBrush brush, Face face, PortraitHead head) {
    this.brush = brush;
    this.face = face;
    this.head = head;
  }

  /** Paints what lies on neck and chest. */
  void paintOnClothing() {
    switch (face.accessory()) {
      case NECKLACE -> necklace();
      case BADGE -> badge();
      default -> {}
    }
  }

  /** Paints what is worn on the head, above the hair. */
  void paintOnHead() {
    if (face.accessory() == Face.Accessory.PATCH) {
      patch();
    }
    glasses();
    switch (face.accessory()) {
      case EARRINGS ->
          brush.onBothSides(() -> brush.line(PortraitPath.circle(head.half() + 2, 74, 5), 3, GOLD));
      case FLOWER -> flower();
      case HEADPHONES -> headphones();
      default -> {}
    }
  }

  private void necklace() {
    for (double[] bead : new double[][] {{17, 102}, {14, 108}, {8.5, 112.5}, {0, 114.5}}) {
      Shape shape = PortraitPath.circle(bead[0], bead[1], 3.8);
      brush.onBothSides(() -> brush.shape(shape, GOLD));
    }
  }

  private void badge() {
    brush.shape(PortraitPath.at(-21, 104).to(-9, 104, -15, 118).closed(), AZURE);
    brush.shape(PortraitPath.circle(-15, 117, 7), GOLD);
    brush.detail(PortraitPath.circle(-15, 117, 3), RED);
  }

  private void patch() {
    double half = head.half();
    brush.line(PortraitPath.at(-half + 1, 58).bend(2, 40, half - 3, 36).open(), 2.4, LEATHER);
    brush.detail(
        PortraitPath.at(3, 48)
            .bend(14, 42, 24, 49)
            .curve(26, 60, 18, 68, 12, 66)
            .curve(4, 64, 2, 56, 3, 48)
            .closed(),
        LEATHER);
  }

  private void glasses() {
    switch (face.glasses()) {
      case NONE -> {}
      case ROUND -> pair(PortraitPath.circle(EYE_X, EYE_Y + 0.5, 11), TURQUOISE);
      case SQUARE ->
          pair(PortraitPath.block(EYE_X - 11, EYE_Y - 8.5, EYE_X + 12, EYE_Y + 10, 2.5), LEATHER);
      case WINGED ->
          pair(
              PortraitPath.at(2.5, 52)
                  .bend(14, 48, 31, 44.5)
                  .curve(29, 58, 24, 67, 14, 66.5)
                  .curve(6, 66, 2, 60, 2.5, 52)
                  .closed(),
              RED);
      case MONOCLE -> {
        brush.line(
            PortraitPath.at(-EYE_X - 8, 65).bend(-EYE_X - 18, 80, -EYE_X - 9, 104).open(),
            1.8,
            GOLD);
        lens(PortraitPath.circle(-EYE_X, EYE_Y, 12), GOLD);
      }
    }
  }

  private void pair(Shape lens, PortraitTint frame) {
    brush.onBothSides(
        () -> {
          lens(lens, frame);
          brush.line(PortraitPath.at(24, 54).to(head.half() + 2, 53).open(), 2.6, frame);
        });
    brush.line(PortraitPath.at(-2.5, 55).bend(0, 52.5, 2.5, 55).open(), 2.8, frame);
  }

  private void lens(Shape lens, PortraitTint frame) {
    brush.detail(lens, PortraitTint.WHITE, 0.12);
    brush.line(lens, 3, frame);
  }

  private void flower() {
    double x = head.half() + 1;
    double y = 41;
    for (double[] petal :
        new double[][] {{0, -6.5}, {6.2, -2}, {3.8, 5.3}, {-3.8, 5.3}, {-6.2, -2}}) {
      brush.shape(PortraitPath.circle(x + petal[0], y + petal[1], 5), PETAL);
    }
    brush.shape(PortraitPath.circle(x, y, 3.8), GOLD);
  }

  private void headphones() {
    double half = head.half();
    brush.line(
        PortraitPath.at(-half - 5, 56).curve(-half - 8, -2, half + 8, -2, half + 5, 56).open(),
        4,
        LEATHER);
    brush.onBothSides(
        () -> {
          brush.shape(PortraitPath.block(half - 1, 45, half + 11, 71, 6), CUP);
          brush.detail(PortraitPath.block(half + 7, 49, half + 10, 67, 1.5), CUP.darker(0.35));
        });
  }
}
