package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A chart of four bars in different colours and of clearly different heights. */
final class BarChart {

  private static final int BARS = 4;
  private static final double FLOOR = 112;

  private BarChart() {}

  static DrawnScene draw(Goal goal, Dice dice) {
    List<Integer> ranks = dice.random().shuffled(List.of(0, 1, 2, 3));
    int tallest = ranks.indexOf(BARS - 1);
    int lowest = ranks.indexOf(0);
    int asked = goal.ask() == Ask.TALLEST_BAR ? tallest : lowest;
    List<Hue> hues = dice.sampleWith(Hue.ALL, BARS, asked, Hue.of(goal.answer()));
    List<Double> heights = new ArrayList<>();
    for (int rank : ranks) {
      heights.add(18 + 22.0 * rank + dice.jitter(3));
    }
    Fact tall = Fact.of(Ask.TALLEST_BAR, hues.get(tallest).word());
    Fact low = Fact.of(Ask.LOWEST_BAR, hues.get(lowest).word());
    String caption =
        String.format(
            "bars , %s , the tallest is %s , the lowest is %s",
            String.join(" ", hues.stream().map(Hue::word).toList()), tall.answer(), low.answer());
    return new DrawnScene(
        drawing(hues, heights, dice),
        caption,
        asked == tallest ? List.of(tall, low) : List.of(low, tall));
  }

  private static Consumer<Sketch> drawing(List<Hue> hues, List<Double> heights, Dice dice) {
    Consumer<Sketch> ground = Ground.draw(dice);
    double shift = dice.jitter(3);
    double width = dice.between(19.0, 22.0);
    return sketch -> {
      ground.accept(sketch);
      sketch.ink(0xFFFFFF).rounded(8, 8, 112, 112, 9);
      sketch.ink(0xE4E7EC);
      for (int y = 24; y < FLOOR; y += 22) {
        sketch.stroke(1.5, 16, y, 112, y);
      }
      for (int i = 0; i < BARS; i++) {
        double x = 64 + (i - 1.5) * 25 + shift - width / 2;
        double height = heights.get(i);
        sketch.ink(hues.get(i).rgb()).rounded(x, FLOOR - height, width, height, 4);
        sketch.box(x, FLOOR - height / 2, width, height / 2);
      }
      sketch.ink(0x9AA3B2).stroke(2.5, 14, FLOOR, 114, FLOOR);
    };
  }
}
