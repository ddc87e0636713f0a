package org.pulsebench.data.world;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.pulsebench.data.ChoiceQuestion;

/** A way to answer from the options alone. */
@FunctionalInterface
interface BlindGuess {

  /** Returns the index of an option. */
  int of(ChoiceQuestion question);

  /** Always the same letter. */
  static BlindGuess letter(int letter) {
    return question -> letter;
  }

  /** The option with the highest score; of several the first in the alphabet. */
  static BlindGuess highest(ToIntFunction<String> score) {
    Comparator<String> order =
        Comparator.comparingInt(score).thenComparing(Comparator.reverseOrder());
    return question -> {
      List<String> options = question.options();
      return options.indexOf(options.stream().max(order).orElseThrow());
    };
  }

  /** The option that most questions have. */
  static BlindGuess mostOffered(List<ChoiceQuestion> questions) {
    Map<String, Integer> counts = new HashMap<>();
    for (ChoiceQuestion question : questions) {
      question.options().forEach(option -> counts.merge(option, 1, Integer::sum));
    }
    return highest(option -> counts.getOrDefault(option, 0));
  }

  /** The option that is right most often, which a guesser could know from other people. */
  static BlindGuess mostOftenRight(List<ChoiceQuestion> questions) {
    Map<String, Integer> counts = new HashMap<>();
    for (ChoiceQuestion question : questions) {
      counts.merge(question.options().get(question.correct().orElseThrow()), 1, Integer::sum);
    }
    return highest(option -> counts.getOrDefault(option, 0));
  }

  /** Returns how many of a hundred questions are guessed right. */
  default double percent(List<ChoiceQuestion> questions) {
    long right =
        questions.stream()
            .filter(question -> of(question) == question.correct().orElseThrow())
            .count();
    return 100.0 * right / questions.size();
  }
}
