package org.pulsebench.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pulsebench.BadInputException;
import org.pulsebench.RandomStream;

class BootstrapIntervalTest {

  /**
   * Two subjects, of which one has one question and gains it, and one has three and stays: a draw
   * gives 1 (the first twice), 1/4 or 0 (the second twice), with 1/4, 1/2 and 1/4.
   */
  @Test
  void two_subjects_give_the_extremes_of_their_draws() {
    List<PairedOutcomes> subjects =
        List.of(new PairedOutcomes(0, 1, 1), new PairedOutcomes(2, 2, 3));
    assertThat(BootstrapInterval.of(subjects, new RandomStream(1)))
        .hasValue(new BootstrapInterval(0.25, 0, 1, 2));
  }

  @Test
  void a_percentile_lies_between_two_draws() {
    // Three draws of two subjects, sorted: the 2.5th percentile is 5 % of the way to the second.
    List<PairedOutcomes> subjects =
        List.of(new PairedOutcomes(0, 1, 1), new PairedOutcomes(0, 0, 1));
    RandomStream same = new RandomStream(7);
    double[] draws = new double[3];
    for (int i = 0; i < draws.length; i++) {
      draws[i] = 1 - (same.nextInt(2) + same.nextInt(2)) / 2.0;
    }
    Arrays.sort(draws);
    BootstrapInterval found = BootstrapInterval.of(subjects, new RandomStream(7), 3).orElseThrow();
    assertThat(draws[0]).isLessThan(draws[2]);
    assertThat(found.low())
        .isCloseTo(Math.min(0.5, draws[0] + 0.05 * (draws[1] - draws[0])), within(1e-15));
    assertThat(found.high())
        .isCloseTo(Math.max(0.5, draws[2] - 0.05 * (draws[2] - draws[1])), within(1e-15));
  }

  @Test
  void the_same_stream_gives_the_same_interval() {
    List<PairedOutcomes> subjects = simulated(new RandomStream(3), 30, 0.8, 0.3);
    assertThat(BootstrapInterval.of(subjects, new RandomStream(5)))
        .isEqualTo(BootstrapInterval.of(subjects, new RandomStream(5)))
        .isNotEqualTo(BootstrapInterval.of(subjects, new RandomStream(6)));
  }

  /**
   * Four hundred simulated corpora whose true difference is known. If the interval covered exactly
   * 95 %, the share of those that hold it would have a standard error of 1.1 %; the tolerance is
   * two of them on the upper and, since percentile intervals of few subjects are somewhat narrow,
   * four on the lower side.
   */
  @ParameterizedTest
  @CsvSource({"25, 0.8, 0.6", "50, 0.8, 0.3", "50, 0.5, 0.5"})
  void the_interval_holds_the_true_difference_as_often_as_it_says(
      int subjects, double before, double after) {
    RandomStream random = new RandomStream(11);
    int held = 0;
    int runs = 400;
    for (int run = 0; run < runs; run++) {
      List<PairedOutcomes> corpus =
          simulated(random.child("corpus").child(run), subjects, before, after);
      BootstrapInterval interval =
          BootstrapInterval.of(corpus, random.child("draws").child(run), 500).orElseThrow();
      boolean holds = interval.low() <= after - before && after - before <= interval.high();
      held += holds ? 1 : 0;
    }
    assertThat((double) held / runs).isBetween(0.906, 0.972);
  }

  @Test
  void subjects_that_forget_as_a_whole_make_it_wider_than_their_questions_alone_would() {
    List<PairedOutcomes> people = new ArrayList<>();
    List<PairedOutcomes> questions = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int after = i % 2 == 0 ? 5 : 0;
      people.add(new PairedOutcomes(5, after, 5));
      questions.addAll(Collections.nCopies(5, new PairedOutcomes(1, after / 5, 1)));
    }
    BootstrapInterval careful = BootstrapInterval.of(people, new RandomStream(1)).orElseThrow();
    BootstrapInterval naive = BootstrapInterval.of(questions, new RandomStream(1)).orElseThrow();
    assertThat(careful.difference()).isEqualTo(naive.difference()).isEqualTo(-0.5);
    // Five questions that go together count as one: the width grows by the root of five.
    assertThat((careful.high() - careful.low()) / (naive.high() - naive.low()))
        .isCloseTo(Math.sqrt(5), within(0.25));
  }

  @Test
  void subjects_that_all_change_alike_leave_no_doubt() {
    List<PairedOutcomes> subjects = Collections.nCopies(10, new PairedOutcomes(4, 1, 5));
    BootstrapInterval found = BootstrapInterval.of(subjects, new RandomStream(1)).orElseThrow();
    assertThat(found.low()).isCloseTo(-0.6, within(1e-15));
    assertThat(found.high()).isCloseTo(-0.6, within(1e-15));
  }

  @Test
  void one_subject_has_no_interval_and_none_is_a_mistake() {
    assertThat(BootstrapInterval.of(List.of(new PairedOutcomes(1, 0, 1)), new RandomStream(1)))
        .isEmpty();
    assertThatThrownBy(() -> BootstrapInterval.of(List.of(), new RandomStream(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("There is no difference of no subject");
  }

  @Test
  void outcomes_are_summed_up_question_by_question() {
    assertThat(PairedOutcomes.ofAnswers(List.of(true, true, false), List.of(false, true, false)))
        .isEqualTo(new PairedOutcomes(2, 1, 3));
    assertThat(PairedOutcomes.ofScores(List.of(0.5, 0.25), List.of(0.125, 0.0)))
        .isEqualTo(new PairedOutcomes(0.75, 0.125, 2));
  }

  @Test
  void outcomes_are_finite_and_paired() {
    assertThatThrownBy(() -> PairedOutcomes.ofAnswers(List.of(true), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("number of scores after is 0, must be 1, as before");
    assertThatThrownBy(() -> PairedOutcomes.ofScores(List.of(Double.NaN), List.of(1.0)))
        .hasMessage("before is NaN, must be finite");
    assertThatThrownBy(() -> new PairedOutcomes(1, Double.POSITIVE_INFINITY, 1))
        .hasMessage("after is Infinity, must be finite");
    assertThatThrownBy(() -> new PairedOutcomes(0, 0, 0))
        .hasMessage("count is 0, must be positive");
  }

  /** Subjects of three to seven questions, whose chance to be known varies from one to another. */
  private static List<PairedOutcomes> simulated(
      RandomStream random, int subjects, double before, double after) {
    List<PairedOutcomes> corpus = new ArrayList<>();
    for (int i = 0; i < subjects; i++) {
      int count = 3 + random.nextInt(5);
      double shift = random.nextInt(2) == 0 ? -0.15 : 0.15;
      corpus.add(
          new PairedOutcomes(
              right(random, before + shift, count), right(random, after + shift, count), count));
    }
    return corpus;
  }

  private static int right(RandomStream random, double chance, int count) {
    int right = 0;
    for (int i = 0; i < count; i++) {
      right += random.nextDouble() < chance ? 1 : 0;
    }
    return right;
  }
}
