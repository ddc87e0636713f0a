package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.List;

/**
 * Three shapes at three corners of a square: to the one at the bend, one of the others is on its
 * level and one over or under it, and only that one.
 */
final class NeighbouringShapes {

  private NeighbouringShapes() {}

  static DrawnScene draw(Goal goal, Dice dice) {
    boolean sideways = goal.ask() == Ask.LEFT_OF || goal.ask() == Ask.RIGHT_OF;
    Ask across = sideways ? goal.ask() : dice.pick(List.of(Ask.LEFT_OF, Ask.RIGHT_OF));
    Ask along = sideways ? dice.pick(List.of(Ask.ABOVE, Ask.BELOW)) : goal.ask();
    Form bend = Form.of(goal.outsideOptions(dice));
    Form answer = Form.of(goal.answer());
    Form other = dice.pickOutside(Form.ALL, List.of(bend, answer));
    Form level = sideways ? answer : other;
    Form upright = sideways ? other : answer;

    double near = 35;
    double far = Picture.SIDE - near;
    double bendX = across == Ask.LEFT_OF ? far : near;
    double bendY = along == Ask.ABOVE ? far : near;
    List<Hue> hues = dice.sample(Hue.ALL, 3);
    List<Figure> figures = new ArrayList<>();
    figures.add(figure(bend, hues.get(0), bendX, bendY, dice));
    figures.add(figure(level, hues.get(1), Picture.SIDE - bendX, bendY, dice));
    figures.add(figure(upright, hues.get(2), bendX, Picture.SIDE - bendY, dice));

    Fact levelFact = new Fact(across, bend.word(), level.word());
    Fact uprightFact = new Fact(along, bend.word(), upright.word());
    List<Fact> facts = new ArrayList<>();
    facts.add(sideways ? levelFact : uprightFact);
    facts.add(sideways ? uprightFact : levelFact);
    for (Figure figure : figures) {
      facts.add(new Fact(Ask.COLOUR_OF_SHAPE, figure.form().word(), figure.hue().word()));
    }
    String caption =
        String.format(
            "%s %s %s , %s %s it",
            figures.get(1).words(),
            across == Ask.LEFT_OF ? "left of" : "right of",
            figures.get(0).words(),
            figures.get(2).words(),
            along == Ask.ABOVE ? "above" : "below");
    return new DrawnScene(ScatteredShapes.drawing(figures, dice), caption, facts);
  }

  private static Figure figure(Form form, Hue hue, double x, double y, Dice dice) {
    return new Figure(form, hue, x + dice.jitter(5), y + dice.jitter(5), dice.between(40.0, 48.0));
  }
}
