package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pulsebench.Checks;
import org.pulsebench.RandomStream;

/**
 * Something that is true of a scene, in the form of a question with its answer.
 *
 * @param about what the question names, for instance the shape whose colour it asks for; empty
 *     where it names nothing
 */
record Fact(Ask ask, String about, String answer) {

  private static final double HINT_SHARE = 0.1;

  Fact {
    Checks.require(ask.answers().contains(answer), "answer", answer, "one of " + ask.answers());
  }

  static Fact of(Ask ask, String answer) {
    return new Fact(ask, "", answer);
  }

  /** Returns the question with options drawn from every answer that it could have had. */
  SceneQuestion asked(Wording wording, RandomStream random) {
    List<String> others =
        ask.answers().stream()
            .filter(other -> !other.equals(answer) && !other.equals(about))
            .toList();
    List<String> options =
        new ArrayList<>(random.shuffled(others).subList(0, SceneQuestion.OPTIONS - 1));
    int correct = random.nextInt(SceneQuestion.OPTIONS);
    options.add(correct, answer);
    return asked(options, correct, wording, random);
  }

  /** Returns the question with the given options, of which {@code correct} must be the answer. */
  SceneQuestion asked(List<String> options, int correct, Wording wording, RandomStream random) {
    Checks.require(options.get(correct).equals(answer), "correct", correct, "that of " + answer);
    Dice dice = new Dice(random);
    Optional<String> hint =
        dice.chance(HINT_SHARE) ? Optional.of(dice.pick(wording.hints())) : Optional.empty();
    String text = dice.pick(ask.phrasings(wording)).replace("%s", about);
    return new SceneQuestion(ask.skill(), hint, text, options, correct);
  }
}
