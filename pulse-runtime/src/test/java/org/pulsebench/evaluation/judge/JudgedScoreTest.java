package org.pulsebench.evaluation.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pulsebench.BadInputException;
import org.pulsebench.evaluation.judge.Verdict.Cause;
import org.pulsebench.evaluation.judge.Verdict.Failure;
import org.pulsebench.evaluation.judge.Verdict.Judgement;

class JudgedScoreTest {

  private static final Verdict LATE = new Failure(Cause.TIMED_OUT, "");

  @Test
  void the_score_is_the_sum_over_twice_the_number() {
    JudgedScore score = JudgedScore.of(List.of(scored(2), scored(2), scored(1), scored(0)));

    assertThat(score).isEqualTo(new JudgedScore(1, 1, 2, Map.of()));
    assertThat(score.value()).isEqualTo(5.0 / 8);
    assertThat(score.summary()).isEqualTo("0.625 of 4 answers");
  }

  @Test
  void what_was_not_judged_is_counted_and_no_zero() {
    JudgedScore score =
        JudgedScore.of(List.of(scored(2), LATE, LATE, new Failure(Cause.NO_SCORE, "")));

    assertThat(score.value()).isEqualTo(1);
    assertThat(score.failed()).isEqualTo(3);
    assertThat(score.summary())
        .isEqualTo("1.000 of 1 answers; 3 not judged (2 timed out, 1 no score)");
  }

  @Test
  void there_is_no_score_without_a_judgement() {
    assertThatThrownBy(() -> JudgedScore.of(List.of(LATE)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("No answer was judged: 1 answers")
        .hasMessageContaining("found 1 timed out");
    assertThatThrownBy(() -> JudgedScore.of(List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("found no answer");
  }

  @Test
  void agreement_counts_equal_scores_and_weighs_differences() {
    JudgeAgreement agreement =
        JudgeAgreement.of(
            List.of(0, 0, 1, 2, 2, 2, 1),
            List.of(scored(0), scored(1), scored(1), scored(2), scored(2), scored(0), LATE));

    assertThat(agreement.counts()).isEqualTo(List.of(List.of(1, 1, 0), List.of(0, 1, 0), List.of(1, 0, 2)));
    assertThat(agreement.exact().value()).isEqualTo(4.0 / 6);
    assertThat(agreement.notJudged()).isEqualTo(1);
    // By hand: 5 squared differences observed, 54 over all pairs, that is 9 by chance.
    assertThat(agreement.kappa()).isCloseTo(4.0 / 9, within(1e-12));
  }

  @Test
  void perfect_agreement_has_a_kappa_of_one() {
    assertThat(JudgeAgreement.of(List.of(0, 1, 2), List.of(scored(0), scored(1), scored(2))).kappa())
        .isEqualTo(1);
    assertThat(JudgeAgreement.of(List.of(2), List.of(scored(2))).kappa()).isEqualTo(1);
  }

  @Test
  void a_score_beyond_two_is_a_bug() {
    assertThatThrownBy(() -> scored(3)).hasMessage("score is 3, must be 0, 1 or 2");
  }

  private static Verdict scored(int score) {
    return new Judgement(score, "");
  }
}
