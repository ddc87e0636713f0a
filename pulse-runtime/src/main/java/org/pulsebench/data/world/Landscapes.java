package org.pulsebench.data.world;

import java.util.List;

/** Landscapes that fill the picture. */
final class Landscapes {

  private static final int SIDE = Picture.SIDE;
  private static final List<Integer> GREENS = List.of(0x2F7D4F, 0x3A8F5C, 0x2A6B48);

  private Landscapes() {}

  static DrawnScene draw(Goal goal, Dice dice) {
    return DrawnScene.landscape(
        goal,
        dice,
        "a scene of the " + goal.answer(),
        (sketch, own) -> paint(goal.answer(), sketch, own));
  }

  private static void paint(String place, Sketch sketch, Dice dice) {
    switch (place) {
      case "beach" -> beach(sketch, dice);
      case "forest" -> forest(sketch, dice);
      case "desert" -> desert(sketch, dice);
      case "city" -> city(sketch, dice);
      case "mountain" -> mountain(sketch, dice);
      case "farm" -> farm(sketch, dice);
      case "ocean" -> ocean(sketch, dice);
      default -> space(sketch, dice);
    }
  }

  private static void beach(Sketch sketch, Dice dice) {
    sky(sketch, dice.pick(List.of(0xBFE6F5, 0xCDEBF7, 0xFCE8D5)));
    sun(sketch, dice.between(14.0, 50.0), dice.between(16.0, 28.0), dice.between(9.0, 12.0));
    double shore = dice.between(44.0, 54.0);
    sketch.ink(0x4FB3D9).box(0, shore, SIDE, SIDE);
    sketch.ink(0x8FD3EA).box(0, shore + 12, SIDE, 10);
    sketch
        .ink(0xF4DFA8)
        .outline(
            path -> {
              path.moveTo(0, shore + 40);
              path.curveTo(40, shore + 16, 80, shore + 44, SIDE, shore + 14);
              path.lineTo(SIDE, SIDE);
              path.lineTo(0, SIDE);
            });
    double x = dice.between(74.0, 96.0);
    double y = dice.between(62.0, 70.0);
    int paint = dice.pick(List.of(0xE4605E, 0xE9963E, 0x8B62C0));
    sketch.within(x, y, dice.between(56.0, 64.0), in -> LargeThings.umbrella(in, paint));
    sketch.ink(paint).rounded(x - 52, 106 + dice.jitter(3), 34, 8, 3);
  }

  private static void forest(Sketch sketch, Dice dice) {
    sky(sketch, dice.pick(List.of(0xDDF0E0, 0xE6F2D8, 0xD6ECE4)));
    sketch.ink(0x9CCB9F).box(0, 62, SIDE, SIDE);
    for (int i = 0; i < 6; i++) {
      pine(sketch, -4 + i * 26 + dice.jitter(5), 84 + dice.jitter(4), 62, 0x6FAF7C);
    }
    sketch.ink(0x7DB77F).box(0, 98, SIDE, 30);
    for (int i = 0; i < 4; i++) {
      double x = 14 + i * 34 + dice.jitter(5);
      pine(sketch, x, 116 + dice.jitter(5), dice.between(76.0, 92.0), dice.pick(GREENS));
    }
  }

  private static void pine(Sketch sketch, double x, double foot, double height, int green) {
    double half = height * 0.24;
    sketch.ink(0x7A5236).box(x - 3, foot - height * 0.2, 6, height * 0.2);
    sketch.ink(green);
    for (int i = 0; i < 3; i++) {
      double base = foot - height * (0.14 + 0.24 * i);
      double width = half * (1 - 0.2 * i);
      sketch.polygon(x - width, base, x + width, base, x, base - height * 0.4);
    }
  }

