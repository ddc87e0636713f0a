package org.pulsebench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitTest {

  @Test
  void differences_have_a_sign_and_nothing_has_none() {
    assertThat(Unit.POINTS.text(1.25)).isEqualTo("+1.3");
    assertThat(Unit.POINTS.text(-1.2)).isEqualTo("-1.2");
    assertThat(Unit.POINTS.text(-0.04)).isEqualTo("0.0");
    assertThat(Unit.POINTS.text(0.04)).isEqualTo("0.0");
    assertThat(Unit.PERCENT.text(-0.01)).isEqualTo("0.0");
  }

  @Test
  void small_probabilities_are_told_by_their_bound() {
    assertThat(Unit.PROBABILITY.text(0.0004)).isEqualTo("<0.001");
    assertThat(Unit.PROBABILITY.text(0.0237)).isEqualTo("0.024");
    assertThat(Unit.PROBABILITY.text(0)).isEqualTo("<0.001");
  }
}
