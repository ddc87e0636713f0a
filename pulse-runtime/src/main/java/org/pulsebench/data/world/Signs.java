package org.pulsebench.data.world;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A sign with a digit or a short word. */
final class Signs {

  private static final List<Integer> INKS =
      List.of(0x2B3A67, 0xB23A48, 0x1F7A5C, 0x6A3FA0, 0x33313B, 0x1F6FA8);

  private Signs() {}

  static DrawnScene draw(Goal goal, Dice dice) {
    boolean digit = goal.ask() == Ask.DIGIT;
    double height = digit ? dice.between(66.0, 80.0) : dice.between(35.0, 38.5);
    double x = 64 + dice.jitter(digit ? 8 : 3);
    double y = 64 + dice.jitter(digit ? 4 : 16);
    double weight = digit ? dice.between(0.14, 0.18) : dice.between(0.16, 0.19);
    int ink = dice.pick(INKS);
    boolean card = dice.chance(0.5);
    Consumer<Sketch> ground = Ground.draw(dice);
    Consumer<Sketch> drawing =
        sketch -> {
          ground.accept(sketch);
          if (card) {
            double halfWidth = digit ? 42 : 61;
            double halfHeight = digit ? 56 : 34;
            sketch.ink(0xFFFFFF);
            sketch.rounded(x - halfWidth, y - halfHeight, 2 * halfWidth, 2 * halfHeight, 10);
          }
          sketch.ink(ink);
          Lettering.draw(sketch, goal.answer().toUpperCase(Locale.ROOT), x, y, height, weight);
        };
    String caption = (digit ? "the number " : "the word ") + goal.answer();
    return new DrawnScene(drawing, caption, List.of(goal.fact()));
  }
}