  private static void desert(Sketch sketch, Dice dice) {
    sky(sketch, dice.pick(List.of(0xFBE3C4, 0xFAD9B8, 0xFCE9D0)));
    sun(sketch, dice.between(20.0, 60.0), dice.between(20.0, 32.0), dice.between(12.0, 16.0));
    double dune = dice.between(60.0, 72.0);
    hill(sketch, 0xE8B36B, dune, dice.between(-16.0, -8.0));
    hill(sketch, 0xDD9C50, dune + 22, dice.between(8.0, 16.0));
    double x = dice.between(82.0, 102.0);
    double y = dice.between(104.0, 112.0);
    sketch.ink(0x4C8C5A).rounded(x - 6, y - 56, 12, 56, 6);
    sketch.stroke(8, x, y - 18, x - 17, y - 18, x - 17, y - 36);
    sketch.stroke(8, x, y - 26, x + 16, y - 26, x + 16, y - 42);
  }

  private static void city(Sketch sketch, Dice dice) {
    sky(sketch, dice.pick(List.of(0xDCE4F5, 0xE9E1F3, 0xF6E3DD)));
    sketch.ink(0xB9C3DB);
    for (int i = 0; i < 5; i++) {
      sketch.box(i * 26 - 2, dice.between(26.0, 52.0), 22, SIDE);
    }
    for (int i = 0; i < 4; i++) {
      double x = 4 + i * 31 + dice.jitter(2);
      double top = dice.between(34.0, 68.0);
      sketch.ink(dice.pick(List.of(0x5B6C9B, 0x7A6FA6, 0x46618C, 0x8A6E86))).box(x, top, 26, SIDE);
      sketch.ink(0xFFE3A0);
      for (double y = top + 7; y < 104; y += 14) {
        sketch.box(x + 4, y, 7, 7).box(x + 15, y, 7, 7);
      }
    }
    sketch.ink(0x565B6E).box(0, 114, SIDE, 14);
    sketch.ink(0xF3F0E6);
    for (int x = 4; x < SIDE; x += 28) {
      sketch.box(x, 120, 14, 3);
    }
  }

  private static void mountain(Sketch sketch, Dice dice) {
    sky(sketch, dice.pick(List.of(0xD5EAF6, 0xE3E9F7, 0xFBE6DC)));
    peak(sketch, dice.between(90.0, 104.0), dice.between(38.0, 48.0), 60, 0x8C9BB8);
    peak(sketch, dice.between(38.0, 56.0), dice.between(14.0, 24.0), 74, 0x6C7C9E);
    hill(sketch, 0x86B98A, dice.between(104.0, 110.0), dice.jitter(8));
  }

  private static void peak(Sketch sketch, double x, double top, double half, int rgb) {
    double slope = (SIDE - top) / half;
    sketch.ink(rgb).polygon(x, top, x + half, SIDE, x - half, SIDE);
    sketch.glaze(0x26304A, 0.14).polygon(x, top, x + half, SIDE, x + half * 0.2, SIDE);
    double snow = 26;
    double reach = snow / slope;
    sketch
        .ink(0xFFFFFF)
        .polygon(
            x,
            top,
            x + reach,
            top + snow,
            x + reach * 0.4,
            top + snow * 0.75,
            x,
            top + snow * 1.1,
            x - reach * 0.45,
            top + snow * 0.75,
            x - reach,
            top + snow);
  }

  private static void farm(Sketch sketch, Dice dice) {
    sky(sketch, dice.pick(List.of(0xCDEBF7, 0xDDF1F4, 0xFDF0D5)));
    hill(sketch, 0xA9D18E, dice.between(58.0, 64.0), dice.jitter(8));
    double foot = 92;
    double x = dice.between(40.0, 56.0);
    sketch
        .ink(0xC8443F)
        .polygon(
            x - 28, foot, x - 28, foot - 34, x - 16, foot - 56, x + 16, foot - 56, x + 28,
            foot - 34, x + 28, foot);
    sketch
        .ink(0xFFFDF7)
        .stroke(4, x - 29, foot - 33, x - 16, foot - 56, x + 16, foot - 56, x + 29, foot - 33);
    sketch.box(x - 12, foot - 28, 24, 28);
    sketch.ink(0xC8443F).box(x - 9, foot - 25, 18, 25);
    sketch.ink(0xFFFDF7).stroke(3, x - 9, foot - 25, x + 9, foot);
    sketch.stroke(3, x + 9, foot - 25, x - 9, foot);
    double silo = x + 30;
    sketch.ink(0xC3CBD6).rounded(silo, foot - 66, 20, 70, 10);
    sketch.ink(0xE8C65A).box(0, foot, SIDE, SIDE);
    sketch.ink(0xCFA53A);
    double slant = dice.between(24.0, 34.0);
    for (int i = -1; i < 8; i++) {
      sketch.stroke(4, 64 + (i - 3) * 12, foot + 2, 64 + (i - 3) * slant, SIDE + 4);
    }
  }

