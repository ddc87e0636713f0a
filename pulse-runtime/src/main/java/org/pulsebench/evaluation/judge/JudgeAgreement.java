package org.pulsebench.evaluation.judge;

import java.util.Arrays;
import java.util.List;
import org.pulsebench.Checks;
import org.pulsebench.evaluation.Accuracy;
import org.pulsebench.evaluation.judge.Verdict.Judgement;

/**
 * How far a judge agrees with labels, or with another judge, about the same answers.
 *
 * @param counts {@code [3][3]}: how many answers had the label of the row and the score of the
 *     column
 * @param notJudged how many had a label and no score
 */
public record JudgeAgreement(List<List<Integer>> counts, int notJudged) {

  private static final int SCORES = Judgement.BEST + 1;

  public JudgeAgreement {
    counts = counts.stream().map(List::copyOf).toList();
    Checks.positive(sum(counts), "number of judged answers");
  }

  /**
   * Compares scores with labels.
   *
   * @param labels 0, 1 or 2 each
   * @param verdicts of the same answers in the same order
   */
  public static JudgeAgreement of(List<Integer> labels, List<Verdict> verdicts) {
    Checks.require(
        labels.size() == verdicts.size(), "verdicts", verdicts.size(), "as many as labels");
    Integer[][] counts = new Integer[SCORES][SCORES];
    for (Integer[] row : counts) {
      Arrays.fill(row, 0);
    }
    int notJudged = 0;
    for (int i = 0; i < labels.size(); i++) {
      int label = labels.get(i);
      Checks.require(label >= 0 && label < SCORES, "label " + i, label, "0, 1 or 2");
      if (verdicts.get(i) instanceof Judgement judgement) {
        counts[label][judgement.score()]++;
      } else {
        notJudged++;
      }
    }
    return new JudgeAgreement(
        Arrays.stream(counts).map(List::of).toList(), notJudged);
  }

  /** Returns the share of answers with equal label and score, with its interval. */
  public Accuracy exact() {
    int equal = 0;
    for (int i = 0; i < SCORES; i++) {
      equal += counts.get(i).get(i);
    }
    return new Accuracy(equal, sum(counts));
  }

  /**
   * Returns the agreement beyond chance, where a difference of 2 counts four times one of 1: Cohen's
   * kappa with quadratic weights (Cohen 1968), at most 1. It is 1 where both gave every answer the
   * same one score.
   */
  public double kappa() {
    double observed = 0;
    double expected = 0;
    for (int label = 0; label < SCORES; label++) {
      for (int score = 0; score < SCORES; score++) {
        double weight = (label - score) * (label - score);
        observed += weight * counts.get(label).get(score);
        expected += weight * row(label) * column(score) / sum(counts);
      }
    }
    return expected == 0 ? 1 : 1 - observed / expected;
  }

  private double row(int label) {
    return counts.get(label).stream().mapToInt(Integer::intValue).sum();
  }

  private double column(int score) {
    return counts.stream().mapToInt(row -> row.get(score)).sum();
  }

  private static int sum(List<List<Integer>> counts) {
    return counts.stream().flatMap(List::stream).mapToInt(Integer::intValue).sum();
  }
}
