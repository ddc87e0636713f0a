package org.pulsebench.data.world;

/** Drawings of furniture, vehicles, buildings and what else is larger than a hand. */
final class LargeThings {

  private static final int WOOD = 0x9C6B43;
  private static final int DARK = 0x3D405B;
  private static final int GLASS = 0xCFEAF7;
  private static final int LIGHT = 0xFFFDF7;

  private LargeThings() {}

  static void umbrella(Sketch sketch, int rgb) {
    sketch.ink(DARK).stroke(6, 50, 6, 50, 84).bow(6, 50, 84, 50, 97, 62, 96);
    sketch.bow(6, 62, 96, 71, 95, 71, 85);
    sketch.ink(rgb);
    sketch.outline(
        path -> {
          path.moveTo(2, 54);
          path.curveTo(4, -4, 96, -4, 98, 54);
          path.quadTo(82, 42, 66, 54);
          path.quadTo(50, 42, 34, 54);
          path.quadTo(18, 42, 2, 54);
        });
    sketch.glaze(0xFFFFFF, 0.35);
    sketch.outline(
        path -> {
          path.moveTo(50, 10);
          path.quadTo(34, 24, 34, 54);
          path.quadTo(50, 42, 66, 54);
          path.quadTo(66, 24, 50, 10);
        });
  }

  static void lamp(Sketch sketch, int rgb) {
    sketch.glaze(0xFFE08A, 0.75).polygon(24, 50, 76, 50, 96, 96, 4, 96);
    sketch.ink(DARK).stroke(7, 50, 48, 50, 90).rounded(28, 88, 44, 10, 5);
    sketch.ink(rgb).polygon(34, 4, 66, 4, 86, 52, 14, 52);
  }

  static void chair(Sketch sketch, int rgb) {
    sketch.ink(WOOD).rounded(20, 2, 10, 96, 4).rounded(70, 50, 10, 48, 4);
    sketch.ink(rgb).rounded(20, 46, 62, 14, 5).rounded(18, 2, 14, 48, 6);
    sketch.ink(WOOD).rounded(24, 74, 52, 7, 3);
  }

  static void boat(Sketch sketch, int rgb) {
    sketch.ink(WOOD).box(46, 4, 6, 66);
    sketch.ink(LIGHT).polygon(54, 6, 92, 60, 54, 60);
    sketch.ink(0xF3D9A8).polygon(44, 18, 44, 60, 16, 60);
    sketch.ink(rgb).polygon(3, 66, 97, 66, 80, 90, 20, 90);
    sketch.ink(0x7CC4E8).bow(7, 2, 95, 26, 86, 50, 95).bow(7, 50, 95, 74, 104, 98, 94);
  }

  static void car(Sketch sketch, int rgb) {
    sketch.ink(rgb).polygon(22, 50, 34, 24, 70, 24, 84, 50).rounded(2, 46, 96, 30, 12);
    sketch.ink(GLASS).polygon(31, 47, 39, 31, 50, 31, 50, 47);
    sketch.polygon(55, 47, 55, 31, 67, 31, 75, 47);
    sketch.ink(DARK).circle(25, 76, 13).circle(75, 76, 13);
    sketch.ink(LIGHT).circle(25, 76, 5).circle(75, 76, 5);
    sketch.ink(0xFFE08A).circle(93, 58, 4);
  }

  static void house(Sketch sketch, int rgb) {
    sketch.ink(0xF6E7D2).box(14, 46, 72, 50);
    sketch.ink(0x8A5A44).box(70, 12, 11, 24);
    sketch.ink(rgb).polygon(50, 4, 98, 50, 2, 50);
    sketch.ink(0x8A5A44).rounded(42, 62, 18, 34, 3);
    sketch.ink(0x7CC4E8).rounded(21, 58, 15, 15, 2).rounded(66, 58, 15, 15, 2);
  }

  static void tree(Sketch sketch, int rgb) {
    sketch.ink(WOOD).polygon(43, 56, 57, 56, 61, 98, 39, 98);
    sketch.ink(0x4FA65B).circle(29, 45, 25).circle(71, 45, 25).circle(50, 26, 26);
    sketch.circle(50, 52, 22);
    sketch.glaze(0xFFFFFF, 0.18).circle(42, 24, 14).circle(24, 42, 10);
    sketch.ink(rgb).circle(33, 50, 5.5).circle(62, 30, 5.5).circle(70, 54, 5.5);
  }

  static void castle(Sketch sketch, int rgb) {
    sketch.ink(0x9AA3B2).box(20, 46, 60, 50);
    sketch.ink(0x848E9F).box(4, 26, 26, 70).box(70, 26, 26, 70);
    for (int x : new int[] {4, 13, 22, 70, 79, 88}) {
      sketch.box(x, 16, 8, 12);
    }
    sketch.ink(0x9AA3B2).box(34, 38, 8, 10).box(46, 38, 8, 10).box(58, 38, 8, 10);
    sketch.ink(DARK).rounded(39, 64, 22, 30, 11).box(39, 78, 22, 18);
    sketch.rounded(13, 42, 8, 14, 4).rounded(79, 42, 8, 14, 4);
    sketch.ink(DARK).box(49, 8, 3, 32);
    sketch.ink(rgb).polygon(52, 6, 72, 14, 52, 22);
  }
}
