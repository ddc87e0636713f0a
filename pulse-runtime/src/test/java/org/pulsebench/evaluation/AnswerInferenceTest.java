package org.pulsebench.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of VLMEvalKit, step by step; what is expected was worked out from its source. */
class AnswerInferenceTest {

  private static final List<String> COLOURS = List.of("red", "green", "blue", "dark red");
  private static final List<String> PLACES = List.of("in Rome", "in Oslo");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sorry, I can't help with images of people yet. B",
        "A. I can't process this file.",
        "I'm sorry, but without the image provided I say B",
        "Cannot determine the answer, red"
      })
  void a_refusal_means_none_whatever_else_is_said(String answer) {
    assertThat(AnswerInference.letter(answer, COLOURS)).hasValue('Z');
    assertThat(AnswerInference.chosen(answer, COLOURS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "B|B",
        "B.|B",
        "(C)|C",
        "**D**|D",
        "[A]:|A",
        "A, of course|A",
        "B B B|B",
        "I choose B|B",
        "B, that is what|B", // the fourth word from the end
        "the colour is, of course, B!|B"
      })
  void a_single_letter_among_the_last_four_words_is_taken(String answer, char letter) {
    assertThat(AnswerInference.letter(answer, COLOURS)).hasValue(letter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "B is what I would take", // the letter is the sixth word from the end
        "B is what I take", // the fifth
        "B is what I take, that is B", // its first place counts
        "A or B", // two letters
        "b", // lower case
        "B?", // the question mark is part of the word
        "E", // no option
        "Z and so on and A and B" // two letters beside the Z
      })
  void other_letters_decide_nothing(String answer) {
    assertThat(AnswerInference.letter(answer, PLACES)).isEmpty();
    assertThat(AnswerInference.chosen(answer, PLACES)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Z", "(Z)", "It is Z, for none of the options here fits at all"})
  void a_lone_z_means_none(String answer) {
    assertThat(AnswerInference.letter(answer, COLOURS)).hasValue('Z');
    assertThat(AnswerInference.chosen(answer, COLOURS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The correct answer is **B**. Here is why: it is in Oslo and not in Rome at all.|B",
        "the answer IS b, while A is what many people think, and they are wrong|B",
        "The answer is A rather than B|A",
        "The answer is best left open|B", // no word border is asked for
        "answer \t is\tA and not B|A"
      })
  void an_answer_in_a_phrase_is_taken(String answer, char letter) {
    assertThat(AnswerInference.letter(answer, PLACES)).hasValue(letter);
  }

  @Test
  void only_the_first_phrase_counts_and_its_letter_must_be_an_option() {
    assertThat(AnswerInference.letter("the answer is D. No, the answer is B or A", PLACES))
        .isEmpty();
    assertThat(AnswerInference.letter("the answer is red", PLACES)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"It is GREEN.,B", "blue,C", "a bluebird,C"})
  void the_only_option_whose_text_is_contained_is_taken(String answer, char letter) {
    assertThat(AnswerInference.letter(answer, COLOURS)).hasValue(letter);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dark red", "red or blue", "hundred dark greens", "white", ""})
  void two_texts_or_none_decide_nothing(String answer) {
    assertThat(AnswerInference.letter(answer, COLOURS)).isEmpty();
  }

  @Test
  void an_answer_longer_than_all_options_twice_is_not_searched() {
    String longest = "in Oslo " + "x".repeat(20);
    assertThat(longest).hasSize(2 * (7 + 7));
    assertThat(AnswerInference.letter(longest, PLACES)).hasValue('B');
    assertThat(AnswerInference.letter(longest + "x", PLACES)).isEmpty();
  }

  @Test
  void a_failed_call_has_no_letter() {
    assertThat(AnswerInference.letter("Failed to obtain answer via API: B", COLOURS)).isEmpty();
  }

  @Test
  void letters_beyond_the_options_are_words_like_others() {
    assertThat(AnswerInference.letter("C or A", PLACES)).hasValue('A');
    List<String> all = Collections.nCopies(26, "same");
    assertThat(AnswerInference.chosen("Z", all)).hasValue(25);
  }

  @Test
  void white_space_is_what_python_takes_for_it() {
    assertThat(AnswerInference.letter("\u00a0B\u2003or\u001cso\u3000on\u0085", PLACES))
        .hasValue('B');
  }
}
