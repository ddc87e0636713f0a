package org.pulsebench.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pulsebench.RandomStream;
import org.pulsebench.evaluation.statistics.McNemar;
import org.pulsebench.evaluation.statistics.PairedOutcomes;

class SignFlipsTest {

  @Test
  void of_single_questions_it_is_mcnemars_test() {
    for (int gained : new int[] {6, 10, 14}) {
      List<PairedOutcomes> units = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        units.add(new PairedOutcomes(i < gained ? 0 : 1, i < gained ? 1 : 0, 1));
      }
      // The standard error of 9,999 draws is at most 0.005.
      assertThat(SignFlips.pValue(units, new RandomStream(1)))
          .isCloseTo(new McNemar(20 - gained, gained).pValue(), within(0.02));
    }
  }

  @Test
  void units_that_do_not_differ_say_nothing() {
    List<PairedOutcomes> alike = List.of(new PairedOutcomes(1, 1, 2), new PairedOutcomes(0, 0, 2));
    assertThat(SignFlips.pValue(alike, new RandomStream(1))).isEqualTo(1);
  }

  @Test
  void no_value_is_zero() {
    List<PairedOutcomes> units = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      units.add(new PairedOutcomes(0, 1, 1));
    }
    assertThat(SignFlips.pValue(units, new RandomStream(1))).isEqualTo(1.0 / (SignFlips.DRAWS + 1));
  }
}
