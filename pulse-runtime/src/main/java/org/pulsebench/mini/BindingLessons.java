package org.pulsebench.mini;

import java.util.List;
import org.pulsebench.RandomStream;
import org.pulsebench.data.world.FactKind;

/** Lessons without any knowledge: which letter stands before a given option. */
final class BindingLessons {

  private BindingLessons() {}

  /** Returns two questions for the letter of a word that the question names. */
  static Lesson letters(RandomStream random) {
    return Lesson.ofText(List.of(letter(random), letter(random)));
  }

  private static Turn letter(RandomStream random) {
    FactKind[] kinds = FactKind.values();
    List<String> options =
        random.shuffled(kinds[random.nextInt(kinds.length)].answers()).subList(0, 4);
    int correct = random.nextInt(4);
    String question = "Which letter is " + options.get(correct) + "?";
    return random.nextInt(2) == 0
        ? Turn.mllmuLetter(question, options, correct)
        : Turn.mmbenchLetter(question, options, correct);
  }
}
