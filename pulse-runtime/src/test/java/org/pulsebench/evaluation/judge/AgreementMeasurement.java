package org.pulsebench.evaluation.judge;

import java.nio.file.Path;
import java.util.List;
import org.pulsebench.evaluation.judge.LabelledSample.Half;
import org.pulsebench.evaluation.judge.LabelledSample.LabelledAnswer;
import org.pulsebench.evaluation.judge.LabelledSample.LabelledQuestion;
import org.pulsebench.evaluation.judge.Verdict.Judgement;

/**
 * Prints how far the built-in judge agrees with the labelled answers, for each half and criterion.
 *
 * <p>Arguments: the archive; {@code errors} to list, of the development half alone, what it judges
 * otherwise. The test half is not to be looked at: rules made for it would be measured by it.
 */
final class AgreementMeasurement {

  private AgreementMeasurement() {}

  public static void main(String[] arguments) {
    LabelledSample sample = LabelledSample.read(Path.of(arguments[0]));
    boolean errors = List.of(arguments).contains("errors");
    for (Criterion criterion : Criterion.values()) {
      for (Half half : Half.values()) {
        print(criterion, half, sample.half(half));
      }
      if (errors) {
        sample.half(Half.DEVELOPMENT).questions().forEach(each -> printErrors(each, criterion));
      }
    }
  }

  private static void print(Criterion criterion, Half half, LabelledSample sample) {
    SampledAgreement agreement = SampledAgreement.of(new RuleJudge(), sample, criterion);
    JudgeAgreement all = agreement.all();
    System.out.printf(
        "%s, %s half: %d answers to %d questions%n",
        criterion, half, all.exact().count(), sample.questions().size());
    System.out.printf("  exact agreement %s%n", agreement.exact());
    System.out.printf("  weighted kappa  %s%n", agreement.kappa());
    for (int label = 0; label <= Judgement.BEST; label++) {
      System.out.printf("  label %d, scored 0, 1, 2: %s%n", label, all.counts().get(label));
    }
  }

  private static void printErrors(LabelledQuestion question, Criterion criterion) {
    for (LabelledAnswer answer : question.answers()) {
      JudgedAnswer judged = question.judged(answer, criterion);
      Judgement judgement = new RuleJudge().judge(judged);
      if (judgement.score() != answer.label(criterion)) {
        System.out.printf(
            "  %d not %d (%s; %s) | %s | %s | %s%n",
            judgement.score(),
            answer.label(criterion),
            judgement.reason(),
            answer.reason(),
            judged.question(),
            judged.truth(),
            judged.answer());
      }
    }
  }
}
