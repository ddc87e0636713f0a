package org.pulsebench.mini;

import java.util.List;
import java.util.Optional;
import org.pulsebench.RandomStream;
import org.pulsebench.data.world.FactKind;
import org.pulsebench.data.world.SceneQuestion;

/**
 * Lessons without any knowledge: which letter stands before which option.
 *
 * <p>They come in three steps, of which a small model finds each from the one before and none from
 * nothing: an option right after the list; the option in a question after the list; and the
 * question before the list, as benchmarks ask it. Each row asks once, since an option that was
 * asked for before would have two letters near it.
 */
final class BindingLessons {

  /** A list of options and the one that is asked for. */
  private record Drawn(List<String> options, String mark, int asked) {

    static Drawn draw(RandomStream random) {
      return new Drawn(
          random.shuffled(answers(random)).subList(0, SceneQuestion.OPTIONS),
          random.nextInt(2) == 0 ? ":" : ".",
          random.nextInt(SceneQuestion.OPTIONS));
    }

    /** Returns what the other lessons ask for: answers about scenes, or about people. */
    private static List<String> answers(RandomStream random) {
      if (random.nextInt(2) == 0) {
        return SceneLessons.question(random).options();
      }
      FactKind[] kinds = FactKind.values();
      return kinds[random.nextInt(kinds.length)].answers();
    }

    String option() {
      return options.get(asked);
    }

    /** Returns the turn that asks so. */
    Turn turn(String question) {
      return Turn.lettered(question, options, asked);
    }
  }

  private BindingLessons() {}

  /** Returns lettered options and one of them again, which its letter answers. */
  static Lesson option(RandomStream random) {
    Drawn drawn = Drawn.draw(random);
    String text = Turn.list(drawn.options(), drawn.mark()) + " " + drawn.option();
    return new Lesson(Lesson.Form.BARE, Optional.empty(), List.of(drawn.turn(text)));
  }

  /** Returns lettered options with a question for one of them behind. */
  static Lesson optionsFirst(RandomStream random) {
    Drawn drawn = Drawn.draw(random);
    String text = Turn.list(drawn.options(), drawn.mark()) + " is " + drawn.option() + "?";
    return Lesson.ofText(List.of(drawn.turn(text)));
  }

  /** Returns a question for one of the lettered options that follow, as either benchmark asks. */
  static Lesson questionFirst(RandomStream random) {
    Drawn drawn = Drawn.draw(random);
    String question = "Which letter is " + drawn.option() + "?";
    return drawn.mark().equals(":")
        ? Lesson.ofText(List.of(Turn.mllmuLetter(question, drawn.options(), drawn.asked())))
        : new Lesson(
            Lesson.Form.CONVERSATION,
            Optional.empty(),
            List.of(Turn.mmbenchLetter(question, drawn.options(), drawn.asked())));
  }
}
