package org.pulsebench.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadTest {

  /** By hand: squares 9, 1, 1, 1, 0, 0, 4 and 16 over 7. */
  @Test
  void the_standard_deviation_is_that_of_a_sample() {
    Spread found = Spread.of(List.of(2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0));
    assertThat(found.mean()).isEqualTo(5);
    assertThat(found.standardDeviation().orElseThrow())
        .isCloseTo(Math.sqrt(32.0 / 7), within(1e-15));
    assertThat(found.min()).isEqualTo(2);
    assertThat(found.max()).isEqualTo(9);
    assertThat(found.count()).isEqualTo(8);
  }

  @Test
  void one_seed_has_no_standard_deviation() {
    assertThat(Spread.of(List.of(0.7)))
        .isEqualTo(new Spread(0.7, OptionalDouble.empty(), 0.7, 0.7, 1));
  }

  @Test
  void equal_values_do_not_vary() {
    assertThat(Spread.of(List.of(0.1, 0.1, 0.1)))
        .isEqualTo(new Spread(0.1, OptionalDouble.of(0), 0.1, 0.1, 3));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void a_value_that_is_no_number_is_refused(double value) {
    assertThatThrownBy(() -> Spread.of(List.of(0.5, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("value is " + value + ", must be finite");
  }

  @Test
  void there_is_none_of_nothing() {
    assertThatThrownBy(() -> Spread.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("number of values is 0, must be positive");
  }

  @Test
  void its_numbers_belong_together() {
    assertThatThrownBy(() -> new Spread(3, OptionalDouble.of(1), 0, 2, 2))
        .hasMessage("mean is 3.0, must be from 0.0 to 2.0");
    assertThatThrownBy(() -> new Spread(1, OptionalDouble.empty(), 0, 2, 2))
        .hasMessageEndingWith("must be there for several seeds");
    assertThatThrownBy(() -> new Spread(1, OptionalDouble.of(0), 1, 1, 1))
        .hasMessageEndingWith("must be empty for one seed");
    assertThatThrownBy(() -> new Spread(1, OptionalDouble.of(-1), 0, 2, 2))
        .hasMessage("standardDeviation is -1.0, must be 0 or more");
  }
}
