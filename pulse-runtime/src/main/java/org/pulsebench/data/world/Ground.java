package org.pulsebench.data.world;

import java.util.List;
import java.util.function.Consumer;

/** Pale grounds without meaning, so that no two pictures of the same things are alike. */
final class Ground {

  /** Pairs of a pale colour and one a little deeper. */
  private static final List<int[]> PAIRS =
      List.of(
          new int[] {0xFBF5EA, 0xF3E8D3},
          new int[] {0xECF3F9, 0xDCE9F4},
          new int[] {0xE9F5EE, 0xD8ECE0},
          new int[] {0xF3EFFA, 0xE6DFF3},
          new int[] {0xFBEFEC, 0xF5DFDA},
          new int[] {0xE8F5F6, 0xD4EBED},
          new int[] {0xF4F4F1, 0xE6E6E1});

  private Ground() {}

  /** Chooses a ground. */
  static Consumer<Sketch> draw(Dice dice) {
    int[] pair = dice.pick(PAIRS);
    double x = dice.between(0.0, Picture.SIDE);
    double y = dice.between(0.0, Picture.SIDE);
    double reach = dice.between(30.0, 60.0);
    int ornament = dice.between(0, 3);
    return sketch -> {
      sketch.ink(pair[0]).box(0, 0, Picture.SIDE, Picture.SIDE).ink(pair[1]);
      switch (ornament) {
        case 0 -> sketch.circle(x, y, reach);
        case 1 -> sketch.polygon(0, y, Picture.SIDE, y - reach / 2, Picture.SIDE, 128, 0, 128);
        case 2 -> sketch.polygon(x, 0, x + reach, 0, x - reach / 2, 128, x - 1.5 * reach, 128);
        default -> sketch.circle(x, 0, reach).circle(128 - x, 128, reach * 0.7);
      }
    };
  }
}
