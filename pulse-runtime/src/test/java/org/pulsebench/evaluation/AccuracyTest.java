package org.pulsebench.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pulsebench.BadInputException;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.Modality;

class AccuracyTest {

  /** Expected values from the formula in closed form, to six digits. */
  @ParameterizedTest
  @CsvSource({
    "0, 10, 0, 0, 0.277533",
    "10, 10, 1, 0.722467, 1",
    "8, 10, 0.8, 0.490162, 0.943318",
    "195, 250, 0.78, 0.724627, 0.826898",
    "1, 1, 1, 0.206549, 1"
  })
  void the_interval_is_wilsons(int right, int count, double value, double low, double high) {
    Accuracy accuracy = new Accuracy(right, count);
    assertThat(accuracy.value()).isEqualTo(value);
    assertThat(accuracy.low()).isCloseTo(low, within(1e-6));
    assertThat(accuracy.high()).isCloseTo(high, within(1e-6));
  }

  @Test
  void right_predictions_are_counted() {
    ChoiceQuestion question = Items.text("q", "Where?", "Rome", "Oslo").question();
    Prediction right = Prediction.written(question, OptionalInt.of(0), "Rome");
    Prediction wrong = Prediction.written(question, OptionalInt.of(1), "Oslo");
    Prediction none = Prediction.written(question, OptionalInt.empty(), "?");
    assertThat(Accuracy.of(List.of(right, wrong, none, right))).isEqualTo(new Accuracy(2, 4));
  }

  @Test
  void there_is_none_of_nothing() {
    assertThatThrownBy(() -> Accuracy.of(List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("There is no accuracy of no question");
    assertThatThrownBy(() -> new Accuracy(0, 0)).hasMessage("count is 0, must be positive");
    assertThatThrownBy(() -> new Accuracy(3, 2))
        .hasMessage("right is 3, must be from 0 to count, 2");
  }

  @Test
  void a_question_whose_answer_is_kept_back_cannot_be_counted() {
    ChoiceQuestion kept =
        new ChoiceQuestion(
            "q7",
            Modality.TEXT,
            Optional.empty(),
            "Who?",
            List.of("he", "she"),
            OptionalInt.empty());
    Prediction prediction = Prediction.written(kept, OptionalInt.of(0), "A");
    assertThat(prediction.right()).isFalse();
    assertThatThrownBy(() -> Accuracy.of(List.of(prediction)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("The right option is not known: question q7");
  }

  @Test
  void a_prediction_is_right_only_if_it_chose_the_right_option() {
    ChoiceQuestion question = Items.text("q", "Where?", "Rome", "Oslo").question();
    assertThatThrownBy(() -> new Prediction(question, OptionalInt.of(1), "", List.of(), true))
        .hasMessage("right is true, must be false for what was chosen");
    assertThatThrownBy(() -> new Prediction(question, OptionalInt.of(2), "", List.of(), false))
        .hasMessage("chosen is 2, must be the index of an option");
    assertThatThrownBy(() -> new Prediction(question, OptionalInt.of(1), "", List.of(1.0), false))
        .hasMessage("number of optionScores is 1, must be 2, one an option, or 0");
  }
}
