package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Five tiles of a repeating pattern, read like text, and a sixth with a question mark. */
final class Pattern {

  private static final int TILES = 6;
  private static final double STEP = 41;

  /** What repeats; each digit stands for one shape or colour. */
  private static final List<String> RULES = List.of("01", "012", "001", "011");

  private Pattern() {}

  static DrawnScene draw(Goal goal, Dice dice) {
    String rule = dice.pick(RULES);
    int next = rule.charAt((TILES - 1) % rule.length()) - '0';
    boolean byShape = goal.ask() == Ask.NEXT_SHAPE;
    List<Form> forms =
        byShape ? dice.sampleWith(Form.ALL, 3, next, Form.of(goal.answer())) : same(Form.ALL, dice);
    List<Hue> hues =
        byShape ? same(Hue.ALL, dice) : dice.sampleWith(Hue.ALL, 3, next, Hue.of(goal.answer()));
    double left = 64 - STEP + dice.jitter(2);
    double top = 64 - STEP / 2 + dice.jitter(8);
    double side = dice.between(29.0, 32.0);
    List<Figure> figures = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < TILES; i++) {
      int kind = rule.charAt(i % rule.length()) - '0';
      double x = left + i % 3 * STEP;
      double y = top + i / 3 * STEP;
      Figure figure = new Figure(forms.get(kind), hues.get(kind), x, y, side);
      figures.add(figure);
      words.add(byShape ? figure.form().word() : figure.hue().word());
    }
    String caption =
        String.format(
            "a pattern , %s , next %s",
            String.join(" ", words.subList(0, TILES - 1)), words.get(TILES - 1));
    return new DrawnScene(drawing(figures, dice), caption, List.of(goal.fact()));
  }

  private static <T> List<T> same(List<T> items, Dice dice) {
    T item = dice.pick(items);
    return List.of(item, item, item);
  }

  private static Consumer<Sketch> drawing(List<Figure> figures, Dice dice) {
    Consumer<Sketch> ground = Ground.draw(dice);
    return sketch -> {
      ground.accept(sketch);
      for (Figure tile : figures) {
        sketch.ink(0xFFFFFF).rounded(tile.x() - 19, tile.y() - 19, 38, 38, 7);
      }
      figures.subList(0, TILES - 1).forEach(figure -> figure.draw(sketch));
      Figure last = figures.get(TILES - 1);
      sketch.ink(0x9AA3B2);
      Lettering.draw(sketch, "?", last.x(), last.y(), 20, 0.17);
    };
  }
}
