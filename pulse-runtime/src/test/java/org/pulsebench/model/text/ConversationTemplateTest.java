package org.pulsebench.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.model.text.ConversationTemplate.Speaker;
import org.pulsebench.model.text.ConversationTemplate.Turn;

class ConversationTemplateTest {

  private static final String VICUNA =
      "A chat between a curious user and an artificial intelligence assistant. "
          + "The assistant gives helpful, detailed, and polite answers to the user's questions.";
  private static final String LLAVA =
      "A chat between a curious human and an artificial intelligence assistant. "
          + "The assistant gives helpful, detailed, and polite answers to the human's questions.";
  private static final List<Turn> TURNS =
      List.of(Turn.user("Who?", 1), Turn.assistant("Alma."), Turn.user("Where?"));

  @Test
  void vicuna_v1_is_the_text_of_the_original_code() {
    assertThat(ConversationTemplate.VICUNA_V1.prompt("What is this?", 1).text())
        .isEqualTo(VICUNA + " USER: <image>\nWhat is this? ASSISTANT:");
    assertThat(ConversationTemplate.VICUNA_V1.render(TURNS))
        .isEqualTo(VICUNA + " USER: <image>\nWho? ASSISTANT: Alma.</s>USER: Where? ASSISTANT:");
  }

  @Test
  void llava_v1_says_human() {
    assertThat(ConversationTemplate.LLAVA_V1.prompt("What is this?", 1).text())
        .isEqualTo(LLAVA + " USER: <image>\nWhat is this? ASSISTANT:");
    assertThat(ConversationTemplate.LLAVA_V1.render(TURNS.subList(0, 2)))
        .isEqualTo(LLAVA + " USER: <image>\nWho? ASSISTANT: Alma.</s>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"llava-hf.jinja", "llava-hf-one-loop.jinja"})
  void hf_llava_renders_like_the_published_jinja(String template) {
    for (JsonNode expected :
        TextReference.json("chat-templates/conversations.json").path(template)) {
      List<Turn> turns = new ArrayList<>();
      for (JsonNode turn : expected.path("turns")) {
        Speaker speaker = turns.size() % 2 == 0 ? Speaker.USER : Speaker.ASSISTANT;
        turns.add(new Turn(speaker, turn.path("text").textValue(), turn.path("images").intValue()));
      }
      assertThat(ConversationTemplate.HF_LLAVA.render(turns))
          .isEqualTo(expected.path("rendered").textValue());
    }
  }

  @Test
  void hf_llava_has_no_system_text() {
    assertThat(ConversationTemplate.HF_LLAVA.prompt("Q", 2).text())
        .isEqualTo("USER: <image>\n<image>\nQ ASSISTANT:");
  }

  @ParameterizedTest
  @EnumSource
  void a_prompt_and_its_answer_read_like_the_rendered_conversation(ConversationTemplate template) {
    Prompt prompt = template.prompt("Q", 1);
    assertThat(prompt.images()).isEqualTo(1);
    assertThat(prompt.withAnswer("A").fullText()).isEqualTo(prompt.text() + " A");
    assertThat(template.render(List.of(Turn.user("Q", 1), Turn.assistant("A"))))
        .startsWith(prompt.text() + " A");
  }

  @Test
  void a_verbatim_prompt_is_left_as_it_is() {
    assertThat(Prompt.verbatim("USER: <image>\nQ\nASSISTANT: ", 1).withAnswer("A").fullText())
        .isEqualTo("USER: <image>\nQ\nASSISTANT: A");
    assertThat(Prompt.verbatim("USER:\nQ\nASSISTANT:", 0).text()).isEqualTo("USER:\nQ\nASSISTANT:");
  }

  @Test
  void images_of_all_turns_are_counted() {
    assertThat(
            ConversationTemplate.VICUNA_V1
                .prompt(List.of(Turn.user("a", 2), Turn.assistant("b"), Turn.user("c", 1)))
                .images())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void is_found_by_its_id(ConversationTemplate template) {
    assertThat(ConversationTemplate.of(template.id())).isEqualTo(template);
  }

  @Test
  void an_unknown_id_is_refused_with_the_known_ones() {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> ConversationTemplate.of("llama_3"))
        .withMessageContaining("found llama_3; expected one of vicuna_v1, llava_v1, hf_llava");
  }

  @Test
  void a_placeholder_in_a_turn_is_refused() {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> Turn.user("<image>\nQ"))
        .withMessageContaining("the text of a turn contains an image placeholder");
  }

  @Test
  void turns_out_of_order_are_refused_with_their_number() {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(
            () -> ConversationTemplate.VICUNA_V1.render(List.of(Turn.user("a"), Turn.user("b"))))
        .withMessageContaining("turn 2")
        .withMessageContaining("found USER; expected ASSISTANT");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> ConversationTemplate.VICUNA_V1.prompt(TURNS.subList(0, 2)))
        .withMessageContaining("expected a user's turn");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> ConversationTemplate.VICUNA_V1.render(List.of()))
        .withMessageContaining("a conversation is empty");
  }
}
