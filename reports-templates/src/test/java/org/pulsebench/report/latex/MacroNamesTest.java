package org.pulsebench.report.latex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pulsebench.report.SampleReport;

class MacroNamesTest {

  private final MacroNames names = new MacroNames();

  @Test
  void words_are_joined_and_digits_spelt() {
    assertThat(names.of(List.of("table-3", "Proj,LLM", "GA", "unlearn-text")))
        .isEqualTo("pulseTableThreeProjLLMGAUnlearnText");
  }

  @Test
  void a_name_is_given_once() {
    assertThat(names.of(List.of("GA+KLR"))).isEqualTo("pulseGAKLR");
    assertThat(names.of(List.of("GA-KLR"))).isEqualTo("pulseGAKLRB");
    assertThat(names.of(List.of("GA KLR"))).isEqualTo("pulseGAKLRC");
  }

  @Test
  void every_name_has_letters_only() {
    for (String name : SampleReport.NASTY) {
      assertThat(names.of(List.of(name))).matches("[A-Za-z]+");
    }
    for (int i = 0; i < 1000; i++) {
      assertThat(names.of(List.of("!"))).matches("[A-Za-z]+");
    }
  }

  @Test
  void accents_fall_away_and_other_letters_keep_their_number() {
    assertThat(names.of(List.of("é张"))).isEqualTo("pulseEUfpca");
  }
}
