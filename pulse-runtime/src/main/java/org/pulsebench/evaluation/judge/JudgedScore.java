package org.pulsebench.evaluation.judge;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;
import org.pulsebench.evaluation.judge.Verdict.Cause;
import org.pulsebench.evaluation.judge.Verdict.Failure;
import org.pulsebench.evaluation.judge.Verdict.Judgement;

/**
 * The score of a set of answers: the sum of their scores over twice their number (arXiv
 * 2606.12809), of those that were judged.
 *
 * <p>Unlike the paper's code, an answer that could not be judged is no 0: it is left out of the
 * score and counted beside it.
 *
 * @param zeros number of answers scored 0
 * @param ones number of answers scored 1
 * @param twos number of answers scored 2
 * @param failures number of answers without a score, by cause; causes that did not occur are absent
 */
public record JudgedScore(int zeros, int ones, int twos, Map<Cause, Integer> failures) {

  public JudgedScore {
    Checks.require(zeros >= 0 && ones >= 0 && twos >= 0, "count", "negative", "0 or more");
    Checks.positive(zeros + ones + twos, "number of judged answers");
    Map<Cause, Integer> sorted = new EnumMap<>(Cause.class);
    sorted.putAll(failures);
    failures = Collections.unmodifiableMap(sorted);
  }

  /**
   * Sums verdicts up.
   *
   * @throws BadInputException if no answer was judged; it says why
   */
  public static JudgedScore of(List<Verdict> verdicts) {
    int[] counts = new int[Judgement.BEST + 1];
    Map<Cause, Integer> failures = new EnumMap<>(Cause.class);
    for (Verdict verdict : verdicts) {
      if (verdict instanceof Judgement judgement) {
        counts[judgement.score()]++;
      } else if (verdict instanceof Failure failure) {
        failures.merge(failure.cause(), 1, Integer::sum);
      }
    }
    if (counts[0] + counts[1] + counts[2] == 0) {
      throw new BadInputException(
          new Problem(
              "No answer was judged",
              verdicts.size() + " answers",
              failures.isEmpty() ? "no answer" : described(failures),
              "at least one judgement",
              "See that the judge can be reached and replies in the form that its rubric asks for."));
    }
    return new JudgedScore(counts[0], counts[1], counts[2], failures);
  }

  /** Returns the score, 0 to 1. */
  public double value() {
    return (ones + 2.0 * twos) / (2.0 * judged());
  }

  /** Returns how many answers were judged, at least 1. */
  public int judged() {
    return zeros + ones + twos;
  }

  /** Returns how many answers were not judged. */
  public int failed() {
    return failures.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns one line, for instance {@code 0.960 of 150 answers; 2 not judged (2 timed out)}. */
  public String summary() {
    String score = String.format(Locale.ROOT, "%.3f of %d answers", value(), judged());
    return failures.isEmpty()
        ? score
        : score + "; " + failed() + " not judged (" + described(failures) + ")";
  }

  private static String described(Map<Cause, Integer> failures) {
    return failures.entrySet().stream()
        .map(each -> each.getValue() + " " + words(each.getKey()))
        .collect(Collectors.joining(", "));
  }

  private static String words(Cause cause) {
    return cause.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
