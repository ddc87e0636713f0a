package org.pulsebench.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pulsebench.BadInputException;
import org.pulsebench.evaluation.statistics.Agreement.Answers;

class AgreementTest {

  @Test
  void facts_are_counted_by_the_modalities_that_tell_them() {
    Agreement found =
        Agreement.of(
            List.of(
                new Answers("p1", List.of(true, true, false), List.of(true, false, true)),
                new Answers("p2", List.of(false, false, true), List.of(true, false, true)),
                new Answers("p3", List.of(), List.of())));
    assertThat(found).isEqualTo(new Agreement(2, 1, 2, 1));
    assertThat(found.count()).isEqualTo(6);
    assertThat(found.agreeing()).isEqualTo(0.5);
  }

  @Test
  void a_subject_without_one_modality_is_named() {
    assertThatThrownBy(() -> new Answers("p7", List.of(), List.of(true, false)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "The modalities of a subject do not agree on its facts: subject p7\n"
                + "  found 0 image and 2 text questions; expected as many of one as of the other,"
                + " about the same facts in the same order\n"
                + "  Use a corpus that asks for every fact in both modalities.");
  }

  @Test
  void there_is_none_about_nothing() {
    Answers silent = new Answers("p1", List.of(), List.of());
    assertThatThrownBy(() -> Agreement.of(List.of(silent)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("There is no agreement about no fact: the answers of 1 subjects");
    assertThatThrownBy(() -> new Agreement(0, 0, 0, 0))
        .hasMessage("number of facts is 0, must be positive");
    assertThatThrownBy(() -> new Agreement(1, -1, 0, 0))
        .hasMessage("imageOnly is -1, must be 0 or more");
  }
}
