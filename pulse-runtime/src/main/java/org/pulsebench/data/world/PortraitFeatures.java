package org.pulsebench.data.world;

import java.awt.Shape;

/** Paints ears, head and what is in the face. */
final class PortraitFeatures {

  private static final double EYE_X = 13.5;
  private static final double EYE_Y = 56;
  private static final double CHEEK_X = 19.5;
  private static final double CHEEK_Y = 71;

  private final PortraitBrush brush;
  private final Face face;
  private final Pose pose;
  private final PortraitHead head;
  private final PortraitTint skin;
  private final PortraitTint shade;
  private final PortraitTint hair;

  PortraitFeatures(PortraitBrush brush, Face face, Pose pose, PortraitHead head) {
    this.brush = brush;
    this.face = face;
    this.pose = pose;
    this.head = head;
    this.skin = face.skin().tint();
    this.shade =
        skin.mixed(PortraitTint.rgb(0x7A2A1A), skin.brightness() > 120 ? 0.4 : 0.0)
            .darker(skin.brightness() > 120 ? 0.04 : 0.42);
    this.hair = face.hairColour().tint();
  }

  void paint() {
    brush.onBothSides(
        () -> {
          brush.shape(PortraitPath.ellipse(head.half() + 1, 59, 5.5, 7.5), skin.darker(0.06));
          brush.detail(PortraitPath.ellipse(head.half() + 2, 59.5, 2.4, 4), shade, 0.7);
        });
    brush.round(head.outline(), skin);
    facialHair();
    mark();
    mouth();
    nose();
    brush.onBothSides(this::eye);
    irises();
    brush.onBothSides(this::lid);
    brush.onBothSides(this::brow);
  }

  private void eye() {
    brush.detail(PortraitPath.ellipse(EYE_X, EYE_Y, 9.3, 7.6), PortraitTint.WHITE);
  }

  private void lid() {
    brush.line(
        PortraitPath.at(EYE_X - 8.6, EYE_Y - 1)
            .curve(EYE_X - 6, EYE_Y - 9.6, EYE_X + 6, EYE_Y - 9.6, EYE_X + 9, EYE_Y - 1)
            .to(EYE_X + 10.6, EYE_Y - 2.4)
            .open(),
        2.4,
        PortraitTint.INK);
  }

  private void irises() {
    double gazeX = 0;
    double gazeY = 0.6;
    switch (pose.gaze()) {
      case LEFT -> gazeX = -2.8;
      case RIGHT -> gazeX = 2.8;
      case UP -> gazeY = -1.6;
      case AHEAD -> {}
    }
    PortraitTint iris = face.eyeColour().tint();
    for (double side : new double[] {-EYE_X, EYE_X}) {
      double x = side + gazeX;
      double y = EYE_Y + gazeY;
      brush.detail(PortraitPath.circle(x, y, 6.7), iris.darker(0.3));
      brush.detail(PortraitPath.circle(x, y, 5.9), iris);
      brush.detail(PortraitPath.circle(x, y, 2.7), PortraitTint.INK);
      brush.detail(PortraitPath.circle(x - 2.2, y - 2.4, 1.7), PortraitTint.WHITE);
    }
  }

  private void brow() {
    switch (face.eyebrows()) {
      case BUSHY -> brow(PortraitPath.at(8, 42).to(20, 42), 6);
      case ARCHED -> brow(PortraitPath.at(6, 45).curve(9, 37, 18, 36, 23, 44), 2.8);
      case SLANTED -> brow(PortraitPath.at(5, 46).to(21, 39), 3.8);
      case DROOPING -> brow(PortraitPath.at(6, 38.5).to(22, 45), 3.8);
      case JOINED -> brow(PortraitPath.at(0, 44.5).curve(6, 44, 12, 38, 22, 43), 4.2);
    }
  }

  private void brow(PortraitPath path, double width) {
    if (isCloseToSkin()) {
      brush.line(path.open(), width + 2.2, rim());
    }
    brush.line(path.open(), width, hair.darker(0.2));
  }

  /** Dark hair on dark skin, or fair on fair, is told apart by a rim between them. */
  private boolean isCloseToSkin() {
    return Math.abs(hair.darker(0.1).brightness() - skin.brightness()) < 45;
  }

  private PortraitTint rim() {
    return isDark() ? skin.lighter(0.22) : skin.darker(0.26);
  }

  private boolean isDark() {
    return skin.brightness() < 90;
  }

  private void hair(Shape shape) {
    if (isCloseToSkin()) {
      brush.line(shape, 3.4, rim());
    }
    brush.round(shape, hair);
  }

  private void nose() {
    PortraitTint tint = isDark() ? skin.lighter(0.24) : shade.darker(0.14);
    switch (face.nose()) {
      case BUTTON -> {
        brush.detail(PortraitPath.circle(0, 67, 6), tint);
        brush.detail(PortraitPath.circle(-2, 65, 2), skin.lighter(0.6), 0.9);
      }
      case BROAD -> {
        brush.detail(PortraitPath.ellipse(0, 68, 11, 4.6), tint);
        brush.onBothSides(
            () -> brush.detail(PortraitPath.ellipse(5, 69, 2.4, 1.8), shade.darker(0.5)));
      }
      case LONG -> brush.detail(PortraitPath.block(-4, 48, 4, 74, 3.8), tint);
      case POINTED -> brush.detail(PortraitPath.at(0, 53).to(10.5, 73, -10.5, 73).closed(), tint);
    }
  }

