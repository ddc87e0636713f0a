package org.pulsebench.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pulsebench.BadInputException;

class SustainabilityTest {

  /** D_retain under GA in PULSE's Figure 5; the area by hand: (36.7 + 64.2 + 55.5 + 47.9) / 5. */
  @Test
  void the_collapse_of_the_paper_is_at_the_fourth_request() {
    Sustainability found = Sustainability.of(List.of(0.734, 0.642, 0.555, 0.479, 0.0, 0.0));
    assertThat(found.area()).isCloseTo(0.4086, within(1e-12));
    assertThat(found.relativeArea()).isCloseTo(0.4086 / 0.734, within(1e-12));
    assertThat(found.collapse()).hasValue(4);
  }

  @Test
  void a_model_that_loses_nothing_keeps_the_whole_area() {
    assertThat(Sustainability.of(List.of(0.5, 0.5, 0.5)))
        .isEqualTo(new Sustainability(0.5, 1, OptionalInt.empty()));
    assertThat(Sustainability.of(List.of(1.0, 1.0)))
        .isEqualTo(new Sustainability(1, 1, OptionalInt.empty()));
  }

  @Test
  void a_model_that_gains_has_more_than_it_had() {
    assertThat(Sustainability.of(List.of(0.25, 0.75)))
        .isEqualTo(new Sustainability(0.5, 2, OptionalInt.empty()));
  }

  @Test
  void exactly_half_is_no_collapse_and_a_recovery_does_not_undo_one() {
    assertThat(Sustainability.of(List.of(0.5, 0.25)).collapse()).isEmpty();
    assertThat(Sustainability.of(List.of(0.5, 0.2, 0.5)).collapse()).hasValue(1);
  }

  @Test
  void nothing_is_left_of_nothing() {
    assertThatThrownBy(() -> Sustainability.of(List.of(0.0, 0.0)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("Generality cannot be lost: the accuracy before unlearning\n");
  }

  @Test
  void an_accuracy_is_a_share_and_there_are_two() {
    assertThatThrownBy(() -> Sustainability.of(List.of(0.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("number of accuracies is 1, must be 2 or more");
    assertThatThrownBy(() -> Sustainability.of(List.of(73.4, 64.2)))
        .hasMessage("accuracy is 73.4, must be from 0 to 1");
    assertThatThrownBy(() -> Sustainability.of(List.of(0.5, Double.NaN)))
        .hasMessage("accuracy is NaN, must be from 0 to 1");
  }
}
