package org.pulsebench.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Modality;

/** Every prompt, letter by letter, and what is read out of the answers to it. */
class PromptsTest {

  private static final Image IMAGE = Image.of("image", new byte[] {1});
  private static final Image OTHER = Image.of("other", new byte[] {2});
  private static final ChoiceItem SEEN = Items.about(IMAGE, "q1", "Which?", "red", "blue");
  private static final ChoiceItem TOLD = Items.text("q2", "Where?", "Rome", "Oslo", "Paris");
  private static final ChoiceItem HINTED =
      new ChoiceItem(
          Items.question(
              "q3", Modality.MULTIMODAL, Optional.of("It is wet."), "What?", 1, "sea", "sand"),
          Optional.of(IMAGE));

  @Nested
  class Mllmu {

    private final MllmuPrompts prompts = new MllmuPrompts();

    @Test
    void an_image_question() {
      ImagePrompt prompt = prompts.prompt(SEEN);
      assertThat(prompt.prompt().text())
          .isEqualTo(
              "USER: <image>\nWhich?\nA: red\nB: blue\n"
                  + "Just give ONE letter representing the answer directly.\nASSISTANT:");
      assertThat(prompt.images()).containsExactly(IMAGE);
      assertThat(prompt.prompt().where()).isEqualTo("question q1");
    }

    @Test
    void a_text_question() {
      assertThat(prompts.prompt(TOLD).prompt().text())
          .isEqualTo(
              "USER:\nWhere?\nA: Rome\nB: Oslo\nC: Paris\n"
                  + "Just give ONE letter representing the answer directly.\nASSISTANT:");
      assertThat(prompts.prompt(TOLD).images()).isEmpty();
    }

    @Test
    void a_blind_question_has_no_placeholder() {
      assertThat(prompts.prompt(SEEN.blind()).prompt().text())
          .isEqualTo(
              "USER:\nWhich?\nA: red\nB: blue\n"
                  + "Just give ONE letter representing the answer directly.\nASSISTANT:");
    }

    @Test
    void examples_come_before_questions_of_their_kind() {
      ChoiceItem seen = Items.about(OTHER, "e1", "Whose?", "hers", "his");
      ChoiceItem told = Items.text("e2", "When?", "now", "then");
      MllmuPrompts few = new MllmuPrompts(new FewShot(List.of(seen, told)));
      assertThat(few.prompt(SEEN).prompt().text())
          .isEqualTo(
              "USER: <image>\nQuestion: Whose?\nA: hers\nB: his\nCorrect Answer: A\n"
                  + "USER: <image>\nWhich?\nA: red\nB: blue\n"
                  + "Just give ONE letter representing the answer directly.\nASSISTANT:");
      assertThat(few.prompt(SEEN).images()).containsExactly(OTHER, IMAGE);
      assertThat(few.prompt(TOLD).prompt().text())
          .startsWith(
              "USER:\nQuestion: When?\nA: now\nB: then\nCorrect Answer: A\nUSER:\nWhere?\nA: Rome\n");
      assertThat(few.prompt(SEEN.blind()).prompt().text())
          .startsWith("USER:\nQuestion: Whose?\nA: hers\nB: his\nCorrect Answer: A\nUSER:\nWhich?");
      assertThat(few.name()).isEqualTo("mllmu-bench-few-shot");
      assertThat(prompts.name()).isEqualTo("mllmu-bench");
    }

    @Test
    void examples_are_left_out_of_what_is_scored() {
      FewShot shown = new FewShot(List.of(SEEN));
      assertThat(shown.withoutExamples(List.of(TOLD, SEEN, HINTED))).containsExactly(TOLD, HINTED);
      assertThat(FewShot.none().withoutExamples(List.of(SEEN))).containsExactly(SEEN);
    }

    @Test
    void an_example_has_an_answer_and_its_picture() {
      assertThatThrownBy(() -> new FewShot(List.of(SEEN.blind())))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith(
              "A question cannot be shown as an example: question q1\n  found no picture");
      ChoiceQuestion kept =
          new ChoiceQuestion(
              "q9",
              Modality.TEXT,
              Optional.empty(),
              "Who?",
              List.of("he", "she"),
              OptionalInt.empty());
      assertThatThrownBy(() -> new FewShot(List.of(new ChoiceItem(kept, Optional.empty()))))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("question q9\n  found no right option");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {"B|1", "b|1", "B: blue|1", "  B.|1", "A or B|0", "Blue|1", "a ASSISTANT: B|0"})
    void the_first_character_is_the_letter(String answer, int option) {
      assertThat(prompts.chosen(answer, SEEN.question())).hasValue(option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "C", "The answer is B", "(B)", "1", "ASSISTANT: B"})
    void an_answer_that_begins_with_no_option_letter_takes_none(String answer) {
      assertThat(prompts.chosen(answer, SEEN.question())).isEmpty();
    }

    @Test
    void a_cloze_question() {
      ClozeQuestion question =
          new ClozeQuestion("c1", Modality.MULTIMODAL, "Born in ____ (__).", "Oslo");
      assertThat(MllmuPrompts.cloze(question, Optional.of(IMAGE)).prompt().text())
          .isEqualTo(
              "USER: <image>\nBorn in [Blank][Blank] ([Blank]).\nPlease **ONLY** provide the"
                  + " correct answer that should replace the [Blank].\nASSISTANT:");
      assertThat(MllmuPrompts.cloze(question, Optional.empty()).prompt().text())
          .startsWith("USER:\nBorn in [Blank][Blank] ");
    }

