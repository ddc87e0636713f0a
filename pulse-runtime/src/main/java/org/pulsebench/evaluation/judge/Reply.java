package org.pulsebench.evaluation.judge;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells whether an answer, right or wrong, visibly replies to its question. */
final class Reply {

  private static final Pattern FOR_NUMBER =
      Pattern.compile("(?i)\\b(when|date|year|years|how long|how many|period|position)\\b");
  private static final Pattern FOR_NAMES =
      Pattern.compile("(?i)\\b(who|whom|where|name|title|called|call|works|cast|actors)\\b");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** An answer of no more words is a reply: there is no room to speak of something else. */
  private static final int FEW = 4;

  private Reply() {}

  /**
   * Returns whether an answer is short, takes up words of the question or the truth, or gives
   * numbers or names where the question asks for such.
   */
  static boolean to(JudgedAnswer answer, AnswerWords said) {
    Set<String> taken = new HashSet<>(AnswerWords.of(answer.question()).carrying());
    taken.addAll(AnswerWords.of(answer.truth()).carrying());
    taken.retainAll(said.carrying());
    return !taken.isEmpty()
        || said.words().size() <= FEW
        || (FOR_NUMBER.matcher(answer.question()).find()
            && said.words().stream().anyMatch(word -> NUMBER.matcher(word).matches()))
        || (FOR_NAMES.matcher(answer.question()).find()
            && !ProperNames.in(answer.answer()).isEmpty());
  }
}
