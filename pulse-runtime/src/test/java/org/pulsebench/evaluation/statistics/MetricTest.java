package org.pulsebench.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pulsebench.evaluation.statistics.Direction.HIGHER_IS_BETTER;
import static org.pulsebench.evaluation.statistics.Direction.LOWER_IS_BETTER;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pulsebench.evaluation.Accuracy;

class MetricTest {

  @Test
  void an_accuracy_brings_its_interval_and_count() {
    Accuracy accuracy = new Accuracy(195, 250);
    assertThat(Metric.of("unlearn set", LOWER_IS_BETTER, accuracy))
        .isEqualTo(
            new Metric("unlearn set", LOWER_IS_BETTER, 0.78, accuracy.low(), accuracy.high(), 250));
  }

  @Test
  void every_accuracy_lies_within_its_interval() {
    for (int count = 1; count <= 60; count++) {
      for (int right = 0; right <= count; right++) {
        assertThat(Metric.of("x", HIGHER_IS_BETTER, new Accuracy(right, count)).hasInterval())
            .isTrue();
      }
    }
  }

  @Test
  void a_difference_brings_its_interval_and_counts_subjects() {
    BootstrapInterval interval = new BootstrapInterval(-0.5, -0.6, -0.4, 50);
    assertThat(Metric.of("change", HIGHER_IS_BETTER, interval))
        .isEqualTo(new Metric("change", HIGHER_IS_BETTER, -0.5, -0.6, -0.4, 50));
  }

  @Test
  void a_number_may_have_no_interval() {
    Metric found = Metric.withoutInterval("per cent kept", HIGHER_IS_BETTER, 94.7, 1164);
    assertThat(found)
        .isEqualTo(new Metric("per cent kept", HIGHER_IS_BETTER, 94.7, 94.7, 94.7, 1164));
    assertThat(found.hasInterval()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NaN|0|1|1|value of m is NaN, must be finite",
        "Infinity|0|1|1|value of m is Infinity, must be finite",
        "0.5|NaN|1|1|low of m is NaN, must be finite",
        "0.5|0|NaN|1|high of m is NaN, must be finite",
        "0.5|-Infinity|1|1|low of m is -Infinity, must be finite",
        "0.5|0.6|1|1|low of m is 0.6, must be at most the value, 0.5",
        "0.5|0|0.4|1|high of m is 0.4, must be at least the value, 0.5",
        "0.5|0|1|0|count of m is 0, must be positive"
      })
  void a_metric_that_makes_no_sense_is_refused(
      double value, double low, double high, int count, String message) {
    assertThatThrownBy(() -> new Metric("m", HIGHER_IS_BETTER, value, low, high, count))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void a_metric_has_a_name() {
    assertThatThrownBy(() -> Metric.withoutInterval(" ", HIGHER_IS_BETTER, 1, 1))
        .hasMessage("name is \" \", must be visible");
  }
}
