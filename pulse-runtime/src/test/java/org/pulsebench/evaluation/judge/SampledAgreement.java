package org.pulsebench.evaluation.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.pulsebench.Cancellation;
import org.pulsebench.RandomStream;
import org.pulsebench.evaluation.judge.LabelledSample.LabelledAnswer;
import org.pulsebench.evaluation.judge.LabelledSample.LabelledQuestion;

/**
 * How far a judge agrees with the labels of a sample, with intervals over its questions.
 *
 * <p>The questions are resampled, each with all its answers (percentile bootstrap, 95 %): answers
 * to one question stand or fall together, so that an interval over answers would be too narrow.
 *
 * @param questions one agreement a question
 */
record SampledAgreement(List<JudgeAgreement> questions) {

  private static final int DRAWS = 2000;
  private static final double TAIL = 0.025;

  /** A figure with its interval. */
  record Figure(double value, double low, double high) {

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", value, low, high);
    }
  }

  static SampledAgreement of(Judge judge, LabelledSample sample, Criterion criterion) {
    return new SampledAgreement(
        sample.questions().stream().map(each -> agreement(judge, each, criterion)).toList());
  }

  private static JudgeAgreement agreement(
      Judge judge, LabelledQuestion question, Criterion criterion) {
    List<LabelledAnswer> answers = question.answers();
    return JudgeAgreement.of(
        answers.stream().map(each -> each.label(criterion)).toList(),
        judge.judge(
            answers.stream().map(each -> question.judged(each, criterion)).toList(),
            new Cancellation()));
  }

  JudgeAgreement all() {
    return sum(questions);
  }

  Figure exact() {
    return figure(agreement -> agreement.exact().value());
  }

  Figure kappa() {
    return figure(JudgeAgreement::kappa);
  }

  private Figure figure(ToDoubleFunction<JudgeAgreement> measure) {
    RandomStream random = new RandomStream(1).child("agreement");
    double[] drawn = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      List<JudgeAgreement> draw = new ArrayList<>();
      questions.forEach(each -> draw.add(questions.get(random.nextInt(questions.size()))));
      drawn[i] = measure.applyAsDouble(sum(draw));
    }
    Arrays.sort(drawn);
    int cut = (int) (DRAWS * TAIL);
    return new Figure(measure.applyAsDouble(all()), drawn[cut], drawn[DRAWS - 1 - cut]);
  }

  private static JudgeAgreement sum(List<JudgeAgreement> parts) {
    List<List<Integer>> counts =
        IntStream.range(0, 3)
            .mapToObj(
                label ->
                    IntStream.range(0, 3)
                        .mapToObj(
                            score ->
                                parts.stream()
                                    .mapToInt(each -> each.counts().get(label).get(score))
                                    .sum())
                        .toList())
            .toList();
    return new JudgeAgreement(counts, parts.stream().mapToInt(JudgeAgreement::notJudged).sum());
  }
}
