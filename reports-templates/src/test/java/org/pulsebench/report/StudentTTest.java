package org.pulsebench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pulsebench.evaluation.statistics.Spread;

/** Quantiles are those of printed tables (for instance Abramowitz and Stegun, table 26.10). */
class StudentTTest {

  @Test
  void few_seeds_have_the_quantiles_of_tables() {
    assertThat(StudentT.quantile(1)).isCloseTo(12.706, within(5e-4));
    assertThat(StudentT.quantile(2)).isCloseTo(4.303, within(5e-4));
    assertThat(StudentT.quantile(9)).isCloseTo(2.262, within(5e-4));
    assertThat(StudentT.quantile(30)).isCloseTo(2.042, within(5e-4));
  }

  @Test
  void many_seeds_come_near_the_normal_quantile() {
    assertThat(StudentT.quantile(40)).isCloseTo(2.021, within(5e-4));
    assertThat(StudentT.quantile(60)).isCloseTo(2.000, within(5e-4));
    assertThat(StudentT.quantile(120)).isCloseTo(1.980, within(5e-4));
    assertThat(StudentT.quantile(100_000)).isCloseTo(1.960, within(5e-4));
  }

  @Test
  void an_interval_is_the_quantile_times_the_standard_error() {
    Spread spread = Spread.of(List.of(1.0, 2.0, 3.0));
    assertThat(StudentT.halfWidth(spread)).isCloseTo(4.302653 / Math.sqrt(3), within(1e-6));
  }
}
