package org.pulsebench.evaluation.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pulsebench.evaluation.judge.LabelledSample.Half;
import org.pulsebench.evaluation.judge.LabelledSample.LabelledQuestion;
import org.pulsebench.json.JsonFields;

/** How far the built-in judge agrees with answers that were labelled by hand. */
class LabelledAgreementTest {

  /** Bounds are the lower ends of the intervals that were measured on the test half. */
  @ParameterizedTest
  @CsvSource({"FORGET_QUALITY, 0.72, 0.70", "MODEL_UTILITY, 0.76, 0.75"})
  void the_rules_agree_with_the_labels_of_the_half_that_they_were_not_made_for(
      Criterion criterion, double exact, double kappa) {
    LabelledSample test = LabelledSample.published().half(Half.TEST);

    SampledAgreement agreement = SampledAgreement.of(new RuleJudge(), test, criterion);

    assertThat(agreement.all().exact().value()).isGreaterThanOrEqualTo(exact);
    assertThat(agreement.all().kappa()).isGreaterThanOrEqualTo(kappa);
  }

  @Test
  void the_halves_share_no_question_and_leave_none_out() {
    LabelledSample sample = LabelledSample.published();
    Set<String> development = keys(sample.half(Half.DEVELOPMENT));
    Set<String> test = keys(sample.half(Half.TEST));

    assertThat(development).doesNotContainAnyElementsOf(test);
    development.addAll(test);
    assertThat(development).isEqualTo(keys(sample)).hasSize(117);
  }

  @Test
  void the_sample_holds_records_and_own_words_alone() {
    List<JsonFields> questions = LabelledSample.labels().objects("questions");
    Set<String> classes = new HashSet<>();
    int answers = 0;
    for (JsonFields question : questions) {
      question.requireOnly(List.of("record", "answers"));
      classes.add(question.requiredText("record").split("/")[0]);
      for (JsonFields answer : question.objects("answers")) {
        answer.requireOnly(List.of("answer", "forget", "utility", "reason"));
        answers++;
      }
    }
    assertThat(answers).isEqualTo(428);
    assertThat(classes).hasSize(9);
  }

  private static Set<String> keys(LabelledSample sample) {
    return sample.questions().stream()
        .map(LabelledQuestion::question)
        .map(question -> question.key())
        .collect(Collectors.toCollection(HashSet::new));
  }
}
