package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.List;

/** Three shapes of clearly different size. */
final class SizedShapes {

  private static final double[] SIDES = {60, 41, 28};
  private static final List<String> WORDS = List.of("big", "middle", "small");

  private SizedShapes() {}

  static DrawnScene draw(Goal goal, Dice dice) {
    boolean biggest = goal.ask() == Ask.BIGGEST_SHAPE || goal.ask() == Ask.BIGGEST_COLOUR;
    boolean shape = goal.ask() == Ask.BIGGEST_SHAPE || goal.ask() == Ask.SMALLEST_SHAPE;
    int asked = biggest ? 0 : 2;
    List<Form> forms =
        shape
            ? dice.sampleWith(Form.ALL, 3, asked, Form.of(goal.answer()))
            : dice.sample(Form.ALL, 3);
    List<Hue> hues =
        shape ? dice.sample(Hue.ALL, 3) : dice.sampleWith(Hue.ALL, 3, asked, Hue.of(goal.answer()));
    List<Integer> corners = dice.sample(List.of(0, 1, 2, 3), 3);
    List<Figure> figures = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      double x = 34 + 60 * (corners.get(i) % 2) + dice.jitter(3);
      double y = 34 + 60 * (corners.get(i) / 2) + dice.jitter(3);
      double side = SIDES[i] + dice.jitter(1);
      figures.add(new Figure(forms.get(i), hues.get(i), x, y, side));
      words.add("a " + WORDS.get(i) + " " + hues.get(i).word() + " " + forms.get(i).word());
    }
    return new DrawnScene(
        ScatteredShapes.drawing(figures, dice),
        String.join(" , ", words),
        facts(goal, figures.get(0), figures.get(2)));
  }

  private static List<Fact> facts(Goal goal, Figure biggest, Figure smallest) {
    List<Fact> facts = new ArrayList<>();
    facts.add(goal.fact());
    for (Fact fact :
        List.of(
            Fact.of(Ask.BIGGEST_SHAPE, biggest.form().word()),
            Fact.of(Ask.SMALLEST_SHAPE, smallest.form().word()),
            Fact.of(Ask.BIGGEST_COLOUR, biggest.hue().word()),
            Fact.of(Ask.SMALLEST_COLOUR, smallest.hue().word()))) {
      if (fact.ask() != goal.ask()) {
        facts.add(fact);
      }
    }
    return facts;
  }
}
