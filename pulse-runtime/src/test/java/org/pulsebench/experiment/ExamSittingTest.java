package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pulsebench.BadInputException;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.Exam;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Modality;
import org.pulsebench.data.mmbench.Rotations;

class ExamSittingTest {

  private final List<ExamQuestion> rows = new ArrayList<>();

  @Test
  void a_single_pass_asks_each_question_as_it_was_written() {
    rows.addAll(Rotations.of(row(3, OptionalInt.of(0))));
    rows.addAll(Rotations.of(row(4, OptionalInt.of(1))));
    ExamSitting sitting = sitting(ExamMode.SINGLE_PASS);
    assertThat(sitting.rows()).extracting(ExamQuestion::index).containsExactly(3L, 4L);
    List<Answered> answers = List.of(answer("a", "3", true), answer("a", "4", false));
    assertThat(sitting.judged(answers)).isEqualTo(answers);
  }

  @Test
  void a_circular_exam_asks_every_rotation() {
    rows.addAll(Rotations.of(row(3, OptionalInt.of(0))));
    assertThat(sitting(ExamMode.CIRCULAR).rows())
        .extracting(row -> row.question().options())
        .containsExactly(
            List.of("red", "blue", "pen"),
            List.of("blue", "pen", "red"),
            List.of("pen", "red", "blue"));
  }

  @Test
  void in_rotations_a_question_is_right_if_every_one_is_and_each_scorer_judges_for_itself() {
    rows.addAll(Rotations.of(row(3, OptionalInt.of(0))));
    rows.addAll(Rotations.of(row(4, OptionalInt.of(1))));
    List<Answered> answers = new ArrayList<>();
    Answered person = person("a");
    answers.add(person);
    answers.addAll(all("a", true, true, true, true, true, false));
    answers.addAll(all("b", false, true, true, true, true, true));
    assertThat(sitting(ExamMode.CIRCULAR).judged(answers))
        .containsExactly(
            person,
            answer("a", "3", true),
            answer("a", "4", false),
            answer("b", "3", false),
            answer("b", "4", true));
  }

  @Test
  void an_exam_without_rotations_cannot_be_asked_in_them() {
    rows.add(row(3, OptionalInt.of(0)));
    assertThatThrownBy(() -> sitting(ExamMode.CIRCULAR))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "The exam cannot be asked in rotations: exam\n"
                + "  found 1 rows, all of them as they were written;"
                + " expected rows with an index of 1000000 or more too\n"
                + "  Use a file with the rotated rows, or ask the exam in a single pass.");
    assertThat(sitting(ExamMode.SINGLE_PASS).rows()).hasSize(1);
  }

  @Test
  void a_rotation_without_its_question_is_refused_before_it_is_asked() {
    rows.addAll(Rotations.of(row(3, OptionalInt.of(0))));
    rows.add(Rotations.of(row(4, OptionalInt.of(0))).get(1));
    assertThatThrownBy(() -> sitting(ExamMode.CIRCULAR))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            "A rotated row has no question that it is a rotation of: question 1000004");
  }

  @Test
  void an_exam_whose_answers_are_kept_back_is_refused_before_it_is_asked() {
    rows.add(row(3, OptionalInt.of(0)));
    rows.add(row(4, OptionalInt.empty()));
    assertThatThrownBy(() -> sitting(ExamMode.SINGLE_PASS))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("The right option is not known: exam, question 4\n");
  }

  @Test
  void answers_to_other_rows_are_refused() {
    rows.addAll(Rotations.of(row(3, OptionalInt.of(0))));
    List<Answered> few = all("a", true, true);
    assertThatThrownBy(() -> sitting(ExamMode.CIRCULAR).judged(few))
        .hasMessage("answers is 2, must be 3");
    List<Answered> moved =
        List.of(answer("a", "3", true), answer("a", "4", true), answer("a", "5", true));
    assertThatThrownBy(() -> sitting(ExamMode.CIRCULAR).judged(moved))
        .hasMessage("answer 1 is to question 4, must be to question 1000003");
  }

  private ExamSitting sitting(ExamMode mode) {
    return new ExamSitting(new Exam("exam", "1", HandMade.digest(1), rows, List.of()), mode);
  }

  private List<Answered> all(String scorer, boolean... right) {
    List<Answered> answers = new ArrayList<>();
    for (int i = 0; i < right.length; i++) {
      answers.add(answer(scorer, rows.get(i).question().id(), right[i]));
    }
    return answers;
  }

  private static Answered answer(String scorer, String question, boolean right) {
    return answered(scorer, Optional.empty(), question, right);
  }

  private static Answered person(String scorer) {
    return answered(scorer, Optional.of("1"), "1/a", true);
  }

  private static Answered answered(
      String scorer, Optional<String> subject, String question, boolean right) {
    return new Answered(
        scorer,
        subject,
        question,
        Modality.MULTIMODAL,
        "",
        "",
        OptionalInt.of(0),
        right,
        "",
        List.of());
  }

  private static ExamQuestion row(long index, OptionalInt correct) {
    ChoiceQuestion question =
        new ChoiceQuestion(
            "" + index,
            Modality.MULTIMODAL,
            Optional.empty(),
            "What?",
            List.of("red", "blue", "pen"),
            correct);
    Image image = Image.of("image", new byte[] {1});
    return new ExamQuestion(index, question, image, "", "", "", "", "");
  }
}
