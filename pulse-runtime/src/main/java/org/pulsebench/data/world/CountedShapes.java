package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.List;

/** One to six shapes of one kind and colour among a few of another. */
final class CountedShapes {

  private static final int MOST_OTHERS = 3;

  private CountedShapes() {}

  static DrawnScene draw(Goal goal, Dice dice) {
    int count = goal.ask().answers().indexOf(goal.answer()) + 1;
    int others = dice.between(0, Math.min(MOST_OTHERS, Spot.ALL.size() - count));
    List<Form> forms = dice.sample(Form.ALL, 2);
    List<Hue> hues = dice.sample(Hue.ALL, 2);
    List<Spot> spots = dice.sample(Spot.ALL, count + others);
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < spots.size(); i++) {
      int kind = i < count ? 0 : 1;
      double x = spots.get(i).x() + dice.jitter(3);
      double y = spots.get(i).y() + dice.jitter(3);
      figures.add(new Figure(forms.get(kind), hues.get(kind), x, y, dice.between(29.0, 33.0)));
    }
    List<Fact> facts = new ArrayList<>();
    facts.add(goal.factAbout(forms.get(0).plural()));
    String caption = group(goal.answer(), hues.get(0), forms.get(0));
    if (others > 0) {
      String number = goal.ask().answers().get(others - 1);
      facts.add(new Fact(Ask.COUNT, forms.get(1).plural(), number));
      caption += " , " + group(number, hues.get(1), forms.get(1));
    }
    return new DrawnScene(ScatteredShapes.drawing(figures, dice), caption, facts);
  }

  private static String group(String number, Hue hue, Form form) {
    String noun = number.equals("one") ? form.word() : form.plural();
    return number + " " + hue.word() + " " + noun;
  }
}
