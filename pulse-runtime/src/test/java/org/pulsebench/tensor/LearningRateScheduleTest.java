package org.pulsebench.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pulsebench.tensor.LearningRateSchedule.Shape;

/** Expected values were printed by transformers 5.23's schedules of the same names. */
class LearningRateScheduleTest {

  @Test
  void linear_rises_from_zero_and_falls_to_zero() {
    assertFactors(
        new LearningRateSchedule(Shape.LINEAR, 3, 10),
        0.0,
        0.3333333333333333,
        0.6666666666666666,
        1.0,
        0.8571428571428571,
        0.7142857142857143,
        0.5714285714285714,
        0.42857142857142855,
        0.2857142857142857,
        0.14285714285714285,
        0.0,
        0.0);
    assertFactors(new LearningRateSchedule(Shape.LINEAR, 0, 4), 1.0, 0.75, 0.5, 0.25, 0.0, 0.0);
  }

  @Test
  void cosine_rises_from_zero_and_falls_along_half_a_wave() {
    assertFactors(
        new LearningRateSchedule(Shape.COSINE, 3, 10),
        0.0,
        0.3333333333333333,
        0.6666666666666666,
        1.0,
        0.9504844339512095,
        0.8117449009293668,
        0.6112604669781572,
        0.38873953302184283,
        0.18825509907063326,
        0.04951556604879048,
        0.0);
    assertFactors(
        new LearningRateSchedule(Shape.COSINE, 0, 4),
        1.0,
        0.8535533905932737,
        0.5,
        0.14644660940672627,
        0.0);
  }

  @Test
  void cosine_stays_at_zero_after_the_last_step_where_transformers_would_rise_again() {
    assertThat(new LearningRateSchedule(Shape.COSINE, 3, 10).factor(14)).isZero();
  }

  @Test
  void constant_rises_from_zero_and_stays() {
    assertFactors(
        new LearningRateSchedule(Shape.CONSTANT, 3, 10),
        0.0,
        0.3333333333333333,
        0.6666666666666666,
        1.0,
        1.0,
        1.0);
    assertThat(LearningRateSchedule.constant().factor(0)).isEqualTo(1);
    assertThat(LearningRateSchedule.constant().factor(1_000_000)).isEqualTo(1);
  }

  @Test
  void a_warm_up_as_long_as_the_run_ends_at_zero() {
    LearningRateSchedule schedule = new LearningRateSchedule(Shape.LINEAR, 4, 4);
    assertFactors(schedule, 0.0, 0.25, 0.5, 0.75, 0.0, 0.0);
  }

  @Test
  void step_counts_out_of_range_are_refused() {
    assertThatThrownBy(() -> new LearningRateSchedule(Shape.LINEAR, -1, 10))
        .hasMessage("warmupSteps is -1, must be at least 0");
    assertThatThrownBy(() -> new LearningRateSchedule(Shape.LINEAR, 0, 0))
        .hasMessage("totalSteps is 0, must be positive");
  }

  private static void assertFactors(LearningRateSchedule schedule, double... expected) {
    double[] found = IntStream.range(0, expected.length).mapToDouble(schedule::factor).toArray();
    assertThat(found).containsExactly(expected, within(1e-15));
  }
}
