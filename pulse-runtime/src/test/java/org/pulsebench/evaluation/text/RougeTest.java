package org.pulsebench.evaluation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RougeTest {

  private static final Offset<Double> TOLERANCE = within(1e-12);

  static Stream<JsonNode> pairs() {
    return MetricsReference.stream(MetricsReference.json("text.json").path("pairs"));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void scores_are_those_of_rouge_score(JsonNode pair) {
    Rouge found = Rouge.of(pair.path("truth").textValue(), pair.path("answer").textValue());
    assertThat(found.rouge1()).isCloseTo(pair.path("rouge1").doubleValue(), TOLERANCE);
    assertThat(found.rouge2()).isCloseTo(pair.path("rouge2").doubleValue(), TOLERANCE);
    assertThat(found.rougeL()).isCloseTo(pair.path("rougeL").doubleValue(), TOLERANCE);
  }

  @Test
  void there_are_pairs_enough() {
    assertThat(pairs()).hasSizeGreaterThanOrEqualTo(200);
  }

  /** Of "the cat sat" and "the cat ran away": P = 2/4, R = 2/3; of the pairs P = 1/3, R = 1/2. */
  @Test
  void an_f_measure_weighs_precision_and_recall_alike() {
    Rouge found = Rouge.of("The cat sat.", "the cat ran away");
    assertThat(found.rouge1()).isCloseTo(4.0 / 7, TOLERANCE);
    assertThat(found.rouge2()).isCloseTo(2.0 / 5, TOLERANCE);
    assertThat(found.rougeL()).isCloseTo(4.0 / 7, TOLERANCE);
  }

  @Test
  void only_words_of_more_than_three_letters_are_stemmed() {
    assertThat(Rouge.of("paintings", "painted").rouge1()).isEqualTo(1);
    assertThat(Rouge.of("cats", "cat").rouge1()).isEqualTo(1);
    assertThat(Rouge.of("sos", "so").rouge1()).isZero();
  }

  @Test
  void a_score_is_a_share() {
    assertThatThrownBy(() -> new Rouge(0, Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rouge2 is NaN, must be from 0 to 1");
    assertThatThrownBy(() -> new Rouge(0, 0, 1.5)).hasMessage("rougeL is 1.5, must be from 0 to 1");
  }
}
