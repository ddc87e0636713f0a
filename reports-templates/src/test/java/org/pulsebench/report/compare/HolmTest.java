package org.pulsebench.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class HolmTest {

  @Test
  void values_are_adjusted_as_by_hand() {
    // Ascending 0.01, 0.02, 0.03, 0.04, times 4, 3, 2, 1, and never less than the one before.
    assertThat(Holm.adjusted(List.of(0.04, 0.01, 0.03, 0.02)))
        .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1, Double.class)
        .containsExactly(0.06, 0.04, 0.06, 0.06);
  }

  @Test
  void a_single_test_needs_no_correction() {
    assertThat(Holm.adjusted(List.of(0.03))).containsExactly(0.03);
    assertThat(Holm.adjusted(List.of())).isEmpty();
  }

  @Test
  void no_value_is_above_one() {
    assertThat(Holm.adjusted(List.of(0.9, 0.8))).containsExactly(1.0, 1.0);
    assertThat(Holm.adjusted(List.of(0.5, 0.5)).get(1)).isEqualTo(1.0, within(1e-12));
  }
}