    @Test
    void examples_come_before_a_blank_of_their_kind_with_the_published_spacing() {
      var seen =
          new WrittenItem<>(
              new ClozeQuestion("e1", Modality.MULTIMODAL, "Is a __.", "nurse"),
              Optional.of(OTHER));
      var told =
          new WrittenItem<>(
              new ClozeQuestion("e2", Modality.TEXT, "Ann is ____.", "tall"),
              Optional.<Image>empty());
      String request =
          "\nPlease **ONLY** provide the correct answer that should replace the [Blank].\n";
      var asked =
          new WrittenItem<>(
              new ClozeQuestion("c1", Modality.MULTIMODAL, "Born in __.", "Oslo"),
              Optional.of(IMAGE));
      ImagePrompt prompt = MllmuPrompts.cloze(asked, List.of(seen, told, seen));
      assertThat(prompt.prompt().text())
          .isEqualTo(
              ("USER:<image>\nIs a [Blank]." + request + "Correct Answer: nurse\n").repeat(2)
                  + "USER: <image>\nBorn in [Blank]."
                  + request
                  + "ASSISTANT:");
      assertThat(prompt.images()).containsExactly(OTHER, OTHER, IMAGE);
      var askedInText =
          new WrittenItem<>(
              new ClozeQuestion("c2", Modality.TEXT, "Born in __.", "Oslo"),
              Optional.<Image>empty());
      assertThat(MllmuPrompts.cloze(askedInText, List.of(seen, told)).prompt().text())
          .isEqualTo(
              "USER:\nAnn is [Blank][Blank]."
                  + request
                  + "Correct Answer: tall\nUSER:\nBorn in [Blank]."
                  + request
                  + "ASSISTANT:");
    }

    @ParameterizedTest
    @CsvSource({
      "Oslo,true",
      "in oslo.,true",
      "Osloer,true",
      "Os lo,false",
      "'',false",
      "Rome ASSISTANT: Oslo,false",
      "Oslo ASSISTANT: Rome,true"
    })
    void a_blank_is_filled_by_an_answer_that_contains_the_truth(String answer, boolean filled) {
      ClozeQuestion question = new ClozeQuestion("c1", Modality.TEXT, "Born in __.", "OSLO");
      assertThat(MllmuPrompts.fillsBlank(answer, question)).isEqualTo(filled);
    }

    @Test
    void a_question_to_be_answered_in_a_sentence() {
      GenerationQuestion question = new GenerationQuestion("g1", Modality.TEXT, "Who?", "Ann.");
      assertThat(MllmuPrompts.generation(question, Optional.of(IMAGE)).prompt().text())
          .isEqualTo(
              "USER: <image>\nWho?\nAnswer the question based on your trained knowledge in one"
                  + " sentence accurately in ENGLISH.\nASSISTANT: ");
      assertThat(MllmuPrompts.generation(question, Optional.empty()).prompt().text())
          .isEqualTo(
              "USER: Who?\nAnswer the question based on your trained knowledge in one"
                  + " sentence in ENGLISH.\nASSISTANT:");
    }
  }

  @Nested
  class Mmbench {

    private static final String SYSTEM =
        "A chat between a curious user and an artificial intelligence assistant. The assistant"
            + " gives helpful, detailed, and polite answers to the user's questions. ";

    @Test
    void as_llava_asks() {
      assertThat(MmbenchPrompts.llava().prompt(HINTED).prompt().text())
          .isEqualTo(
              SYSTEM
                  + "USER: <image>\nIt is wet.\nWhat?\nA. sea\nB. sand\nAnswer with the option's"
                  + " letter from the given choices directly. ASSISTANT:");
      assertThat(MmbenchPrompts.llava().prompt(SEEN.blind()).prompt().text())
          .isEqualTo(
              SYSTEM
                  + "USER: Which?\nA. red\nB. blue\nAnswer with the option's"
                  + " letter from the given choices directly. ASSISTANT:");
      assertThat(MmbenchPrompts.llava().name()).isEqualTo("mmbench-llava");
    }

    @Test
    void as_vlmevalkit_asks() {
      assertThat(MmbenchPrompts.generic().prompt(HINTED).prompt().text())
          .isEqualTo(
              SYSTEM
                  + "USER: <image>\nHint: It is wet.\nQuestion: What?\nOptions:\nA. sea\nB. sand\n"
                  + "Please select the correct answer from the options above. \n ASSISTANT:");
      assertThat(MmbenchPrompts.generic().prompt(SEEN).prompt().text())
          .contains("<image>\nQuestion: Which?\nOptions:\nA. red\n");
      assertThat(MmbenchPrompts.generic().prompt(SEEN).images()).containsExactly(IMAGE);
    }

    @Test
    void an_answer_is_read_as_vlmevalkit_does() {
      assertThat(MmbenchPrompts.llava().chosen("It is blue.", SEEN.question())).hasValue(1);
    }
  }

  @Test
  void the_direct_question() {
    assertThat(DirectPrompts.prompt(HINTED).prompt().text())
        .isEqualTo("USER: <image>\nIt is wet.\nWhat?\nASSISTANT:");
    assertThat(DirectPrompts.prompt(TOLD).prompt().text()).isEqualTo("USER:\nWhere?\nASSISTANT:");
    assertThat(DirectPrompts.prompt(SEEN.blind()).prompt().text())
        .isEqualTo("USER:\nWhich?\nASSISTANT:");
  }

  @Test
  void a_text_question_has_no_picture() {
    assertThatThrownBy(() -> new ChoiceItem(TOLD.question(), Optional.of(IMAGE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("image is given, must be empty for the text question q2");
  }
}
