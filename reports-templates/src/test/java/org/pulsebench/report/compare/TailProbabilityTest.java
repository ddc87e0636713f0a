package org.pulsebench.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailProbabilityTest {

  /** From scipy.stats.t.sf of SciPy 1.17.1, doubled. */
  @ParameterizedTest
  @CsvSource({
    "2.5, 1, 0.24223788318168682",
    "-2.5, 2, 0.12961172022151082",
    "1.0, 3, 0.3910022189557705",
    "4.2, 4, 0.013695810305096449",
    "0.3, 7, 0.7728900504021342",
    "12, 10, 2.921408824769984e-07",
    "0, 5, 1"
  })
  void students_t_is_that_of_scipy(double t, int freedom, double expected) {
    assertThat(TailProbability.studentT(t, freedom)).isCloseTo(expected, within(1e-14));
  }

  /** From scipy.stats.fisher_exact of SciPy 1.17.1. */
  @ParameterizedTest
  @CsvSource({
    "65, 250, 107, 250, 0.00010756455502866653",
    "3, 10, 9, 10, 0.019766611097880443",
    "0, 5, 5, 5, 0.007936507936507938",
    "50, 100, 50, 100, 1",
    "907, 1200, 917, 1200, 0.6671053364985523"
  })
  void fishers_test_is_that_of_scipy(
      int right1, int count1, int right2, int count2, double expected) {
    assertThat(TailProbability.fisher(right1, count1, right2, count2))
        .isCloseTo(expected, within(1e-11));
  }

  @Test
  void equal_and_whole_counts_differ_in_nothing() {
    assertThat(TailProbability.fisher(0, 7, 0, 9)).isEqualTo(1);
    assertThat(TailProbability.fisher(7, 7, 9, 9)).isEqualTo(1);
  }
}