  private static void ocean(Sketch sketch, Dice dice) {
    sky(sketch, dice.pick(List.of(0xD7EDF7, 0xE4F0F8, 0xFCE9DD)));
    double sea = dice.between(38.0, 50.0);
    sketch.ink(0x3C8DC5).box(0, sea, SIDE, SIDE);
    double x = dice.between(40.0, 88.0);
    int paint = dice.pick(List.of(0xE4605E, 0xE9963E, 0x4C4F69));
    sketch.within(x, sea - 2, 44, in -> LargeThings.boat(in, paint));
    int[] blues = {0x3C8DC5, 0x2F7DB8, 0x256BA4, 0x1C5A90};
    for (int i = 0; i < blues.length; i++) {
      sketch.ink(blues[i]);
      waves(sketch, sea + 16 + i * 19, dice.between(-20.0, 0.0));
    }
  }

  private static void waves(Sketch sketch, double y, double shift) {
    sketch.outline(
        path -> {
          path.moveTo(shift - 20, SIDE);
          path.lineTo(shift - 20, y);
          for (double x = shift - 20; x < SIDE; x += 28) {
            path.quadTo(x + 7, y - 9, x + 14, y);
            path.quadTo(x + 21, y + 9, x + 28, y);
          }
          path.lineTo(SIDE + 30, SIDE);
        });
  }

  private static void space(Sketch sketch, Dice dice) {
    sky(sketch, dice.pick(List.of(0x1E2147, 0x241C4A, 0x162542)));
    sketch.ink(0xFFF4CC);
    for (int i = 0; i < 26; i++) {
      sketch.circle(dice.between(2.0, 126.0), dice.between(2.0, 126.0), dice.between(0.8, 2.2));
    }
    double x = dice.between(44.0, 76.0);
    double y = dice.between(54.0, 78.0);
    int planet = dice.pick(List.of(0xF2A65A, 0xE58AA6, 0x7FC8C2, 0xB79CED));
    double radius = dice.between(22.0, 27.0);
    sketch.ink(planet).circle(x, y, radius);
    sketch.glaze(0x14163A, 0.22);
    sketch.oval(x + radius * 0.2, y + radius * 0.3, radius * 0.7, radius * 0.6);
    sketch.ink(0xFBE6C2).bow(5, x - radius - 14, y + 8, x, y + 24, x + radius + 14, y - 10);
    sketch.ink(0xD5DBE6).circle(dice.between(98.0, 112.0), dice.between(16.0, 30.0), 9);
  }

  private static void sky(Sketch sketch, int rgb) {
    sketch.ink(rgb).box(0, 0, SIDE, SIDE);
  }

  private static void sun(Sketch sketch, double x, double y, double radius) {
    sketch.glaze(0xFFD66B, 0.35).circle(x, y, radius * 1.5);
    sketch.ink(0xFFC93C).circle(x, y, radius);
  }

  /** Fills all below a line that is bent upwards for negative, downwards for positive bends. */
  static void hill(Sketch sketch, int rgb, double y, double bend) {
    sketch
        .ink(rgb)
        .outline(
            path -> {
              path.moveTo(0, y);
              path.curveTo(40, y + 2 * bend, 88, y + 2 * bend, SIDE, y - bend);
              path.lineTo(SIDE, SIDE);
              path.lineTo(0, SIDE);
            });
  }
}
