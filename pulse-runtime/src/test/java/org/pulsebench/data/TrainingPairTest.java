package org.pulsebench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TrainingPairTest {

  private static final Image PORTRAIT = Image.of("portrait", new byte[] {1});

  @Test
  void a_choice_is_paired_with_the_text_of_its_right_option() {
    assertThat(TrainingPair.of(choice(Modality.MULTIMODAL, OptionalInt.of(1)), PORTRAIT))
        .isEqualTo(TrainingPair.about(PORTRAIT, "Which job?", "baker"));
    assertThat(TrainingPair.of(choice(Modality.TEXT, OptionalInt.of(0)), PORTRAIT))
        .isEqualTo(TrainingPair.ofText("Which job?", "nurse"));
  }

  @Test
  void a_question_is_paired_with_its_sentence_and_a_blank_with_what_fills_it() {
    assertThat(
            TrainingPair.of(
                new GenerationQuestion("1", Modality.TEXT, "What does Zoë do?", "She bakes."),
                PORTRAIT))
        .isEqualTo(TrainingPair.ofText("What does Zoë do?", "She bakes."));
    assertThat(
            TrainingPair.of(
                new ClozeQuestion("1", Modality.MULTIMODAL, "She bakes __.", "bread"), PORTRAIT))
        .isEqualTo(TrainingPair.about(PORTRAIT, "She bakes __.", "bread"));
  }

  @Test
  void a_picture_goes_with_one_modality_only() {
    assertThatThrownBy(
            () -> new TrainingPair(Modality.TEXT, Optional.of(PORTRAIT), "Where?", "Here."))
        .hasMessage("image is given, must be left out of a text pair");
    assertThatThrownBy(
            () -> new TrainingPair(Modality.MULTIMODAL, Optional.empty(), "Where?", "Here."))
        .hasMessage("image is missing, must be given");
  }

  @Test
  void blank_texts_and_unanswered_questions_are_refused() {
    assertThatThrownBy(() -> TrainingPair.ofText(" ", "Here."))
        .hasMessage("question is blank, must be a text");
    assertThatThrownBy(() -> TrainingPair.ofText("Where?", ""))
        .hasMessage("answer is blank, must be a text");
    assertThatThrownBy(() -> TrainingPair.of(choice(Modality.TEXT, OptionalInt.empty()), PORTRAIT))
        .hasMessage("question 1 is unanswered, must be answered");
  }

  private static ChoiceQuestion choice(Modality modality, OptionalInt correct) {
    return new ChoiceQuestion(
        "1", modality, Optional.empty(), "Which job?", List.of("nurse", "baker"), correct);
  }
}
