package org.pulsebench.data.world;

import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;

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
    this.shade = skin.mixed(PortraitTint.rgb(0x7A2A1A), skin.brightness() > 120 ? 0.3 : 0.0)
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
    beard();
    mark();
    mouth();
    nose();
    brush.onBothSides(this::eye);
    irises();
    brush.onBothSides(this::brow);
    if (face.eyebrows() == Face.Eyebrows.JOINED) {
      brush.line(PortraitPath.at(-6, 43.5).bend(0, 46, 6, 43.5).open(), 4.2, browTint());
    }
  }

  private void eye() {
    Shape white = PortraitPath.ellipse(EYE_X, EYE_Y, 9.2, 8.2);
    brush.detail(white, PortraitTint.WHITE);
    brush.line(
        PortraitPath.at(EYE_X - 9.2, EYE_Y - 0.5)
            .curve(EYE_X - 8, EYE_Y - 10.5, EYE_X + 8, EYE_Y - 10.5, EYE_X + 9.2, EYE_Y - 0.5)
            .open(),
        2,
        PortraitTint.INK);
  }

  private void irises() {
    double gazeX = 0;
    double gazeY = 0.3;
    switch (pose.gaze()) {
      case LEFT -> gazeX = -2.8;
      case RIGHT -> gazeX = 2.8;
      case UP -> gazeY = -2;
      case AHEAD -> {}
    }
    PortraitTint iris = face.eyeColour().tint();
    for (double side : new double[] {-EYE_X, EYE_X}) {
      double x = side + gazeX;
      double y = EYE_Y + gazeY;
      brush.detail(PortraitPath.circle(x, y, 6.3), iris.darker(0.3));
      brush.detail(PortraitPath.circle(x, y, 5.5), iris);
      brush.detail(PortraitPath.circle(x, y, 2.3), PortraitTint.INK);
      brush.detail(PortraitPath.circle(x - 2.2, y - 2.6, 1.5), PortraitTint.WHITE);
    }
  }

  private PortraitTint browTint() {
    return hair.darker(0.22);
  }

  private void brow() {
    PortraitTint tint = browTint();
    switch (face.eyebrows()) {
      case BUSHY -> brush.line(PortraitPath.at(7, 43).to(21, 43).open(), 6, tint);
      case ARCHED ->
          brush.line(PortraitPath.at(6, 46).curve(9, 38, 18, 37, 23, 45).open(), 2.6, tint);
      case SLANTED -> brush.line(PortraitPath.at(5, 47).to(21, 40).open(), 3.8, tint);
      case DROOPING -> brush.line(PortraitPath.at(6, 39.5).to(22, 46).open(), 3.8, tint);
      case JOINED ->
          brush.line(PortraitPath.at(5, 43.5).bend(14, 40, 22, 44).open(), 4.2, tint);
    }
  }

  private void nose() {
    switch (face.nose()) {
      case BUTTON -> {
        brush.detail(PortraitPath.circle(0, 67, 5), shade);
        brush.detail(PortraitPath.circle(-1.6, 65.4, 1.6), skin.lighter(0.35), 0.8);
      }
      case BROAD -> {
        brush.detail(PortraitPath.ellipse(0, 68, 11, 4.6), shade);
        brush.onBothSides(
            () -> brush.detail(PortraitPath.ellipse(5, 69, 2.2, 1.6), shade.darker(0.5)));
      }
      case LONG -> brush.detail(PortraitPath.block(-3.4, 51, 3.4, 72, 3.2), shade);
      case POINTED ->
          brush.detail(PortraitPath.at(-1, 53).to(9, 71.5, -6, 71.5).closed(), shade);
    }
  }

  private void mouth() {
    PortraitTint lips = skin.mixed(PortraitTint.rgb(0xB02A3A), 0.62);
    double y = 79.5;
    switch (pose.expression()) {
      case NEUTRAL ->
          brush.line(PortraitPath.at(-7, y).bend(0, y + 3.5, 7, y).open(), 2.8, lips);
      case SMILE ->
          brush.line(PortraitPath.at(-11, y - 2).bend(0, y + 9, 11, y - 2).open(), 2.8, lips);
      case OPEN -> {
        brush.detail(PortraitPath.ellipse(0, y + 1.5, 6.5, 6), lips);
        brush.detail(PortraitPath.ellipse(0, y + 1.5, 4.6, 4.2), PortraitTint.rgb(0x5A1620));
      }
      case GRIN -> {
        Shape grin = PortraitPath.at(-11, y - 2.5).to(11, y - 2.5).bend(0, y + 15, -11, y - 2.5).closed();
        brush.detail(grin, PortraitTint.WHITE);
        brush.line(grin, 2, lips);
      }
    }
  }

  private void beard() {
    switch (face.facialHair()) {
      case NONE -> {}
      case MOUSTACHE -> moustache();
      case GOATEE ->
          brush.round(
              PortraitPath.at(0, 84)
                  .curve(6, 84, 11, 84, 11, 88)
                  .curve(11, head.bottom() + 2, 6, head.bottom() + 7, 0, head.bottom() + 9)
                  .symmetric(),
              hair);
      case BEARD -> {
        fullBeard();
      }
    }
  }

  private void moustache() {
    brush.onBothSides(
        () ->
            brush.shape(
                PortraitPath.at(0, 72.5)
                    .curve(5, 70.5, 13, 73, 17, 79)
                    .curve(12, 80, 4, 79.5, 0, 76.5)
                    .closed(),
                hair));
  }

  private void fullBeard() {
    double half = head.half();
    brush.round(
        PortraitPath.at(0, 73)
            .curve(6, 72, 12, 74, half - 10, 79)
            .curve(half - 5, 77, half - 2, 68, half - 1, 60)
            .to(half + 1.5, 60)
            .curve(half + 2, 78, head.jaw() + 3, head.jawY() + 8, head.chin() + 6, head.bottom() + 3)
            .bend(8, head.bottom() + 8, 0, head.bottom() + 8)
            .symmetric(),
        hair);
    brush.detail(PortraitPath.ellipse(0, 81, 12, 6), skin);
  }

  private void mark() {
    PortraitTint dark = skin.mixed(PortraitTint.rgb(0x6B2A10), 0.55).darker(0.12);
    switch (face.faceMark()) {
      case NONE -> {}
      case FRECKLES -> freckles(dark);
      case BLUSH ->
          brush.onBothSides(
              () ->
                  brush.detail(
                      PortraitPath.ellipse(CHEEK_X, CHEEK_Y, 6.5, 5),
                      PortraitTint.rgb(0xF0526E),
                      0.62));
      case MOLE -> brush.detail(PortraitPath.circle(-CHEEK_X + 1, CHEEK_Y + 1, 3.2), PortraitTint.INK);
      case PLASTER -> plaster();
      case STAR -> star();
    }
  }

  private void freckles(PortraitTint dark) {
    List<double[]> spots = new ArrayList<>();
    spots.add(new double[] {14, 69});
    spots.add(new double[] {20, 68});
    spots.add(new double[] {17, 73});
    spots.add(new double[] {23, 72.5});
    for (double[] spot : spots) {
      brush.onBothSides(() -> brush.detail(PortraitPath.circle(spot[0], spot[1], 1.9), dark));
    }
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
