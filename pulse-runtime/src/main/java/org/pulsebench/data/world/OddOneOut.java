package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.List;

/** Five or six equal shapes but for one, which has another shape or another colour. */
final class OddOneOut {

  private OddOneOut() {}

  static DrawnScene draw(Goal goal, Dice dice) {
    boolean byShape = goal.ask() == Ask.ODD_SHAPE;
    List<Form> forms =
        byShape
            ? dice.sampleWith(Form.ALL, 2, 0, Form.of(goal.answer()))
            : twice(dice.pick(Form.ALL));
    List<Hue> hues =
        byShape ? twice(dice.pick(Hue.ALL)) : dice.sampleWith(Hue.ALL, 2, 0, Hue.of(goal.answer()));
    int columns = dice.between(2, 3);
    int count = 6 - dice.between(0, 1);
    int odd = dice.random().nextInt(count);
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int kind = i == odd ? 0 : 1;
      double x = 64 + 41 * (i % columns - (columns - 1) / 2.0) + dice.jitter(3);
      double y = 64 + 41 * (i / columns - (6 / columns - 1) / 2.0) + dice.jitter(3);
      figures.add(new Figure(forms.get(kind), hues.get(kind), x, y, dice.between(30.0, 35.0)));
    }
    String caption =
        String.format(
            "all are %s %s , the odd one is %s",
            hues.get(1).word(), forms.get(1).plural(), figures.get(odd).words());
    return new DrawnScene(ScatteredShapes.drawing(figures, dice), caption, List.of(goal.fact()));
  }

  private static <T> List<T> twice(T item) {
    return List.of(item, item);
  }
}
