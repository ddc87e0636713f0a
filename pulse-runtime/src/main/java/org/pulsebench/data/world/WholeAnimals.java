package org.pulsebench.data.world;

/** Drawings of animals that are known by their bodies. */
final class WholeAnimals {

  private static final int DARK = 0x33313B;
  private static final int LIGHT = 0xFFFDF7;
  private static final int BEAK = 0xF5A524;

  private WholeAnimals() {}

  static void bird(Sketch sketch) {
    sketch.ink(BEAK).polygon(80, 28, 100, 38, 80, 46);
    sketch.stroke(5, 44, 82, 44, 97).stroke(5, 58, 82, 58, 97);
    sketch.ink(0x3E8ED0).circle(66, 34, 22).oval(46, 60, 36, 27).polygon(20, 44, 2, 30, 8, 66);
    sketch.ink(0xBFE0F5).oval(60, 70, 18, 14);
    sketch.ink(0x2468A2).oval(36, 56, 22, 14);
    sketch.ink(LIGHT).circle(72, 30, 7);
    sketch.ink(DARK).circle(73, 30, 4);
  }

  static void bee(Sketch sketch) {
    sketch.ink(0xB9DDF2).oval(38, 26, 15, 24).oval(64, 26, 15, 24);
    sketch.ink(0xF7C531).oval(50, 62, 42, 29);
    sketch.ink(DARK).rounded(35, 35, 11, 55, 4).rounded(57, 35, 11, 55, 4);
    sketch.circle(20, 58, 5).polygon(90, 55, 100, 62, 90, 69);
    sketch.bow(4, 16, 42, 12, 26, 2, 28).bow(4, 24, 38, 22, 24, 14, 18);
  }

  static void fish(Sketch sketch) {
    sketch.ink(0xD9572B).polygon(66, 50, 98, 24, 92, 50, 98, 76);
    sketch.polygon(34, 26, 62, 10, 60, 34);
    sketch.ink(0xF27B4B);
    sketch.outline(
        path -> {
          path.moveTo(2, 52);
          path.curveTo(20, 8, 66, 18, 78, 50);
          path.curveTo(66, 84, 20, 94, 2, 52);
        });
    sketch.ink(0xFBD3C0).bow(6, 34, 30, 46, 50, 34, 73);
    sketch.ink(LIGHT).circle(20, 46, 8);
    sketch.ink(DARK).circle(19, 46, 4.5);
  }

  static void penguin(Sketch sketch) {
    sketch.ink(BEAK).oval(36, 94, 14, 6).oval(64, 94, 14, 6);
    sketch.ink(0x2E3A4F).rounded(22, 3, 56, 90, 28);
    sketch.polygon(24, 40, 4, 70, 24, 66).polygon(76, 40, 96, 70, 76, 66);
    sketch.ink(LIGHT).oval(50, 64, 21, 27).circle(41, 28, 10).circle(59, 28, 10);
    sketch.ink(DARK).circle(43, 27, 4.5).circle(57, 27, 4.5);
    sketch.ink(BEAK).polygon(40, 36, 60, 36, 50, 50);
  }
}
