package org.pulsebench.data.world;

/** Drawings of animals that are known by their heads. */
final class AnimalHeads {

  private static final int DARK = 0x33313B;
  private static final int BLUSH = 0xF7A8B8;
  private static final int LIGHT = 0xFFFDF7;

  private AnimalHeads() {}

  static void rabbit(Sketch sketch) {
    sketch.ink(0xCFC6D6).oval(33, 27, 12, 27).oval(67, 27, 12, 27);
    sketch.ink(BLUSH).oval(33, 29, 5.5, 19).oval(67, 29, 5.5, 19);
    sketch.ink(0xCFC6D6).oval(50, 68, 34, 30);
    eyes(sketch, 37, 63, 63, 5);
    sketch.ink(BLUSH).oval(50, 75, 6, 4.5);
    sketch.ink(LIGHT).rounded(45, 82, 10, 12, 2);
  }

  static void mouse(Sketch sketch) {
    sketch.ink(0x8B93A5).circle(23, 28, 22).circle(77, 28, 22);
    sketch.ink(BLUSH).circle(23, 28, 13).circle(77, 28, 13);
    sketch.ink(0x9EA6B8);
    sketch.outline(
        path -> {
          path.moveTo(16, 50);
          path.curveTo(20, 22, 80, 22, 84, 50);
          path.curveTo(84, 74, 64, 92, 50, 97);
          path.curveTo(36, 92, 16, 74, 16, 50);
        });
    eyes(sketch, 36, 56, 64, 5.5);
    sketch.ink(DARK).circle(50, 92, 6);
    sketch.stroke(2.5, 34, 80, 12, 76).stroke(2.5, 66, 80, 88, 76);
  }

  static void cow(Sketch sketch) {
    sketch.ink(0xE9D8A6).polygon(22, 4, 36, 26, 24, 32).polygon(78, 4, 64, 26, 76, 32);
    sketch.ink(DARK).oval(14, 40, 14, 8).oval(86, 40, 14, 8);
    sketch.ink(LIGHT).rounded(24, 20, 52, 66, 22);
    sketch.ink(DARK).oval(35, 45, 12, 16);
    sketch.ink(LIGHT).circle(37, 48, 5.5);
    sketch.ink(DARK).circle(64, 48, 5);
    sketch.circle(37, 48, 4);
    sketch.ink(BLUSH).rounded(18, 66, 64, 30, 15);
    sketch.ink(0xB8607A).oval(38, 80, 5, 6).oval(62, 80, 5, 6);
  }

  static void dog(Sketch sketch) {
    sketch.ink(0xC98B52).rounded(20, 12, 60, 80, 28);
    sketch.ink(0x7A4A2A).rounded(6, 14, 24, 56, 12).rounded(70, 14, 24, 56, 12);
    sketch.ink(0xF6E3C8).oval(50, 72, 21, 18);
    eyes(sketch, 40, 44, 60, 5.5);
    sketch.ink(DARK).oval(50, 63, 10, 7);
    sketch.ink(0xE8637A).rounded(43, 76, 14, 20, 7);
  }

  static void cat(Sketch sketch) {
    sketch.ink(0xF0A04B).polygon(12, 4, 48, 30, 14, 56).polygon(88, 4, 52, 30, 86, 56);
    sketch.ink(BLUSH).polygon(19, 16, 36, 30, 20, 42).polygon(81, 16, 64, 30, 80, 42);
    sketch.ink(0xF0A04B).oval(50, 60, 40, 34);
    sketch.ink(0xC9762A).polygon(44, 28, 56, 28, 50, 44);
    eyes(sketch, 34, 56, 66, 6);
    sketch.ink(0xE8637A).polygon(44, 66, 56, 66, 50, 73);
    sketch.ink(LIGHT).stroke(3.5, 30, 72, 4, 66).stroke(3.5, 30, 79, 4, 82);
    sketch.stroke(3.5, 70, 72, 96, 66).stroke(3.5, 70, 79, 96, 82);
  }

  static void monkey(Sketch sketch) {
    sketch.ink(0x6F4630).circle(14, 50, 14).circle(86, 50, 14);
    sketch.ink(0xF1C79B).circle(14, 50, 8).circle(86, 50, 8);
    sketch.ink(0x6F4630).oval(50, 48, 38, 42);
    sketch.ink(0xF1C79B).circle(37, 46, 16).circle(63, 46, 16).oval(50, 72, 29, 22);
    eyes(sketch, 38, 47, 62, 5.5);
    sketch.ink(0x6F4630).circle(46, 63, 2.5).circle(54, 63, 2.5);
    sketch.bow(4.5, 35, 75, 50, 90, 65, 75);
  }

  private static void eyes(Sketch sketch, double left, double y, double right, double radius) {
    sketch.ink(DARK).circle(left, y, radius).circle(right, y, radius);
    double glint = radius / 3;
    sketch.ink(LIGHT).circle(left + glint, y - glint, glint);
    sketch.circle(right + glint, y - glint, glint);
  }
}
