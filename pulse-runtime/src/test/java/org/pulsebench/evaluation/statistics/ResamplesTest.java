package org.pulsebench.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.pulsebench.evaluation.statistics.Direction.HIGHER_IS_BETTER;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pulsebench.BadInputException;
import org.pulsebench.RandomStream;

class ResamplesTest {

  /** A draw keeps a half (the first twice), three quarters, or all (the second twice). */
  @Test
  void two_subjects_give_the_extremes_of_their_draws() {
    RetentionInterval found = retention(new PairedOutcomes(2, 1, 2), new PairedOutcomes(2, 2, 2));
    assertThat(found).isEqualTo(new RetentionInterval(new Retention("exam", 1, 0.75), 50, 100, 2));
    assertThat(Metric.percentKept("kept", found))
        .isEqualTo(new Metric("kept", HIGHER_IS_BETTER, 75, 50, 100, 2));
    assertThat(Metric.percentForgotten("forgotten", found))
        .isEqualTo(new Metric("forgotten", HIGHER_IS_BETTER, 25, 0, 50, 2));
  }

  @Test
  void a_subject_counts_by_what_it_scored_before() {
    // The ratio of the sums, 1 of 5, and not the mean of the ratios, (1 + 0) / 2.
    assertThat(
            retention(new PairedOutcomes(1, 1, 5), new PairedOutcomes(4, 0, 5))
                .retention()
                .percentKept())
        .isCloseTo(20, within(1e-12));
  }

  @Test
  void a_draw_in_which_nothing_was_scored_before_does_not_count() {
    assertThat(retention(new PairedOutcomes(0, 0, 2), new PairedOutcomes(2, 1, 2)))
        .isEqualTo(new RetentionInterval(new Retention("exam", 0.5, 0.25), 50, 50, 2));
  }

  @Test
  void a_gain_is_more_than_all() {
    RetentionInterval found = retention(new PairedOutcomes(1, 2, 2), new PairedOutcomes(2, 2, 2));
    assertThat(found.retention().percentKept()).isCloseTo(400 / 3.0, within(1e-12));
    assertThat(found.low()).isEqualTo(100);
    assertThat(found.high()).isEqualTo(200);
    assertThat(Metric.percentForgotten("forgotten", found).low()).isEqualTo(-100);
  }

  @Test
  void one_subject_says_nothing_about_others() {
    RetentionInterval found = retention(new PairedOutcomes(4, 1, 4));
    assertThat(found).isEqualTo(new RetentionInterval(new Retention("exam", 1, 0.25), 25, 25, 1));
    assertThat(Metric.percentKept("kept", found).hasInterval()).isFalse();
  }

  @Test
  void nothing_is_kept_of_nothing_and_no_subject_is_a_mistake() {
    assertThatThrownBy(() -> retention(new PairedOutcomes(0, 1, 2), new PairedOutcomes(0, 0, 2)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("Nothing can be forgotten or kept of an accuracy of 0: exam");
    assertThatThrownBy(() -> retention())
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("There is no difference of no subject");
  }

  @Test
  void an_interval_that_misses_its_value_is_refused() {
    Retention half = new Retention("exam", 1, 0.5);
    assertThatThrownBy(() -> new RetentionInterval(half, 51, 60, 2))
        .hasMessage("low is 51.0, must be at most the per cent kept, 50.0");
    assertThatThrownBy(() -> new RetentionInterval(half, 40, 49, 2))
        .hasMessage("high is 49.0, must be at least the per cent kept, 50.0");
    assertThatThrownBy(() -> new RetentionInterval(half, Double.NaN, 60, 2))
        .hasMessage("low is NaN, must be finite");
  }

  /**
   * Four hundred simulated exams of 200 questions, of which a model answers 70 % before; of those
   * it keeps 60 %, and of the others it gains 10 %: kept are (0.7 x 0.6 + 0.3 x 0.1) / 0.7 of 100.
   * If the interval covered exactly 95 %, the share of exams whose interval holds that would have a
   * standard error of 1.1 %; the tolerance is three of them.
   */
  @Test
  void the_interval_holds_the_true_share_as_often_as_it_says() {
    double truth = 100 * (0.7 * 0.6 + 0.3 * 0.1) / 0.7;
    RandomStream random = new RandomStream(11);
    int held = 0;
    for (int run = 0; run < 400; run++) {
      RandomStream exam = random.child("exam").child(run);
      List<PairedOutcomes> questions = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        boolean before = exam.nextDouble() < 0.7;
        boolean after = exam.nextDouble() < (before ? 0.6 : 0.1);
        questions.add(new PairedOutcomes(before ? 1 : 0, after ? 1 : 0, 1));
      }
      RetentionInterval found =
          Resamples.of(questions, random.child("draws").child(run), 500).retention("exam");
      held += found.low() <= truth && truth <= found.high() ? 1 : 0;
    }
    assertThat(held / 400.0).isBetween(0.917, 0.983);
  }

  private static RetentionInterval retention(PairedOutcomes... units) {
    return Resamples.of(List.of(units), new RandomStream(1)).retention("exam");
  }
}
