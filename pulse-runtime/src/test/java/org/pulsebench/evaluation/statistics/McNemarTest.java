package org.pulsebench.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pulsebench.evaluation.text.MetricsReference;

class McNemarTest {

  static Stream<JsonNode> tests() {
    return MetricsReference.stream(MetricsReference.json("mcnemar.json"));
  }

  @ParameterizedTest
  @MethodSource("tests")
  void p_values_are_those_of_the_exact_binomial_test(JsonNode test) {
    double expected = test.path("pValue").doubleValue();
    double found = new McNemar(test.path("b").intValue(), test.path("c").intValue()).pValue();
    assertThat(found).isCloseTo(expected, within(1e-12));
    // The far tails too, as precisely as SciPy has them.
    assertThat(found / expected).isCloseTo(1, within(1e-9));
  }

  /** By hand: of 10 questions 1 or fewer are on one side with 11/1024. */
  @ParameterizedTest
  @CsvSource({"0,0,1", "1,0,1", "5,5,1", "9,1,0.021484375", "1,9,0.021484375", "0,5,0.0625"})
  void p_values_are_exact(int b, int c, double expected) {
    assertThat(new McNemar(b, c).pValue()).isEqualTo(expected);
  }

  @Test
  void an_exam_that_is_lost_altogether_has_a_tiny_p_value() {
    assertThat(new McNemar(1000, 0).pValue()).isEqualTo(0x1p-999);
    assertThat(new McNemar(4000, 0).pValue()).isZero();
  }

  @Test
  void questions_that_changed_are_counted() {
    List<Boolean> before = List.of(true, true, true, false, false, true);
    List<Boolean> after = List.of(true, false, false, true, false, false);
    assertThat(McNemar.of(before, after)).isEqualTo(new McNemar(3, 1));
  }

  @Test
  void both_states_answer_the_same_questions() {
    assertThatThrownBy(() -> McNemar.of(List.of(true), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("number of answers after is 0, must be 1, as before");
    assertThatThrownBy(() -> new McNemar(-1, 0)).hasMessage("b is -1, must be 0 or more");
    assertThatThrownBy(() -> new McNemar(0, -1)).hasMessage("c is -1, must be 0 or more");
  }
}
