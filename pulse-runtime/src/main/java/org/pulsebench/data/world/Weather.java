package org.pulsebench.data.world;

/** One landscape, a hill with a house, in every weather. */
final class Weather {

  private static final int SIDE = Picture.SIDE;

  private Weather() {}

  static DrawnScene draw(Goal goal, Dice dice) {
    return DrawnScene.landscape(
        goal,
        dice,
        "the weather is " + goal.answer(),
        (sketch, own) -> paint(goal.answer(), sketch, own));
  }

  private static void paint(String weather, Sketch sketch, Dice dice) {
    switch (weather) {
      case "sunny" -> sunny(sketch, dice);
      case "cloudy" -> cloudy(sketch, dice);
      case "rainy" -> rainy(sketch, dice);
      case "snowy" -> snowy(sketch, dice);
      case "stormy" -> stormy(sketch, dice);
      case "windy" -> windy(sketch, dice);
      default -> foggy(sketch, dice);
    }
  }

  private static void sunny(Sketch sketch, Dice dice) {
    land(sketch, dice, 0xA9DCF5, 0x8FCB7F);
    double x = dice.between(36.0, 92.0);
    double y = dice.between(34.0, 42.0);
    double radius = dice.between(15.0, 19.0);
    sketch.ink(0xFFC93C).circle(x, y, radius);
    for (int i = 0; i < 8; i++) {
      double dx = StrictMath.cos(i * Math.PI / 4);
      double dy = StrictMath.sin(i * Math.PI / 4);
      double in = radius + 5;
      double out = radius + 12;
      sketch.stroke(4.5, x + in * dx, y + in * dy, x + out * dx, y + out * dy);
    }
  }

  private static void cloudy(Sketch sketch, Dice dice) {
    land(sketch, dice, 0xC3D2DF, 0x8DBB87);
    cloud(sketch, 0xEEF2F6, dice.between(28.0, 40.0), dice.between(22.0, 30.0), 50);
    cloud(sketch, 0xFFFFFF, dice.between(84.0, 98.0), dice.between(30.0, 38.0), 58);
    cloud(sketch, 0xF7F9FB, dice.between(40.0, 60.0), dice.between(54.0, 60.0), 54);
  }

  private static void rainy(Sketch sketch, Dice dice) {
    land(sketch, dice, 0xB9CBDA, 0x7FAE82);
    double x = dice.between(52.0, 76.0);
    double y = dice.between(28.0, 34.0);
    double shift = dice.between(0.0, 12.0);
    sketch.ink(0x2B7BD6);
    for (int row = 0; row < 3; row++) {
      for (int i = 0; i < 6; i++) {
        double left = x - 44 + shift + i * 16 + row % 2 * 8;
        sketch.stroke(4, left, y + 20 + row * 20, left - 4, y + 31 + row * 20);
      }
    }
    cloud(sketch, 0x7C8CA3, x, y, 80);
  }

  private static void snowy(Sketch sketch, Dice dice) {
    land(sketch, dice, 0x9DB6D3, 0xF7FAFD);
    sketch.ink(0xFFFFFF);
    for (int i = 0; i < 30; i++) {
      double x = 10 + i % 6 * 22 + dice.jitter(7);
      double y = 10 + i / 6 * 18 + dice.jitter(6);
      sketch.circle(x, y, dice.between(2.4, 4.0));
    }
  }

  private static void stormy(Sketch sketch, Dice dice) {
    land(sketch, dice, 0x6A7390, 0x5E8A6A);
    double x = dice.between(48.0, 80.0);
    double y = dice.between(26.0, 34.0);
    double dx = dice.jitter(14);
    sketch
        .ink(0xFFD93B)
        .polygon(
            x + dx + 6,
            y + 6,
            x + dx - 18,
            y + 42,
            x + dx - 2,
            y + 42,
            x + dx - 10,
            y + 74,
            x + dx + 20,
            y + 32,
            x + dx + 4,
            y + 32,
            x + dx + 18,
            y + 6);
    cloud(sketch, 0x3C4359, x, y, 84);
  }

  private static void windy(Sketch sketch, Dice dice) {
    land(sketch, dice, 0xCFEBE6, 0x9BCB85);
    sketch.ink(0x5C94A8);
    for (int i = 0; i < 3; i++) {
      double x = 10 + 14 * (i % 2) + dice.jitter(5);
      double y = 26 + 20 * i + dice.jitter(3);
      double end = x + dice.between(58.0, 72.0);
      sketch.stroke(4.5, x, y, end, y);
      sketch.bow(4.5, end, y, end + 17, y - 1, end + 13, y - 11);
      sketch.bow(4.5, end + 13, y - 11, end + 6, y - 18, end + 1, y - 9);
    }
  }

  private static void foggy(Sketch sketch, Dice dice) {
    land(sketch, dice, 0xDDE2E5, 0xA9BFAE);
    double shift = dice.between(0.0, 8.0);
    for (int i = 0; i < 6; i++) {
      double x = i % 2 == 0 ? -12 + dice.jitter(8) : 18 + dice.jitter(8);
      sketch.glaze(0xFFFFFF, 0.72).rounded(x, 16 + shift + i * 17, 118, 11, 5.5);
    }
  }

  /** Paints sky, hills and a house. */
  private static void land(Sketch sketch, Dice dice, int sky, int meadow) {
    sketch.ink(sky).box(0, 0, SIDE, SIDE);
    double level = dice.between(86.0, 94.0);
    Landscapes.hill(sketch, meadow, level - 8, dice.jitter(6));
    double x = dice.between(22.0, 106.0);
    int roof = dice.pick(SingleThing.PAINTS);
    sketch.within(x, level, 38, in -> LargeThings.house(in, roof));
    sketch.ink(meadow).box(0, level + 17, SIDE, SIDE);
    sketch.glaze(0x2F4F4F, 0.10).box(0, level + 17, SIDE, SIDE);
  }

  private static void cloud(Sketch sketch, int rgb, double x, double y, double width) {
    double unit = width / 10;
    sketch.ink(rgb).rounded(x - 5 * unit, y - 0.4 * unit, 10 * unit, 2.8 * unit, 1.4 * unit);
    sketch.circle(x - 1.6 * unit, y - 0.4 * unit, 2.1 * unit);
    sketch.circle(x + 1.7 * unit, y - 0.1 * unit, 1.7 * unit);
  }
}
