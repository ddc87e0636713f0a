package org.pulsebench.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.pulsebench.BadInputException;

class RetentionTest {

  /** Means of image and text accuracy from PULSE's Table 3; its Figure 4 shows 71, 30 and 94.7. */
  @Test
  void figure_4_of_the_paper_follows_from_its_table_3() {
    Retention unlearn = new Retention("D_unlearn", (78.0 + 76.8) / 2, (9.6 + 35.2) / 2);
    Retention retain = new Retention("D_retain", (70.0 + 76.8) / 2, (14.8 + 29.2) / 2);
    Retention exam = new Retention("MMBench", 75.1, 71.1);
    assertThat(unlearn.percentForgotten()).isCloseTo(71.1, within(0.05));
    assertThat(retain.percentKept()).isCloseTo(30.0, within(0.05));
    assertThat(exam.percentKept()).isCloseTo(94.7, within(0.05));
  }

  @Test
  void what_is_not_forgotten_is_kept() {
    Retention found = new Retention("retain set", 0.8, 0.2);
    assertThat(found.percentForgotten()).isEqualTo(75);
    assertThat(found.percentKept()).isEqualTo(25);
    assertThat(new Retention("retain set", 0.5, 0.75).percentKept()).isEqualTo(150);
    assertThat(new Retention("unlearn set", 0.5, 0.75).percentForgotten()).isEqualTo(-50);
  }

  @Test
  void an_accuracy_of_zero_has_nothing_to_lose() {
    assertThatThrownBy(() -> new Retention("MMBench", 0, 0))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            "Nothing can be forgotten or kept of an accuracy of 0: MMBench\n"
                + "  found an accuracy of 0 before unlearning; expected an accuracy above 0\n");
  }

  @Test
  void an_accuracy_is_a_number() {
    assertThatThrownBy(() -> new Retention("exam", Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("before is NaN, must be finite");
    assertThatThrownBy(() -> new Retention("exam", 1, Double.POSITIVE_INFINITY))
        .hasMessage("after is Infinity, must be finite");
    assertThatThrownBy(() -> new Retention("exam", 1, -0.1))
        .hasMessage("after is -0.1, must be 0 or more");
  }
}
