package org.pulsebench.evaluation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BleuTest {

  private static final Offset<Double> TOLERANCE = within(1e-12);

  static Stream<JsonNode> pairs() {
    return RougeTest.pairs();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void scores_are_those_of_nltk(JsonNode pair) {
    double found = Bleu.sentence(pair.path("truth").textValue(), pair.path("answer").textValue());
    assertThat(found).isBetween(0.0, 1.0);
    assertThat(found).isCloseTo(pair.path("bleu").doubleValue(), TOLERANCE);
  }

  @Test
  void runs_that_are_not_shared_count_a_tenth() {
    // Shared: 3 of 4 tokens, 1 of 3 pairs, none of 2 triples, none of 1 quadruple; same length.
    double expected = Math.pow(3.0 / 4 * 1 / 3 * 0.1 / 2 * 0.1, 0.25);
    assertThat(Bleu.sentence("a b c d", "a b x d")).isCloseTo(expected, TOLERANCE);
  }

  @Test
  void a_short_answer_is_penalised_and_a_long_one_is_not() {
    assertThat(Bleu.sentence("a b c d e", "a b c d")).isCloseTo(Math.exp(-0.25), TOLERANCE);
    assertThat(Bleu.sentence("a b c d", "a b c d e"))
        .isCloseTo(Math.pow(4.0 / 5 * 3 / 4 * 2 / 3 * 1 / 2, 0.25), TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource({"'',''", "a b,''", "'',a b", "a,A", "a,'a,'"})
  void texts_without_a_common_token_score_nothing(String truth, String answer) {
    assertThat(Bleu.sentence(truth, answer)).isZero();
  }
}
