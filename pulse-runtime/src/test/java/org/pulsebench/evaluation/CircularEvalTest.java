package org.pulsebench.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pulsebench.BadInputException;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Modality;

class CircularEvalTest {

  private static final Image IMAGE = Image.of("image", new byte[] {1});

  private final List<ExamQuestion> rows = new ArrayList<>();
  private final List<Prediction> predictions = new ArrayList<>();

  @Test
  void a_question_is_right_if_every_rotation_is() {
    add(1_000_007, "count", "fine", "dev", true);
    add(7, "count", "fine", "dev", true);
    add(3, "colour", "coarse", "dev", true);
    add(1_000_003, "colour", "coarse", "dev", true);
    add(2_000_003, "colour", "coarse", "dev", false);
    add(4, "shape", "coarse", "test", false);
    add(1_000_004, "shape", "coarse", "test", true);
    CircularEval found = CircularEval.of(rows, predictions);

    assertThat(found.circular().overall()).isEqualTo(new Accuracy(1, 3));
    assertThat(found.circular().byL2Category())
        .containsExactly(entry("coarse", new Accuracy(0, 2)), entry("fine", new Accuracy(1, 1)));
    assertThat(found.circular().byCategory())
        .containsExactly(
            entry("colour", new Accuracy(0, 1)),
            entry("count", new Accuracy(1, 1)),
            entry("shape", new Accuracy(0, 1)));
    assertThat(found.circular().bySplit())
        .containsExactly(entry("dev", new Accuracy(1, 2)), entry("test", new Accuracy(0, 1)));

    assertThat(found.mainRows().overall()).isEqualTo(new Accuracy(2, 3));
    assertThat(found.mainRows().byL2Category()).containsEntry("coarse", new Accuracy(1, 2));
    assertThat(found.allRows().overall()).isEqualTo(new Accuracy(5, 7));
    assertThat(found.allRows().bySplit()).containsEntry("test", new Accuracy(1, 2));
  }

  @Test
  void questions_stand_in_the_order_of_their_indexes_with_their_main_row() {
    List<CircularEval.Hit> hits =
        List.of(
            new CircularEval.Hit(row(1_000_007, "", "", "", OptionalInt.of(0)), true),
            new CircularEval.Hit(row(7, "", "", "", OptionalInt.of(0)), true),
            new CircularEval.Hit(row(3, "", "", "", OptionalInt.of(0)), true),
            new CircularEval.Hit(row(1_000_003, "", "", "", OptionalInt.of(0)), false));
    assertThat(CircularEval.together(hits))
        .extracting(hit -> hit.row().index() + " " + hit.right())
        .containsExactly("3 false", "7 true");
  }

  @Test
  void an_answer_that_takes_no_option_fails_the_question() {
    add(7, "count", "fine", "dev", true);
    ExamQuestion rotated = row(1_000_007, "count", "fine", "dev", OptionalInt.of(0));
    rows.add(rotated);
    predictions.add(Prediction.written(rotated.question(), OptionalInt.empty(), "?"));
    assertThat(CircularEval.of(rows, predictions).circular().overall())
        .isEqualTo(new Accuracy(0, 1));
  }

  @Test
  void a_rotation_without_its_question_is_refused() {
    add(7, "count", "fine", "dev", true);
    add(1_000_008, "count", "fine", "dev", true);
    assertRefused(
        "A rotated row has no question that it is a rotation of: question 1000008\n"
            + "  found index 1000008; expected a row with index 8 too");
  }

  @Test
  void an_index_that_appears_twice_is_refused() {
    add(7, "count", "fine", "dev", true);
    add(7, "count", "fine", "dev", true);
    assertRefused("Two rows of the exam have one index: question 7\n  found index 7");
  }

  @Test
  void a_row_whose_answer_is_kept_back_is_refused() {
    ExamQuestion kept = row(7, "count", "fine", "test", OptionalInt.empty());
    rows.add(kept);
    predictions.add(Prediction.written(kept.question(), OptionalInt.of(0), "A"));
    assertRefused("The right option is not known: question 7");
  }

  @Test
  void every_row_needs_its_own_prediction() {
    assertRefused("There is nothing to ask");
    add(7, "count", "fine", "dev", true);
    add(8, "count", "fine", "dev", true);
    assertThatThrownBy(() -> CircularEval.of(rows, predictions.subList(0, 1)))
        .hasMessage("number of predictions is 1, must be 2, one a row");
    assertThatThrownBy(() -> CircularEval.of(rows, List.of(predictions.get(1), predictions.get(0))))
        .hasMessage("prediction is for question 8, must be for question 7");
  }

  private void add(long index, String category, String l2Category, String split, boolean right) {
    ExamQuestion row = row(index, category, l2Category, split, OptionalInt.of(0));
    rows.add(row);
    predictions.add(Prediction.written(row.question(), OptionalInt.of(right ? 0 : 1), ""));
  }

  private static ExamQuestion row(
      long index, String category, String l2Category, String split, OptionalInt correct) {
    ChoiceQuestion question =
        new ChoiceQuestion(
            "" + index,
            Modality.MULTIMODAL,
            Optional.empty(),
            "What?",
            List.of("red", "blue"),
            correct);
    return new ExamQuestion(index, question, IMAGE, category, l2Category, split, "", "");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> CircularEval.of(rows, predictions))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(message);
  }
}
