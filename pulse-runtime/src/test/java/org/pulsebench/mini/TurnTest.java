package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TurnTest {

  @Test
  void a_letter_is_asked_for_with_colons_as_mllmu_bench_does() {
    assertThat(Turn.mllmuLetter("Which pet?", List.of("cat", "dog", "owl"), 1))
        .isEqualTo(
            new Turn(
                "Which pet?\nA: cat\nB: dog\nC: owl"
                    + "\nJust give ONE letter representing the answer directly.",
                "B",
                Optional.of("dog")));
  }

  @Test
  void a_letter_is_asked_for_with_full_stops_as_llava_does() {
    assertThat(Turn.mmbenchLetter("Which pet?", List.of("cat", "dog"), 0))
        .isEqualTo(
            new Turn(
                "Which pet?\nA. cat\nB. dog"
                    + "\nAnswer with the option's letter from the given choices directly.",
                "A",
                Optional.of("cat")));
  }

  @Test
  void a_turn_needs_a_question_and_an_answer() {
    assertThatThrownBy(() -> new Turn(null, "A")).hasMessage("question");
    assertThatThrownBy(() -> new Turn("Which?", null)).hasMessage("answer");
    assertThatThrownBy(() -> new Turn("Which?", "A", null)).hasMessage("meaning");
  }
}
