package org.pulsebench.data.world;

/** Drawings of things that a hand can hold. */
final class SmallThings {

  private static final int STEEL = 0x8D99AE;
  private static final int DARK = 0x3D405B;
  private static final int PAPER = 0xFFFDF7;

  private SmallThings() {}

  static void key(Sketch sketch, int rgb) {
    sketch.ink(rgb).ring(13, 27, 50, 19);
    sketch.stroke(13, 48, 50, 94, 50).stroke(12, 74, 52, 74, 72).stroke(12, 91, 52, 91, 72);
  }

  static void cup(Sketch sketch, int rgb) {
    sketch.ink(rgb).ring(9, 72, 52, 16).rounded(12, 24, 60, 62, 14).box(12, 24, 60, 30);
    sketch.ink(PAPER).rounded(12, 22, 60, 11, 5);
    sketch.glaze(0xFFFFFF, 0.35).rounded(21, 42, 8, 30, 4);
  }

  static void book(Sketch sketch, int rgb) {
    sketch.ink(rgb).rounded(2, 24, 46, 62, 6).rounded(52, 24, 46, 62, 6).box(40, 76, 20, 10);
    sketch.ink(PAPER);
    sketch.outline(
        path -> {
          path.moveTo(50, 26);
          path.quadTo(28, 8, 8, 18);
          path.lineTo(8, 74);
          path.quadTo(28, 64, 50, 80);
          path.quadTo(72, 64, 92, 74);
          path.lineTo(92, 18);
          path.quadTo(72, 8, 50, 26);
        });
    sketch.ink(0xC9CEDA).stroke(3.5, 50, 27, 50, 79);
    sketch.stroke(4, 17, 32, 39, 36).stroke(4, 17, 45, 39, 49).stroke(4, 17, 58, 39, 62);
    sketch.stroke(4, 61, 36, 83, 32).stroke(4, 61, 49, 83, 45).stroke(4, 61, 62, 83, 58);
  }

  static void pencil(Sketch sketch, int rgb) {
    sketch.ink(0xF48CA0).polygon(72, 8, 80, 2, 98, 20, 92, 28);
    sketch.ink(STEEL).polygon(66, 14, 73, 7, 93, 27, 86, 34);
    sketch.ink(rgb).polygon(14, 66, 66, 14, 86, 34, 34, 86);
    sketch.glaze(0xFFFFFF, 0.3).polygon(14, 66, 66, 14, 72, 20, 20, 72);
    sketch.ink(0xF3D3A4).polygon(14, 66, 34, 86, 3, 97);
    sketch.ink(DARK).polygon(8, 82, 18, 92, 3, 97);
  }

  static void scissors(Sketch sketch, int rgb) {
    sketch.ink(STEEL).polygon(26, 2, 34, 4, 60, 62, 50, 66).polygon(74, 2, 66, 4, 40, 62, 50, 66);
    sketch.ink(rgb).ring(10, 29, 78, 15).ring(10, 71, 78, 15);
    sketch.stroke(10, 41, 66, 50, 56, 59, 66);
    sketch.ink(DARK).circle(50, 55, 4);
  }

  static void ball(Sketch sketch, int rgb) {
    sketch.ink(rgb).circle(50, 50, 46);
    sketch.ink(PAPER);
    sketch.bow(8, 18, 18, 58, 50, 18, 82).bow(8, 82, 18, 42, 50, 82, 82);
    sketch.glaze(0xFFFFFF, 0.4).circle(50, 24, 8);
  }

  static void bottle(Sketch sketch, int rgb) {
    sketch.ink(DARK).rounded(40, 0, 20, 12, 4);
    sketch.ink(rgb).box(41, 10, 18, 26).rounded(28, 34, 44, 66, 12);
    sketch.polygon(41, 24, 59, 24, 72, 46, 28, 46);
    sketch.ink(PAPER).box(28, 56, 44, 24);
    sketch.glaze(0xFFFFFF, 0.45).rounded(33, 44, 6, 50, 3);
  }

  static void letter(Sketch sketch, int rgb) {
    sketch.ink(rgb).rounded(2, 18, 96, 66, 6);
    sketch.ink(PAPER).rounded(6, 22, 88, 58, 4);
    sketch.ink(rgb).stroke(6, 8, 24, 50, 56, 92, 24);
    sketch.ink(0xE25B5B).circle(50, 55, 9);
  }

  static void shirt(Sketch sketch, int rgb) {
    sketch.ink(rgb);
    sketch.polygon(30, 8, 70, 8, 98, 30, 86, 50, 75, 43, 75, 94, 25, 94, 25, 43, 14, 50, 2, 30);
    sketch
        .ink(PAPER)
        .outline(
            path -> {
              path.moveTo(36, 7);
              path.quadTo(50, 34, 64, 7);
            });
    sketch.glaze(0xFFFFFF, 0.55).box(25, 56, 50, 12);
  }

  static void boot(Sketch sketch, int rgb) {
    sketch.ink(rgb).rounded(22, 4, 38, 60, 6).rounded(22, 50, 72, 38, 16).box(22, 50, 30, 38);
    sketch.ink(DARK).rounded(18, 82, 78, 13, 5);
    sketch.ink(PAPER).rounded(20, 4, 42, 12, 4);
  }
}
