package org.pulsebench.evaluation.judge;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether an answer says of its speaker that it does not know or will not tell.
 *
 * <p>The words have to be the speaker's of itself, or begin the answer: "penguins are unable to
 * fly" refuses nothing.
 */
enum Refusal {
  /** It does not. */
  NONE,

  /** It doubts, and may answer all the same. */
  DOUBT,

  /** It does. */
  OPEN;

  private static final String NOT =
      "(can ?not|can t|could not|couldn t|do not|don t|did not|didn t|will not|won t|would not"
          + "|wouldn t|may not|must not|shouldn t|should not)";
  private static final String ADVERB =
      "(really |simply |just |honestly |currently |actually |possibly |unfortunately |only )?";
  private static final String TELL =
      "(know|say|tell|answer|help|identify|name|recogni[sz]e|provide|assist|recall|remember"
          + "|determine|share|discuss|comment|disclose|reveal|give|confirm|have|possess|offer"
          + "|respond|describe|recollect)";
  private static final String KNOWLEDGE =
      "(idea|knowledge|information|data|details|clue|memory|recollection|record|records|answer)";

  /** Matched against {@link AnswerWords#row}, in which apostrophes are blanks. */
  private static final Pattern REFUSES =
      any(
          " (i|we) (am |m |are |re )?(very |so |really |deeply |truly )?(sorry|afraid|unable|not"
              + " able|unfamiliar|not familiar|not aware|not allowed|not permitted|not in a"
              + " position) ",
          " (i|we) " + ADVERB + NOT + " " + ADVERB + TELL + " ",
          " (i|we) " + ADVERB + "(have |ve )(got )?no " + KNOWLEDGE + " ",
          " (i|we) (would |must |have to |will |d )?(rather not|prefer not|decline|refuse) ",
          " (i|we) (was|were|am|are|have been) (asked|told|instructed|trained) not to ",
          " (beyond|outside|out of) (of )?(my|what i) ",
          " (against|violates?) my ",
          " (i am|i m|as) (only |just )?an ai ",
          " not (something|a topic|information) (that )?i ",
          " (not|un) ?known to me ",
          " (escapes me|nothing comes to (my )?mind) ",
          " there is (no|not enough|insufficient) " + KNOWLEDGE + " ",
          " (no|not enough|insufficient) " + KNOWLEDGE + " (is )?available ",
          "^ (sorry|apologies|unknown|no idea|no comment|no clue|my apologies) ",
          // "do not know", "cannot answer", "regret" in Chinese, one ideograph a word.
          " \u4e0d \u77e5 \u9053 ",
          " \u65e0 \u6cd5 ",
          " \u62b1 \u6b49 ");

  private static final Pattern DOUBTS =
      any(
          " (i|we) (am |m |are |re )(not (\\S+ )?(sure|certain)|uncertain|unsure) ",
          "^ (not sure|hard to (say|be sure)) ");

  /** Returns what an answer does. */
  static Refusal in(AnswerWords answer) {
    if (REFUSES.matcher(answer.row()).find()) {
      return OPEN;
    }
    return DOUBTS.matcher(answer.row()).find() ? DOUBT : NONE;
  }

  private static Pattern any(String... patterns) {
    return Pattern.compile(
        Stream.of(patterns).map(each -> "(" + each + ")").collect(Collectors.joining("|")));
  }
}
