package org.pulsebench.data.world;

import java.awt.Shape;
import java.awt.geom.Rectangle2D;

/** Paints neck, shoulders and clothing. */
final class PortraitClothing {

  private static final PortraitTint UNDERSHIRT = PortraitTint.rgb(0xBFC9D6);
  private static final PortraitTint TIN = PortraitTint.rgb(0x69707C);
  private static final double FLOOR = 150;

  private final PortraitBrush brush;
  private final Face face;
  private final PortraitTint cloth;
  private final PortraitTint skin;

  PortraitClothing(PortraitBrush brush, Face face) {
    this.brush = brush;
    this.face = face;
    this.cloth = face.clothingColour().tint();
    this.skin = face.skin().tint();
  }

  void paint(PortraitHead head) {
    if (face.clothing() == Face.Clothing.HOODIE) {
      brush.shape(PortraitPath.ellipse(0, 97, 38, 15), cloth.darker(0.18));
    }
    brush.shape(PortraitPath.block(-12, 76, 12, 116, 8), skin.darker(0.1));
    brush.detail(PortraitPath.ellipse(0, head.bottom() + 1, 13, 5), skin.darker(0.3), 0.6);
    switch (face.clothing()) {
      case SUIT -> suit();
      case HOODIE -> hoodie();
      case SHIRT -> shirt();
      case TURTLENECK -> turtleneck();
      case OVERALLS -> overalls();
      case STRIPES -> stripes();
      case DOTS -> dots();
      case DRESS -> dress();
    }
  }

  private void suit() {
    brush.round(torso(104), cloth);
    Shape front = PortraitPath.at(0, 104).to(14, 97, 12, 112, 0, 136).symmetric();
    brush.shape(front, accent());
    PortraitTint tie =
        face.clothingColour() == Face.ClothingColour.BLACK
            ? PortraitTint.rgb(0xD8343F)
            : PortraitTint.INK;
    brush.detail(PortraitPath.at(0, 104).to(4.5, 104, 3, 109, 6, 124, 0, 134).symmetric(), tie);
    brush.onBothSides(
        () ->
            brush.shape(
                PortraitPath.at(13, 96).to(24, 105, 18, 110, 21, 114, 2, 136, 8, 116).closed(),
                cloth.darker(0.22)));
  }

  private void hoodie() {
    brush.round(torso(108), cloth);
    brush.onBothSides(
        () -> {
          brush.shape(
              PortraitPath.at(0, 106)
                  .curve(8, 106, 14, 100, 15, 93)
                  .curve(22, 91, 32, 94, 34, 99)
                  .curve(28, 110, 12, 118, 0, 118)
                  .closed(),
              cloth.darker(0.1));
          brush.line(PortraitPath.at(8, 114).bend(10, 119, 9, 126).open(), 2.6, accent());
        });
  }

  private void shirt() {
    brush.round(torso(106), cloth);
    brush.line(PortraitPath.at(0, 108).to(0, FLOOR).open(), 1.4, cloth.darker(0.3));
    brush.detail(PortraitPath.circle(0, 118, 2.4), accent());
    brush.detail(PortraitPath.circle(0, 127, 2.4), accent());
    brush.onBothSides(
        () ->
            brush.shape(
                PortraitPath.at(0, 107).to(12, 94, 17, 95, 25, 105, 13, 117).closed(), accent()));
  }

  private void turtleneck() {
    brush.round(torso(104), cloth);
    brush.round(PortraitPath.block(-18, 86, 18, 109, 6), cloth.lighter(0.08));
    for (int x = -12; x <= 12; x += 6) {
      brush.line(PortraitPath.at(x, 97).to(x, 106).open(), 1.4, cloth.darker(0.28));
    }
  }

  private void overalls() {
    brush.round(torso(106), UNDERSHIRT);
    brush.onBothSides(
        () -> brush.shape(PortraitPath.at(17, 100).to(28, 103, 25, 120, 14, 120).closed(), cloth));
    brush.round(PortraitPath.block(-24, 114, 24, FLOOR, 3), cloth);
    brush.onBothSides(() -> brush.detail(PortraitPath.circle(19, 118, 3), TIN));
  }

  private void stripes() {
    Shape torso = torso(107);
    brush.round(torso, cloth);
    brush.inside(
        torso,
        cloth,
        () -> {
          for (double y = 105.5; y < FLOOR; y += 11) {
            brush.detail(new Rectangle2D.Double(-60, y, 120, 5.5), accent());
          }
        });
  }

  private void dots() {
    Shape torso = torso(107);
    brush.round(torso, cloth);
    brush.inside(
        torso,
        cloth,
        () -> {
          for (int row = 0; row < 4; row++) {
            for (int column = -4; column <= 4; column++) {
              double x = 14 * column + (row % 2 == 0 ? 0 : 7);
              brush.detail(PortraitPath.circle(x, 105 + 8.5 * row, 3.3), accent());
            }
          }
        });
  }

  private void dress() {
    brush.round(torso(103), skin);
    brush.onBothSides(
        () -> brush.shape(PortraitPath.at(22, 101).to(28, 103, 27, 118, 20, 118).closed(), cloth));
    brush.round(
        PortraitPath.at(0, 121)
            .curve(4, 113, 18, 111, 27, 115)
            .curve(34, 118, 40, 122, 42, FLOOR)
            .to(0, FLOOR)
            .symmetric(),
        cloth);
  }

  private static Shape torso(double neckline) {
    return PortraitPath.at(0, neckline)
        .curve(6, neckline, 12, neckline - 3, 13.5, 97)
        .curve(19, 103, 40, 102, 47, 113)
        .curve(51, 121, 52, 135, 52, FLOOR)
        .to(0, FLOOR)
        .symmetric();
  }

  /** White, or slate where the cloth itself is white. */
  private PortraitTint accent() {
    return face.clothingColour() == Face.ClothingColour.WHITE
        ? PortraitTint.rgb(0x7F93AD)
        : PortraitTint.rgb(0xFBFAF6);
  }
}
