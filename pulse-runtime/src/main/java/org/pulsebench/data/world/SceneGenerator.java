package org.pulsebench.data.world;

import java.util.List;
import org.pulsebench.RandomStream;

/** Draws scenes without end, from which a model learns to see and on which it is examined. */
public final class SceneGenerator {

  private static final List<Skill> SKILLS = List.of(Skill.values());

  private SceneGenerator() {}

  /** Returns a scene for one of all skills, each with the same probability. */
  public static Scene draw(RandomStream random) {
    return draw(new Dice(random).pick(SKILLS), random);
  }

  /**
   * Returns a scene for a skill.
   *
   * @param random moved on, so that the next scene is another one
   */
  public static Scene draw(Skill skill, RandomStream random) {
    Ask ask = new Dice(random).pick(Ask.of(skill));
    return draw(Goal.draw(ask, random.nextInt(SceneQuestion.OPTIONS), random), random);
  }

  /** Returns a scene of which the goal's fact is true; it is the first of the scene's facts. */
  static DrawnScene draw(Goal goal, RandomStream random) {
    Dice dice = new Dice(random);
    return switch (goal.ask()) {
      case SCENE -> Landscapes.draw(goal, dice);
      case WEATHER -> Weather.draw(goal, dice);
      case COLOUR_OF_SHAPE, SHAPE_OF_COLOUR, PLACE_OF_SHAPE -> ScatteredShapes.draw(goal, dice);
      case DIGIT, WORD -> Signs.draw(goal, dice);
      case THING, PURPOSE, MATERIAL -> SingleThing.draw(goal, dice);
      case ANIMAL, FOOD, HOME -> SingleAnimal.draw(goal, dice);
      case LEFT_OF, RIGHT_OF, ABOVE, BELOW -> NeighbouringShapes.draw(goal, dice);
      case BIGGEST_SHAPE, SMALLEST_SHAPE, BIGGEST_COLOUR, SMALLEST_COLOUR ->
          SizedShapes.draw(goal, dice);
      case COUNT -> CountedShapes.draw(goal, dice);
      case NEXT_SHAPE, NEXT_COLOUR -> Pattern.draw(goal, dice);
      case TALLEST_BAR, LOWEST_BAR -> BarChart.draw(goal, dice);
      case ODD_SHAPE, ODD_COLOUR -> OddOneOut.draw(goal, dice);
      case ON_TABLE, UNDER_TABLE -> TableScene.draw(goal, dice);
      case IN_BOX, BESIDE_BOX -> BoxScene.draw(goal, dice);
    };
  }
}
