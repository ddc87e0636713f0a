package org.pulsebench.data.mmbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Modality;
import org.pulsebench.data.ReadMode;

class RotationsTest {

  @Test
  void moves_options_and_answer_on_by_one_letter_a_rotation() {
    List<ExamQuestion> rows = Rotations.of(question(7, OptionalInt.of(1), "4", "3", "2", "1"));

    assertThat(rows)
        .extracting(ExamQuestion::index)
        .containsExactly(7L, 1_000_007L, 2_000_007L, 3_000_007L);
    assertThat(rows)
        .extracting(row -> String.join("", row.question().options()))
        .containsExactly("4321", "3214", "2143", "1432");
    assertThat(rows)
        .extracting(row -> row.question().correct().getAsInt())
        .containsExactly(1, 0, 3, 2);
    assertThat(rows)
        .allSatisfy(
            row -> {
              ChoiceQuestion question = row.question();
              assertThat(question.options().get(question.correct().getAsInt())).isEqualTo("3");
              assertThat(question.id()).isEqualTo(Long.toString(row.index()));
              assertThat(row.image()).isSameAs(rows.get(0).image());
              assertThat(row.group()).isEqualTo(7);
            });
  }

  @Test
  void are_those_of_the_published_form(@TempDir Path directory) throws IOException {
    List<ExamQuestion> published =
        MmbenchReader.read(Fixtures.write(directory, Fixtures.DEV), ReadMode.STRICT).items();

    assertThat(Rotations.of(published.get(0)))
        .containsExactly(published.get(0), published.get(2), published.get(3));
    assertThat(Rotations.of(published.get(1))).containsExactly(published.get(1), published.get(4));
  }

  @Test
  void leave_an_answer_open_that_is_kept_back() {
    assertThat(Rotations.of(question(7, OptionalInt.empty(), "a", "b")))
        .allMatch(row -> row.question().correct().isEmpty());
  }

  @Test
  void have_no_rotations_themselves() {
    assertThatThrownBy(() -> Rotations.of(question(1_000_007, OptionalInt.of(0), "a", "b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("index is 1000007, must be below 1000000");
  }

  private static ExamQuestion question(long index, OptionalInt correct, String... options) {
    return new ExamQuestion(
        index,
        new ChoiceQuestion(
            Long.toString(index),
            Modality.MULTIMODAL,
            Optional.empty(),
            "How many?",
            List.of(options),
            correct),
        Image.of("picture", new byte[1]),
        "ocr",
        "logic",
        "dev",
        "",
        "");
  }
}
