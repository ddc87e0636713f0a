package org.pulsebench.mini;

import java.util.ArrayList;
import java.util.List;
import org.pulsebench.RandomStream;
import org.pulsebench.data.world.FactKind;

/**
 * Lessons without any knowledge: which letter stands before which option.
 *
 * <p>Lists have one to four options, with gaps in the letters: from a list of one a model learns to
 * read a letter off, which makes it worth while to find the right one in a longer list. Started
 * with four, a small model stays at chance.
 */
final class BindingLessons {

  private static final int TURNS = 4;
  private static final List<String> LETTERS = List.of("A", "B", "C", "D");

  private BindingLessons() {}

  /** Returns lettered options and questions for their letters. */
  static Lesson letters(RandomStream random) {
    FactKind[] kinds = FactKind.values();
    List<String> letters =
        new ArrayList<>(random.shuffled(LETTERS).subList(0, 1 + random.nextInt(4)));
    letters.sort(null);
    List<String> options =
        random.shuffled(kinds[random.nextInt(kinds.length)].answers()).subList(0, letters.size());
    boolean mllmu = random.nextInt(2) == 0;
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < TURNS; i++) {
      // With repetitions: the last question must not be answered by what is left.
      int asked = random.nextInt(options.size());
      StringBuilder text = new StringBuilder("Which letter is " + options.get(asked) + "?");
      if (turns.isEmpty()) {
        for (int option = 0; option < options.size(); option++) {
          text.append('\n')
              .append(letters.get(option))
              .append(mllmu ? ": " : ". ")
              .append(options.get(option));
        }
        text.append(mllmu ? Turn.MLLMU_INSTRUCTION : Turn.MMBENCH_INSTRUCTION);
      }
      turns.add(new Turn(text.toString(), letters.get(asked)));
    }
    return Lesson.ofText(turns);
  }
}
