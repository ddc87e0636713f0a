package org.pulsebench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pulsebench.BadInputException;
import org.pulsebench.Sha256;

class ExamTest {

  @Test
  void main_rows_and_rotations_are_told_apart() {
    Exam exam = exam(7, 1_000_007, 3, 2_000_007);

    assertThat(exam.mainRows()).extracting(ExamQuestion::index).containsExactly(7L, 3L);
    assertThat(exam.rotations())
        .extracting(ExamQuestion::index)
        .containsExactly(1_000_007L, 2_000_007L);
  }

  @Test
  void an_exam_without_a_main_row_is_refused() {
    assertThatThrownBy(() -> exam(1_000_007))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            """
            The exam has no question: test
              found 1 rotated rows, and 0 rows left out; expected one row or more with an index \
            below 1000000
              Read it strictly to see what is wrong with the first row.\
            """);
  }

  @Test
  void a_repeated_index_is_a_bug_of_the_reader() {
    assertThatThrownBy(() -> exam(7, 7)).hasMessage("index 7 is repeated, must be unique");
  }

  @Test
  void a_sample_is_spread_over_the_exam_and_brings_rotations_along() {
    Exam exam = exam(1, 2, 3, 4, 5, 1_000_001, 1_000_002, 1_000_003, 1_000_004, 1_000_005);

    Exam sample = exam.sample(2);

    assertThat(sample.rows())
        .extracting(ExamQuestion::index)
        .containsExactly(1L, 3L, 1_000_001L, 1_000_003L);
    assertThat(sample.name()).isEqualTo("test, 2 of 5 questions");
    assertThat(sample.digest()).isNotEqualTo(exam.digest()).isNotEqualTo(exam.sample(3).digest());
  }

  @Test
  void a_sample_larger_than_the_exam_is_refused() {
    assertThatThrownBy(() -> exam(1, 2).sample(3))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            """
            The exam does not have as many questions: test
              found 3 asked for; expected a number from 1 to 2
              Ask for fewer, or for all.\
            """);
  }

  private static Exam exam(long... indexes) {
    List<ExamQuestion> rows = Arrays.stream(indexes).mapToObj(ExamTest::row).toList();
    return new Exam("test", "1", Sha256.of("test"), rows, List.of());
  }

  private static ExamQuestion row(long index) {
    ChoiceQuestion question =
        new ChoiceQuestion(
            Long.toString(index),
            Modality.MULTIMODAL,
            Optional.empty(),
            "Which?",
            List.of("a", "b"),
            OptionalInt.of(0));
    return new ExamQuestion(
        index, question, Image.of("i", new byte[] {1}), "ocr", "logic", "dev", "", "");
  }
}
