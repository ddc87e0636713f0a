package org.pulsebench.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;

class PromptTokenizerTest {

  private static final JsonNode EXPECTED = TextReference.expected("llama");
  private static final InputContract CONTRACT = TextReference.contract(EXPECTED);
  private static final int IMAGE = CONTRACT.imageTokenId().getAsInt();
  private static final int EOS = EXPECTED.path("eos").intValue();

  private static Tokenizer llama;

  @TempDir Path directory;

  @BeforeAll
  static void load() {
    llama = Tokenizer.load(TextReference.checkpoint("llama"));
  }

  @AfterAll
  static void close() {
    llama.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "bytelevel"})
  void gives_the_rows_of_the_llava_processor(String name) {
    JsonNode expected = TextReference.expected(name);
    try (Tokenizer tokenizer = Tokenizer.load(TextReference.checkpoint(name))) {
      var prompts = new PromptTokenizer(tokenizer, TextReference.contract(expected));
      for (JsonNode row : expected.path("prompts")) {
        Prompt asked =
            Prompt.verbatim(row.path("prompt").textValue(), row.path("images").intValue());
        assertThat(prompts.tokenize(asked, LabelPolicy.ANSWER_ONLY).ids())
            .as(row.path("name").textValue())
            .containsExactly(TextReference.ints(row.path("promptIds")));
        TokenizedPrompt learnt =
            prompts.tokenize(
                asked.withAnswer(row.path("answer").textValue()), LabelPolicy.ANSWER_ONLY);
        assertThat(learnt.ids())
            .as(row.path("name").textValue())
            .containsExactly(TextReference.ints(row.path("ids")));
        assertThat(learnt.labels())
            .as(row.path("name").textValue())
            .containsExactly(TextReference.ints(row.path("answerLabels")));
      }
    }
  }

  @Test
  void labels_decode_to_the_answer_and_its_end() {
    for (JsonNode row : EXPECTED.path("prompts")) {
      String answer = row.path("answer").textValue();
      TokenizedPrompt learnt =
          prompts()
              .tokenize(
                  Prompt.verbatim(row.path("prompt").textValue(), row.path("images").intValue())
                      .withAnswer(answer),
                  LabelPolicy.ANSWER_ONLY);
      int[] labelled = Arrays.copyOfRange(learnt.labels(), learnt.promptLength(), learnt.length());
      assertThat(llama.decode(labelled, false).strip()).isEqualTo(answer.strip() + endMark(answer));
      assertThat(learnt.images()).isEqualTo(row.path("images").intValue());
    }
  }

  private static String endMark(String answer) {
    return answer.endsWith(" ") ? " </s>" : "</s>";
  }

  @Test
  void a_token_that_holds_any_character_of_the_answer_is_labelled() {
    // The space and the word are one token; the word alone would not tell where the answer begins.
    TokenizedPrompt learnt =
        tokenize("USER: Who? ASSISTANT:", 0, "the glass", LabelPolicy.ANSWER_ONLY);
    int first = learnt.ids()[learnt.promptLength()];
    assertThat(llama.token(first).orElseThrow()).startsWith("▁");
    assertThat(learnt.labels()[learnt.promptLength()]).isEqualTo(first);
    assertThat(learnt.labels()[learnt.promptLength() - 1]).isEqualTo(TokenizedPrompt.IGNORED);
  }

  @Test
  void all_labels_equal_the_ids_with_the_image_placeholders() {
    TokenizedPrompt learnt = tokenize("USER: <image>\nQ ASSISTANT:", 1, "x", LabelPolicy.ALL);
    assertThat(learnt.labels()).containsExactly(learnt.ids());
    assertThat(learnt.labels()).contains(IMAGE);
  }

  @Test
  void all_text_leaves_only_the_image_placeholders_out() {
    TokenizedPrompt learnt = tokenize("USER: <image>\nQ ASSISTANT:", 1, "x", LabelPolicy.ALL_TEXT);
    int[] ids = learnt.ids();
    assertThat(learnt.labels())
        .containsExactly(
            Arrays.stream(ids).map(id -> id == IMAGE ? TokenizedPrompt.IGNORED : id).toArray());
    assertThat(learnt.labels()).contains(TokenizedPrompt.IGNORED).doesNotContain(IMAGE);
  }

  @Test
  void a_prompt_without_answer_has_no_labels_and_no_end() {
    TokenizedPrompt asked =
        prompts().tokenize(Prompt.verbatim("USER: Q ASSISTANT:", 0), LabelPolicy.ANSWER_ONLY);
    assertThat(asked.labels()).containsOnly(TokenizedPrompt.IGNORED);
    assertThat(asked.promptLength()).isEqualTo(asked.length());
    assertThat(asked.ids()).doesNotContain(EOS);
  }

  @Test
  void the_end_of_sequence_can_be_left_out() {
    Prompt prompt = Prompt.verbatim("USER: Q ASSISTANT:", 0).withAnswer("x");
    int[] closed = prompts().tokenize(prompt, LabelPolicy.ALL).ids();
    assertThat(prompts().tokenizeOpenEnded(prompt, LabelPolicy.ALL).ids())
        .containsExactly(Arrays.copyOf(closed, closed.length - 1));
  }

  @Test
  void an_end_of_sequence_that_the_post_processor_adds_is_not_doubled() throws IOException {
    String json =
        llamaFile("tokenizer.json")
            .replace(
                "{\"Sequence\":{\"id\":\"A\",\"type_id\":0}}],\"pair\"",
                "{\"Sequence\":{\"id\":\"A\",\"type_id\":0}},"
                    + "{\"SpecialToken\":{\"id\":\"</s>\",\"type_id\":0}}],\"pair\"")
            .replace(
                "\"special_tokens\":{",
                "\"special_tokens\":{\"</s>\":"
                    + "{\"id\":\"</s>\",\"ids\":[2],\"tokens\":[\"</s>\"]},");
    Files.writeString(directory.resolve("tokenizer.json"), json);
    Files.writeString(
        directory.resolve("tokenizer_config.json"), llamaFile("tokenizer_config.json"));
    try (Tokenizer closing = Tokenizer.load(directory)) {
      assertThat(closing.encode("x", true).ids()).endsWith(EOS);
      assertThat(
              new PromptTokenizer(closing, CONTRACT)
                  .tokenize(Prompt.verbatim("Q:", 0).withAnswer("x"), LabelPolicy.ALL)
                  .ids())
          .containsExactly(tokenize("Q:", 0, "x", LabelPolicy.ALL).ids());
    }
  }

  @Test
  void rows_are_not_changed_through_the_arrays_they_hand_out() {
    TokenizedPrompt learnt = tokenize("Q:", 0, "x", LabelPolicy.ALL);
    learnt.ids()[0] = -1;
    learnt.labels()[0] = -1;
    assertThat(learnt.ids()[0]).isNotNegative();
    assertThat(learnt.labels()[0]).isNotNegative();
  }

  @Test
  void more_placeholders_than_images_are_refused_with_both_counts() {
    assertRefused(Prompt.verbatim("<image> <image>", 1).at("subject 7, question 2"))
        .withMessageContaining("more image placeholders than images: subject 7, question 2")
        .withMessageContaining("found 2 <image> placeholders and 1 images");
  }

  @Test
  void more_images_than_placeholders_are_refused_with_both_counts() {
    assertRefused(Prompt.verbatim("no placeholder", 3))
        .withMessageContaining("more images than image placeholders")
        .withMessageContaining("found 0 <image> placeholders and 3 images");
  }

  @Test
  void a_text_only_model_takes_no_image() {
    var textOnly = new PromptTokenizer(llama, InputContract.textOnly(411, 2048));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(
            () -> textOnly.tokenize(Prompt.verbatim("<image>\nQ", 1), LabelPolicy.ANSWER_ONLY))
        .withMessageContaining("a text-only model was given an image");
    assertThat(textOnly.tokenize(Prompt.verbatim("Q", 0), LabelPolicy.ALL).length()).isPositive();
  }

  @Test
  void an_id_outside_the_models_vocabulary_is_named_with_its_token() {
    var small = new InputContract(400, 2048, CONTRACT.imageTokenId(), 4);
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(
            () ->
                new PromptTokenizer(llama, small)
                    .tokenize(
                        Prompt.verbatim("a <pad>", 0).at("question 9"), LabelPolicy.ANSWER_ONLY))
        .withMessageContaining("a token lies outside the model's vocabulary: question 9")
        .withMessageContaining("token \"<pad>\" with id 410; expected ids below 400");
  }

  @Test
  void a_prompt_longer_than_the_positions_is_refused_not_cut() {
    var tight = new InputContract(411, 20, CONTRACT.imageTokenId(), 4);
    Prompt prompt = Prompt.verbatim("<image>\n" + "a".repeat(60), 1).at("subject 1");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> new PromptTokenizer(llama, tight).tokenize(prompt, LabelPolicy.ALL))
        .withMessageContaining("a prompt is too long for the model: subject 1")
        .withMessageContaining("of them 4 for images; expected at most 20");
  }

  @Test
  void a_row_of_exactly_the_positions_is_taken() {
    int length = tokenize("Q:", 0, "x", LabelPolicy.ALL).length();
    Prompt prompt = Prompt.verbatim("Q:", 0).withAnswer("x");
    assertThat(
            new PromptTokenizer(llama, InputContract.textOnly(411, length))
                .tokenize(prompt, LabelPolicy.ALL)
                .length())
        .isEqualTo(length);
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(
            () ->
                new PromptTokenizer(llama, InputContract.textOnly(411, length - 1))
                    .tokenize(prompt, LabelPolicy.ALL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void an_empty_answer_is_refused(String answer) {
    Prompt prompt = Prompt.verbatim("Q", 0).at("subject 3");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> prompt.withAnswer(answer))
        .withMessageContaining("the answer is empty: subject 3");
  }

  @Test
  void an_empty_prompt_is_refused_where_the_tokenizer_adds_nothing() {
    try (Tokenizer bytes = Tokenizer.load(TextReference.checkpoint("bytelevel"))) {
      assertThatExceptionOfType(BadInputException.class)
          .isThrownBy(
              () ->
                  new PromptTokenizer(bytes, InputContract.textOnly(404, 2048))
                      .tokenize(Prompt.verbatim("", 0).at("question 4"), LabelPolicy.ALL))
          .withMessageContaining("a prompt is empty: question 4");
    }
  }

  @Test
  void half_a_surrogate_pair_is_refused_with_the_question() {
    assertRefused(Prompt.verbatim("Q\ud83d", 0).at("question 5"))
        .withMessageContaining("a text is not valid Unicode: question 5, char 1 of 2");
  }

  @Test
  void a_placeholder_in_the_answer_is_refused() {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> Prompt.verbatim("Q", 1).withAnswer("see <image>"))
        .withMessageContaining("the answer contains an image placeholder");
  }

  @Test
  void a_model_with_another_image_token_is_refused() {
    var other = new InputContract(411, 2048, OptionalInt.of(7), 4);
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> new PromptTokenizer(llama, other))
        .withMessageContaining("found <image> as id 409; expected id 7");
  }

  @Test
  void an_answer_needs_a_named_end_of_sequence_token() throws IOException {
    Files.writeString(directory.resolve("tokenizer.json"), llamaFile("tokenizer.json"));
    try (Tokenizer nameless = Tokenizer.load(directory)) {
      assertThatExceptionOfType(BadInputException.class)
          .isThrownBy(
              () ->
                  new PromptTokenizer(nameless, CONTRACT)
                      .tokenize(Prompt.verbatim("Q", 0).withAnswer("x"), LabelPolicy.ALL))
          .withMessageContaining("field eos_token");
    }
  }

  private static String llamaFile(String name) throws IOException {
    return Files.readString(TextReference.checkpoint("llama").resolve(name));
  }

  private static PromptTokenizer prompts() {
    return new PromptTokenizer(llama, CONTRACT);
  }

  private static TokenizedPrompt tokenize(
      String text, int images, String answer, LabelPolicy policy) {
    return prompts().tokenize(Prompt.verbatim(text, images).withAnswer(answer), policy);
  }

  private static ThrowableAssertAlternative<BadInputException> assertRefused(Prompt prompt) {
    return assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> prompts().tokenize(prompt, LabelPolicy.ANSWER_ONLY));
  }
}
