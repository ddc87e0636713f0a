package org.pulsebench.data.mlubench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortAnswerTest {

  @Test
  void an_answer_that_fits_stays_as_it_is() {
    assertThat(ShortAnswer.of("A dog. It barks", 15)).contains("A dog. It barks");
  }

  @Test
  void of_a_longer_one_the_whole_sentences_that_fit_are_taken() {
    String answer = "It barks. It bites! Does it sleep? It does.";

    assertThat(ShortAnswer.of(answer, 36)).contains("It barks. It bites! Does it sleep?");
    assertThat(ShortAnswer.of(answer, 20)).contains("It barks. It bites!");
    assertThat(ShortAnswer.of(answer, 9)).contains("It barks.");
  }

  @Test
  void initials_and_titles_end_no_sentence() {
    assertThat(ShortAnswer.of("It was J.K. Rowling. She writes.", 22))
        .contains("It was J.K. Rowling.");
    assertThat(ShortAnswer.of("Sally Field (Mrs. Gump) plays.", 20)).isEmpty();
  }

  @Test
  void a_line_and_a_closing_quotation_end_a_sentence() {
    assertThat(ShortAnswer.of("It is \"Star Wars.\" Nothing else is.", 20))
        .contains("It is \"Star Wars.\"");
    assertThat(ShortAnswer.of("Known for:\n- this\n- that", 19)).contains("Known for:\n- this");
  }

  @Test
  void an_answer_whose_first_sentence_does_not_fit_has_no_beginning() {
    assertThat(ShortAnswer.of("One long sentence without an end in sight.", 20)).isEmpty();
  }
}
