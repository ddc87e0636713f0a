package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.experiment.Event.MetricReported;
import org.pulsebench.experiment.Event.Progress;
import org.pulsebench.experiment.Event.StepFinished;
import org.pulsebench.experiment.Event.StepStarted;

class EventTest {

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void a_metric_that_is_no_number_is_refused(double value) {
    assertRefused(
        () -> new MetricReported("s", "loss", value, 1), "value is " + value + ", must be finite");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.5})
  void a_duration_that_cannot_be_is_refused(double seconds) {
    assertRefused(
        () -> new StepFinished("s", "learn", false, seconds),
        "seconds is " + seconds + ", must be finite, at least 0");
  }

  @Test
  void a_metric_over_nothing_is_refused() {
    assertRefused(() -> new MetricReported("s", "loss", 1, 0), "count is 0, must be at least 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void a_step_has_a_place_among_the_steps(int index) {
    assertRefused(
        () -> new StepStarted("s", "learn", "", index, 3),
        "index is " + index + ", must be from 1 to 3");
  }

  @Test
  void a_kind_is_a_word() {
    assertRefused(
        () -> new StepStarted("s", "Learn it", "", 1, 1),
        "kind is Learn it, must be lower-case letters, digits and -");
  }

  @Test
  void a_step_without_a_name_is_refused() {
    assertRefused(() -> new StepFinished(" ", "learn", false, 0), "step is blank, must be a text");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 11})
  void progress_stays_within_its_total(long done) {
    assertRefused(
        () -> new Progress("s", done, 10, "batches", Optional.empty()),
        "done is " + done + ", must be from 0 to 10");
  }

  @Test
  void time_left_is_not_negative() {
    assertRefused(
        () -> new Progress("s", 1, 10, "batches", Optional.of(Duration.ofMillis(-1))),
        "left is PT-0.001S, must be at least 0");
  }

  @Test
  void time_left_is_in_whole_seconds() {
    Progress progress = new Progress("s", 1, 10, "batches", Optional.of(Duration.ofMillis(12_999)));
    assertThat(progress.left()).contains(Duration.ofSeconds(12));
  }

  private static void assertRefused(ThrowingCallable construction, String message) {
    assertThatThrownBy(construction)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
