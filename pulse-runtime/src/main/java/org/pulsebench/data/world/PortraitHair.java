package org.pulsebench.data.world;

import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;

/** Paints the hair of the head, which shows beside and below any headwear. */
final class PortraitHair {

  private static final PortraitTint TIE = PortraitTint.rgb(0xF4F1EA);

  private final PortraitBrush brush;
  private final Face.HairStyle style;
  private final PortraitTint tint;
  private final double top;
  private final double half;

  PortraitHair(PortraitBrush brush, Face face, PortraitHead head) {
    this.brush = brush;
    this.style = face.hairStyle();
    this.tint = face.hairColour().tint();
    this.top = head.top();
    this.half = head.half();
  }

  /** Paints what lies behind neck and shoulders. */
  void paintBehind() {
    switch (style) {
      case BOB -> brush.shape(fall(half + 10, 93), tint.darker(0.18));
      case LONG -> brush.shape(fall(half + 13, 132), tint.darker(0.18));
      case BUNS -> buns();
      default -> {}
    }
  }

  /** Paints what lies on the head and before the shoulders. */
  void paintBefore() {
    switch (style) {
      case CROPPED -> cropped();
      case PONYTAIL -> ponytail();
      case SPIKY -> spiky();
      case CURLY -> curly();
      case BOB -> bob();
      case LONG -> curtains();
      case BRAIDS -> braids();
      case BUNS -> parted();
    }
  }

  private Shape fall(double width, double bottom) {
    return PortraitPath.at(0, top - 4)
        .curve(width * 0.7, top - 4, width, top + 18, width, 60)
        .curve(width, 72, width + 3, bottom - 14, width, bottom - 6)
        .curve(width - 2, bottom, 10, bottom, 0, bottom)
        .symmetric();
  }

  private void cropped() {
    double width = half + 1.5;
    brush.round(
        PortraitPath.at(0, top - 3)
            .curve(width * 0.6, top - 3, width, top + 9, width, 51)
            .to(half - 4.5, 52)
            .curve(half - 4.5, 43, half - 4, 35, half - 11, 32)
            .to(0, 32)
            .symmetric(),
        tint);
  }

  private void ponytail() {
    parted();
    double root = -half - 2;
    brush.round(
        PortraitPath.at(root + 4, 60)
            .curve(root - 18, 62, root - 20, 90, root - 8, 118)
            .curve(root + 8, 110, root + 12, 86, root + 4, 60)
            .closed(),
        tint);
    brush.line(
        PortraitPath.at(root - 1, 72).curve(root - 9, 84, root - 7, 98, root - 5, 108).open(),
        1.5,
        tint.darker(0.24));
    brush.shape(PortraitPath.ellipse(root, 62, 7.5, 4.5), TIE);
  }

  private void spiky() {
    double width = half + 1;
    brush.round(
        PortraitPath.at(0, top - 13)
            .to(6, top - 4, 15, top - 13, 18, top - 2, 29, top - 7, width - 5, top + 7)
            .to(width + 10, top + 6, width, top + 17, width + 12, top + 22, width, top + 29)
            .to(width + 9, top + 38, half - 2, 52, half - 5, 36, half - 10, 37, half - 15, 31)
            .to(9, 36, 0, 30)
            .symmetric(),
        tint);
  }

  private void curly() {
    double[][] curls = {
      {0, top - 4, 11}, {13, top - 2, 11}, {24, top + 5, 11}, {half + 1, top + 16, 11},
      {half + 5, top + 30, 11}, {half + 4, top + 44, 10}, {0, top + 3, 9}, {11, top + 4, 8},
      {20, top + 7, 7}
    };
    List<Shape> shapes = new ArrayList<>();
    for (double[] curl : curls) {
      shapes.add(PortraitPath.circle(curl[0], curl[1], curl[2]));
      shapes.add(PortraitPath.circle(-curl[0], curl[1], curl[2]));
    }
    brush.cluster(shapes, tint);
    for (double[] curl : curls) {
      double left = curl[0] - 4;
      double right = curl[0] + 4;
      double y = curl[1];
      Shape arc = PortraitPath.at(left, y + 1).curve(left, y - 6, right, y - 6, right, y).open();
      brush.onBothSides(() -> brush.line(arc, 1.3, tint.darker(0.22)));
    }
  }

  private void bob() {
    double width = half + 9;
    brush.round(
        PortraitPath.at(0, top - 8)
            .curve(width * 0.7, top - 8, width, top + 14, width, 58)
            .curve(width, 70, width + 4, 82, width + 3, 92)
            .curve(width - 3, 95, half, 95, half - 4, 90)
            .curve(half, 78, half - 3, 60, half - 5, 37.5)
            .to(0, 36.5)
            .symmetric(),
        tint);
    brush.onBothSides(
        () -> brush.line(PortraitPath.at(9, 36).to(8, 27).open(), 1.4, tint.darker(0.22)));
  }

  private void curtains() {
    double width = half + 8;
    brush.onBothSides(
        () ->
            brush.round(
                PortraitPath.at(0, top - 7)
                    .curve(width * 0.7, top - 8, width, top + 14, width, 58)
                    .curve(width, 80, width + 7, 100, width + 5, 124)
                    .bend(half + 4, 127, half - 3, 122)
                    .curve(half + 2, 100, half, 70, half - 3, 54)
                    .curve(half - 4, 36, 15, 33, 0, top + 4)
                    .closed(),
                tint));
  }

  private void braids() {
    parted();
    List<Shape> plaits = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      double x = half + 4 + (i % 2 == 0 ? -1.5 : 1.5);
      plaits.add(PortraitPath.ellipse(x, 58 + 9.5 * i, 7.5, 6.5));
    }
    brush.onBothSides(
        () -> {
          brush.shape(PortraitPath.ellipse(half + 4, 122, 5, 8), tint);
          plaits.forEach(plait -> brush.shape(plait, tint));
          brush.detail(PortraitPath.block(half - 2, 110, half + 10, 115, 2), TIE);
        });
  }

  private void parted() {
    double width = half + 3;
    brush.onBothSides(
        () ->
            brush.round(
                PortraitPath.at(0, top - 5)
                    .curve(width * 0.65, top - 6, width, top + 10, width, 54)
                    .to(half - 3, 54)
                    .curve(half - 4, 37, 16, 32, 0, top + 5)
                    .closed(),
                tint));
  }

  private void buns() {
    brush.onBothSides(
        () -> {
          brush.round(PortraitPath.circle(half + 5, 27, 13), tint);
          brush.line(
              PortraitPath.at(half, 27).curve(half, 20, half + 11, 20, half + 10, 29).open(),
              1.5,
              tint.darker(0.24));
        });
  }
}
