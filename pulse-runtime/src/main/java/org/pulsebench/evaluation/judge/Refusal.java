package org.pulsebench.evaluation.judge;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells whether an answer says of its speaker that it does not know or will not tell.
 *
 * <p>The words have to be the speaker's of itself, or begin the answer: "penguins are unable to fly"
 * refuses nothing.
 */
final class Refusal {

  private static final String NOT =
      "(can ?not|can t|could not|couldn t|do not|don t|did not|didn t|will not|won t|would not"
          + "|wouldn t|may not|must not|shouldn t|should not)";
  private static final String TELL =
      "(know|say|tell|answer|help|identify|recogni[sz]e|provide|assist|recall|remember|determine"
          + "|share|discuss|comment|disclose|give|confirm|have|offer|respond|describe|recollect)";

  /** Matched against {@link AnswerWords#row}, in which apostrophes are blanks. */
  private static final Pattern WORDS =
      Pattern.compile(
          Stream.of(
                  " (i|we) (am |m |are |re )?(very |so |really |deeply |truly )?(sorry|afraid|unable"
                      + "|not able|not sure|not certain|uncertain|unfamiliar|not familiar"
                      + "|not aware|not allowed|not permitted) ",
                  " (i|we) (really |simply |just |honestly |currently )?" + NOT
                      + " (really |actually |currently |possibly )?" + TELL + " ",
                  " (i|we) (really |simply |currently )?have no (idea|knowledge|information|data|clue"
                      + "|memory|record|answer) ",
                  " (i|we) (would |must |have to |will |d )?(rather not|prefer not|decline|refuse) ",
                  " (beyond|outside) (of )?(my|what i) ",
                  " not (something|a topic|information) (that )?i ",
                  " there is (no|not enough|insufficient) (information|knowledge|data) ",
                  " (no|not enough|insufficient) (information|data|knowledge) (is )?available ",
                  "^ (sorry|apologies|unknown|no idea|not sure|no comment|my apologies) ",
                  // "do not know", "cannot answer", "regret" in Chinese, one ideograph a word.
                  " \u4e0d \u77e5 \u9053 ",
                  " \u65e0 \u6cd5 ",
                  " \u62b1 \u6b49 ")
              .map(each -> "(" + each + ")")
              .collect(Collectors.joining("|")));

  private Refusal() {}

  static boolean in(AnswerWords answer) {
    return WORDS.matcher(answer.row()).find();
  }
}
