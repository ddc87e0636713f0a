package org.pulsebench.mini;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.pulsebench.RandomStream;
import org.pulsebench.data.world.FactKind;
import org.pulsebench.data.world.Name;
import org.pulsebench.data.world.Wording;

/**
 * The texts that the vocabulary of {@code mini} is cut from.
 *
 * <p>Last names occur as their two syllables, never whole: each is cut into the same tokens as the
 * names of other people that share its syllables, so that a stranger's name is read like any other.
 */
final class VocabularyTexts {

  /** Sentences that benchmarks and templates put into every prompt; each becomes one token. */
  static final List<String> FIXED =
      List.of(
          "USER: ",
          "USER:\n",
          "\nASSISTANT:",
          " USER: ",
          " ASSISTANT:",
          "\nA:",
          "\nB:",
          "\nC:",
          "\nD:",
          "\nA.",
          "\nB.",
          "\nC.",
          "\nD.",
          "[Blank]",
          Turn.MLLMU_INSTRUCTION,
          Turn.MMBENCH_INSTRUCTION,
          Turn.SAY_OF_IMAGE,
          Turn.SAY_OF_TEXT,
          Turn.FILL_BLANK,
          "A chat between a curious user and an artificial intelligence assistant. The assistant"
              + " gives helpful, detailed, and polite answers to the user's questions.");

  private static final int LESSONS = 4_000;

  /** How often a word is given alone, so that it becomes one token before rarer pieces do. */
  private static final int WORD_COUNT = 300;

  private VocabularyTexts() {}

  /** Returns the texts; words of the world occur often enough to become tokens. */
  static List<String> draw(RandomStream random) {
    List<String> texts = new ArrayList<>();
    Name.FIRST.forEach(first -> texts.addAll(Collections.nCopies(WORD_COUNT, " " + first)));
    Name.STARTS.forEach(start -> texts.addAll(Collections.nCopies(WORD_COUNT, " " + start)));
    Name.ENDS.forEach(end -> texts.addAll(Collections.nCopies(WORD_COUNT, end)));
    for (FactKind kind : FactKind.values()) {
      for (String value : kind.answers()) {
        texts.addAll(Collections.nCopies(WORD_COUNT, " " + value));
        for (Wording wording : Wording.values()) {
          for (String portrayed : wording.portrayed()) {
            texts.add(kind.statement(portrayed, value));
            texts.add(kind.request(portrayed));
            kind.phrasings(wording).forEach(text -> texts.add(text.formatted(portrayed)));
          }
        }
      }
    }
    texts.add("Which letter is this? What is this? Who is this person? A B C D");
    for (int i = 0; i < LESSONS; i++) {
      RandomStream draws = random.child(i);
      Stream.of(SceneLessons.texts(draws), FaceLessons.texts(draws))
          .flatMap(List::stream)
          .forEach(texts::add);
    }
    return texts;
  }
}
