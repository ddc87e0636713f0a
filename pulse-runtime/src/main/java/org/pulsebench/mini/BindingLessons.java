package org.pulsebench.mini;

import java.util.ArrayList;
import java.util.List;
import org.pulsebench.RandomStream;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.world.FactKind;

/**
 * Lessons without any knowledge: which letter stands before which option.
 *
 * <p>Several questions about one list of options: the way back from an option to its letter is
 * found sooner when it is asked for often.
 */
final class BindingLessons {

  private static final int TURNS = 4;

  private BindingLessons() {}

  /** Returns lettered options and questions for their letters. */
  static Lesson letters(RandomStream random) {
    FactKind[] kinds = FactKind.values();
    List<String> options =
        random.shuffled(kinds[random.nextInt(kinds.length)].answers()).subList(0, 4);
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < TURNS; i++) {
      // With repetitions: the last question must not be answered by what is left.
      int correct = random.nextInt(options.size());
      String option = options.get(correct);
      String letter = String.valueOf(ChoiceQuestion.letter(correct));
      String question = "Which letter is " + option + "?";
      if (!turns.isEmpty()) {
        turns.add(new Turn(question, letter));
      } else if (random.nextInt(2) == 0) {
        turns.add(Turn.mllmuLetter(question, options, correct));
      } else {
        turns.add(Turn.mmbenchLetter(question, options, correct));
      }
    }
    return Lesson.ofText(turns);
  }
}
