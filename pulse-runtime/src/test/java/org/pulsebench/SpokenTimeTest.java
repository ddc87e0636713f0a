package org.pulsebench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTimeTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, under 1 s",
    "PT0.999S, under 1 s",
    "PT1S, 1 s",
    "PT59.9S, 59 s",
    "PT1M, 1 min 0 s",
    "PT59M59S, 59 min 59 s",
    "PT2H5M59S, 2 h 5 min",
    "PT49H, 2 d 1 h"
  })
  void the_two_largest_units_are_said(Duration time, String words) {
    assertThat(SpokenTime.of(time)).isEqualTo(words);
  }
}
