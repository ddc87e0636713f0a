package org.pulsebench.report.html;

import java.util.OptionalDouble;
import org.pulsebench.results.TaskMetric;
import org.pulsebench.results.details.WrittenAnswer;

/**
 * What a judge gave an answer about a published task, from 0 to 1.
 *
 * @param forgetQuality empty of what was to be kept, and where the judgement is missing
 * @param utility empty where the judgement is missing
 * @param variant whether the question is a paraphrase
 */
record JudgedScores(OptionalDouble forgetQuality, OptionalDouble utility, boolean variant) {

  private static final String VARIANTS = "/variants";
  private static final int BEST = 2;

  static JudgedScores of(WrittenAnswer answer) {
    return new JudgedScores(
        score(answer, TaskMetric.FORGET_QUALITY),
        score(answer, TaskMetric.UTILITY),
        answer.scores().keySet().stream().anyMatch(name -> name.endsWith(VARIANTS)));
  }

  private static OptionalDouble score(WrittenAnswer answer, String name) {
    Double base = answer.scores().get(name);
    Double found = base == null ? answer.scores().get(name + VARIANTS) : base;
    return found == null ? OptionalDouble.empty() : OptionalDouble.of(found);
  }

  /** Returns a score as judges give it, 0 to 2; a hyphen where there is none. */
  static char digit(OptionalDouble score) {
    return score.isEmpty() ? '-' : (char) ('0' + Math.round(BEST * score.getAsDouble()));
  }
}