  private void mouth() {
    PortraitTint lips = skin.mixed(PortraitTint.rgb(0xB02A3A), 0.62);
    double y = 79.5;
    switch (pose.expression()) {
      case NEUTRAL -> brush.line(PortraitPath.at(-7, y).bend(0, y + 3.5, 7, y).open(), 2.8, lips);
      case SMILE ->
          brush.line(PortraitPath.at(-11, y - 2).bend(0, y + 9, 11, y - 2).open(), 2.8, lips);
      case OPEN -> {
        brush.detail(PortraitPath.ellipse(0, y + 1.5, 6.5, 6), lips);
        brush.detail(PortraitPath.ellipse(0, y + 1.5, 4.6, 4.2), PortraitTint.rgb(0x5A1620));
      }
      case GRIN -> {
        Shape grin =
            PortraitPath.at(-11, y - 2.5).to(11, y - 2.5).bend(0, y + 15, -11, y - 2.5).closed();
        brush.detail(grin, PortraitTint.WHITE);
        brush.line(grin, 2, lips);
      }
    }
  }

  private void facialHair() {
    switch (face.facialHair()) {
      case NONE -> {}
      case MOUSTACHE -> moustache();
      case GOATEE -> goatee();
      case BEARD -> beard();
    }
  }

  private void moustache() {
    brush.onBothSides(
        () ->
            hair(
                PortraitPath.at(0, 72.5)
                    .curve(5, 70.5, 12, 73, 15.5, 79.5)
                    .curve(12, 80, 4, 79.5, 0, 76.5)
                    .closed()));
  }

  private void goatee() {
    double tip = head.bottom() + 9;
    hair(
        PortraitPath.at(0, 73)
            .curve(5, 71, 12, 73, 15.5, 78)
            .curve(17, 88, 13, tip - 8, 8, tip - 4)
            .bend(5, tip, 0, tip)
            .symmetric());
    brush.detail(PortraitPath.ellipse(0, 81.5, 10, 5.5), skin);
    strands(6, 91, tip - 4);
  }

  private void beard() {
    double half = head.half();
    double bottom = head.bottom();
    hair(
        PortraitPath.at(0, 73)
            .curve(6, 72, 12, 74, half - 10, 79)
            .curve(half - 5, 77, half - 2, 68, half - 1, 60)
            .to(half + 1.5, 60)
            .curve(half + 2, 78, head.jaw() + 3, head.jawY() + 8, head.chin() + 6, bottom + 3)
            .bend(8, bottom + 8, 0, bottom + 8)
            .symmetric());
    brush.detail(PortraitPath.ellipse(0, 81, 12, 6), skin);
    strands(10, 91, bottom + 3);
  }

  private void strands(double x, double top, double bottom) {
    PortraitTint dark = hair.darker(0.25);
    brush.line(PortraitPath.at(0, top).to(0, bottom).open(), 1.3, dark);
    brush.onBothSides(
        () -> brush.line(PortraitPath.at(x, top).to(x * 0.6, bottom - 3).open(), 1.3, dark));
  }

  private void mark() {
    switch (face.faceMark()) {
      case NONE -> {}
      case FRECKLES -> freckles();
      case BLUSH ->
          brush.onBothSides(
              () ->
                  brush.detail(
                      PortraitPath.ellipse(CHEEK_X, CHEEK_Y, 6.5, 5),
                      PortraitTint.rgb(0xF0526E),
                      0.62));
      case MOLE -> mole();
      case PLASTER -> plaster();
      case STAR -> star();
    }
  }

  private void freckles() {
    PortraitTint dark =
        isDark() ? skin.darker(0.55) : skin.mixed(PortraitTint.rgb(0x6B2A10), 0.55).darker(0.12);
    double[][] spots = {{13.5, 69}, {20, 67.5}, {17, 73.5}, {23, 72.5}};
    for (double[] spot : spots) {
      brush.onBothSides(() -> brush.detail(PortraitPath.circle(spot[0], spot[1], 2.1), dark));
    }
  }

  private void mole() {
    if (isDark()) {
      brush.detail(PortraitPath.circle(1 - CHEEK_X, CHEEK_Y, 5.6), rim());
    }
    brush.detail(PortraitPath.circle(1 - CHEEK_X, CHEEK_Y, 4), PortraitTint.INK);
  }

  private void plaster() {
    brush.shape(
        PortraitPath.at(CHEEK_X - 8, CHEEK_Y + 1)
            .to(CHEEK_X + 5, CHEEK_Y - 5, CHEEK_X + 8, CHEEK_Y, CHEEK_X - 5, CHEEK_Y + 6)
            .closed(),
        PortraitTint.rgb(0xFFF3DC));
    brush.detail(PortraitPath.circle(CHEEK_X, CHEEK_Y + 0.5, 2.4), PortraitTint.rgb(0xE58B6B));
  }

  private void star() {
    double x = CHEEK_X;
    double y = CHEEK_Y;
    brush.shape(
        PortraitPath.at(x, y - 7.5)
            .to(x + 2, y - 2.4, x + 7.2, y - 2.2, x + 3, y + 1.2, x + 4.6, y + 6.4, x, y + 3.4)
            .to(x - 4.6, y + 6.4, x - 3, y + 1.2, x - 7.2, y - 2.2, x - 2, y - 2.4)
            .closed(),
        PortraitTint.rgb(0x2F6FE4));
  }
}
