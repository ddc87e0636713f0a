package org.pulsebench.data.world;

import java.util.List;
import org.pulsebench.RandomStream;

/**
 * The question that a scene is to be drawn for.
 *
 * <p>Options and answer are fixed before anything is drawn, each uniformly; whoever does not see
 * the scene has nothing to go by.
 */
record Goal(Ask ask, List<String> options, int correct) {

  Goal {
    options = List.copyOf(options);
  }

  /** Draws four of the question's answers and takes the one at {@code correct} for the answer. */
  static Goal draw(Ask ask, int correct, RandomStream random) {
    return new Goal(ask, new Dice(random).sample(ask.answers(), SceneQuestion.OPTIONS), correct);
  }

  String answer() {
    return options.get(correct);
  }

  /**
   * Returns something that the question may name: if that could be one of the options, a blind
   * reader would rule the option out.
   */
  String outsideOptions(Dice dice) {
    return dice.pickOutside(ask.answers(), options);
  }

  /** Returns the fact that the scene has to make true. */
  Fact fact() {
    return Fact.of(ask, answer());
  }

  Fact factAbout(String about) {
    return new Fact(ask, about, answer());
  }
}
