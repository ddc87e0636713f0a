package org.pulsebench.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenScorerTest {

  private static final List<String> COLOURS = List.of("red", "Green.", "blue", "dark red");

  @ParameterizedTest
  @CsvSource({
    "red,0",
    "It is RED.,0",
    "green,1",
    "a dark  red disc,3",
    "dark red and dark red,3",
    "'red, not scarlet',0",
    "\"blue\",2",
    "blue-ish,2",
    "ｂｌｕｅ,2"
  })
  void the_one_option_that_is_spoken_of_is_taken(String answer, int option) {
    assertThat(OpenScorer.chosen(answer, COLOURS)).hasValue(option);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hundred", "reds", "red or blue", "dark red, not red", "greenish", "3"})
  void none_or_several_take_nothing(String answer) {
    assertThat(OpenScorer.chosen(answer, COLOURS)).isEmpty();
  }

  @Test
  void signs_are_part_of_an_option() {
    List<String> signs = List.of("C", "C++", "-5", "5", "?");
    assertThat(OpenScorer.chosen("It is C++", signs)).hasValue(1);
    assertThat(OpenScorer.chosen("It is C.", signs)).hasValue(0);
    assertThat(OpenScorer.chosen("-5", signs)).hasValue(2);
    assertThat(OpenScorer.chosen("15", signs)).isEmpty();
    assertThat(OpenScorer.chosen("what?", signs)).hasValue(4);
  }

  @Test
  void options_of_one_text_are_not_told_apart() {
    assertThat(OpenScorer.chosen("red", List.of("red", "Red.", "blue"))).isEmpty();
  }
}
