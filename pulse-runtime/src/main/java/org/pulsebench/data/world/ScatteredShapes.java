package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Two or three shapes of different kind and colour, each in one of the nine places. */
final class ScatteredShapes {

  private ScatteredShapes() {}

  static DrawnScene draw(Goal goal, Dice dice) {
    int count = dice.between(2, 3);
    Ask ask = goal.ask();
    List<Form> forms =
        ask == Ask.SHAPE_OF_COLOUR
            ? dice.sampleWith(Form.ALL, count, 0, Form.of(goal.answer()))
            : dice.sample(Form.ALL, count);
    List<Hue> hues =
        ask == Ask.COLOUR_OF_SHAPE
            ? dice.sampleWith(Hue.ALL, count, 0, Hue.of(goal.answer()))
            : dice.sample(Hue.ALL, count);
    List<Spot> spots =
        ask == Ask.PLACE_OF_SHAPE
            ? dice.sampleWith(Spot.ALL, count, 0, Spot.of(goal.answer()))
            : dice.sample(Spot.ALL, count);
    List<Figure> figures = new ArrayList<>();
    SortedMap<Spot, String> words = new TreeMap<>();
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Spot spot = spots.get(i);
      double x = spot.x() + dice.jitter(3);
      double y = spot.y() + dice.jitter(3);
      Figure figure = new Figure(forms.get(i), hues.get(i), x, y, dice.between(32.0, 37.0));
      figures.add(figure);
      words.put(spot, figure.words() + " " + spot.words());
      facts.add(new Fact(Ask.COLOUR_OF_SHAPE, figure.form().word(), figure.hue().word()));
      facts.add(new Fact(Ask.SHAPE_OF_COLOUR, figure.hue().word(), figure.form().word()));
      facts.add(new Fact(Ask.PLACE_OF_SHAPE, figure.form().word(), spot.words()));
    }
    moveToFront(facts, ask);
    return new DrawnScene(drawing(figures, dice), String.join(" , ", words.values()), facts);
  }

  /** Puts the first fact of a kind before all others. */
  private static void moveToFront(List<Fact> facts, Ask ask) {
    int index = facts.stream().map(Fact::ask).toList().indexOf(ask);
    facts.add(0, facts.remove(index));
  }

  /** Paints the shapes on a pale ground. */
  static Consumer<Sketch> drawing(List<Figure> figures, Dice dice) {
    Consumer<Sketch> ground = Ground.draw(dice);
    return sketch -> {
      ground.accept(sketch);
      figures.forEach(figure -> figure.draw(sketch));
    };
  }
}
