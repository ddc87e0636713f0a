package org.pulsebench.data.world;

import java.awt.Shape;

/** Paints what is worn on the hair; it ends above the fringe. */
final class PortraitHeadwear {

  private static final PortraitTint GOLD = PortraitTint.rgb(0xF6C12F);
  private static final PortraitTint CAP = PortraitTint.rgb(0xE0393E);
  private static final PortraitTint WOOL = PortraitTint.rgb(0x1F8A8C);
  private static final PortraitTint FELT = PortraitTint.rgb(0x332F3C);
  private static final PortraitTint STRAW = PortraitTint.rgb(0xE9C77B);
  private static final PortraitTint RIBBON = PortraitTint.rgb(0x8E3FB0);
  private static final PortraitTint ROSE = PortraitTint.rgb(0xEF4F8B);
  private static final PortraitTint CREAM = PortraitTint.rgb(0xFBF6EA);

  private final PortraitBrush brush;
  private final Face.Headwear headwear;
  private final double half;

  PortraitHeadwear(PortraitBrush brush, Face.Headwear headwear, PortraitHead head) {
    this.brush = brush;
    this.headwear = headwear;
    this.half = head.half();
  }

  void paint() {
    switch (headwear) {
      case NONE -> {}
      case CAP -> cap();
      case BEANIE -> beanie();
      case TOP_HAT -> topHat();
      case CROWN -> crown();
      case HEADBAND -> headband();
      case STRAW_HAT -> strawHat();
      case BOW -> bow();
    }
  }

  private Shape dome(double width, double top, double bottom) {
    return PortraitPath.at(0, top)
        .curve(width * 0.6, top, width, top + 8, width, bottom)
        .bend(0, bottom - 3, 0, bottom - 1.5)
        .symmetric();
  }

  private void cap() {
    double width = half + 3;
    brush.round(dome(width, 4, 28), CAP);
    brush.shape(PortraitPath.at(0, 5).curve(10, 7, 14, 18, 14, 27).to(0, 26).symmetric(), CREAM);
    brush.round(
        PortraitPath.at(-width - 1, 28)
            .curve(-20, 20, 20, 20, width + 1, 28)
            .curve(width + 14, 32, width + 12, 37, width, 35)
            .curve(20, 28, -20, 28, -width - 1, 32)
            .closed(),
        CAP.darker(0.15));
    brush.detail(PortraitPath.circle(0, 5, 2.6), CAP.darker(0.2));
  }

  private void beanie() {
    double width = half + 3;
    brush.shape(PortraitPath.circle(0, 8, 7), CREAM);
    brush.round(dome(width, 10, 26), WOOL);
    brush.round(PortraitPath.block(-width - 2, 21, width + 2, 32, 5), WOOL.lighter(0.3));
    for (double x = -24; x <= 24; x += 8) {
      brush.line(PortraitPath.at(x, 23.5).to(x, 29.5).open(), 1.5, WOOL);
    }
  }

  private void topHat() {
    brush.round(PortraitPath.at(0, 1).to(25, 1, 22, 27, 0, 29).symmetric(), FELT);
    brush.detail(PortraitPath.at(0, 19).to(22.8, 18, 22, 26, 0, 27).symmetric(), CAP);
    brush.round(PortraitPath.ellipse(0, 28, half + 9, 4.6), FELT);
  }

  private void crown() {
    brush.round(
        PortraitPath.at(0, 3)
            .to(8, 15, 17, 6, 20, 16, 28, 7, 26, 29)
            .bend(10, 31, 0, 31)
            .symmetric(),
        GOLD);
    brush.detail(PortraitPath.circle(0, 23, 3.4), CAP);
    brush.onBothSides(
        () -> brush.detail(PortraitPath.circle(14, 22.5, 3), PortraitTint.rgb(0x2F6FE4)));
  }

  private void headband() {
    double width = half - 0.5;
    Shape arc =
        PortraitPath.at(-width, 37).curve(-width * 0.75, 20, width * 0.75, 20, width, 37).open();
    brush.line(arc, 9.4, RIBBON.darker(0.24));
    brush.line(arc, 7.4, RIBBON);
    brush.line(arc, 2.4, CREAM);
  }

  private void strawHat() {
    brush.round(dome(25, 2, 25), STRAW);
    brush.detail(
        PortraitPath.at(0, 13).curve(10, 13, 20, 13, 24.2, 15).to(25, 23, 0, 23).symmetric(), WOOL);
    brush.round(
        PortraitPath.at(0, 20)
            .curve(22, 20, 40, 21, 46, 27)
            .curve(34, 31, 20, 28, 0, 28)
            .symmetric(),
        STRAW);
  }

  private void bow() {
    brush.onBothSides(
        () ->
            brush.round(
                PortraitPath.at(0, 18)
                    .curve(6, 10, 16, 4, 22, 6)
                    .curve(26, 12, 26, 24, 22, 31)
                    .curve(16, 32, 6, 27, 0, 20)
                    .closed(),
                ROSE));
    brush.shape(PortraitPath.block(-5, 13, 5, 25, 4), ROSE.darker(0.18));
  }
}
