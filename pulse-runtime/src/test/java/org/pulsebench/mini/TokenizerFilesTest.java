package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.EnvironmentException;
import org.pulsebench.RandomStream;
import org.pulsebench.model.text.ChatTemplate;
import org.pulsebench.model.text.ConversationTemplate;
import org.pulsebench.model.text.Tokenizer;

class TokenizerFilesTest {

  private static final List<String> TEXTS =
      List.of("the cat sat on the mat", "the hat and the cat", "a cat, a hat and a mat");

  private static final List<String> FIXED =
      List.of(
          "USER:",
          "ASSISTANT:",
          "Just give ONE letter representing the answer directly.",
          "\nA:",
          "\nB:",
          "A:",
          "caf\u00e9 ");

  @TempDir Path directory;

  private int write(Path target, int merges, List<String> fixed) {
    return TokenizerFiles.write(target, BytePairTrainer.train(TEXTS, merges), fixed, 256);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 12})
  void any_text_is_encoded_and_decoded_exactly(int merges) {
    write(directory, merges, FIXED);
    try (Tokenizer tokenizer = Tokenizer.load(directory)) {
      for (String text : anyTexts()) {
        int[] ids = tokenizer.encode(text, true).ids();
        assertThat(ids[0]).isEqualTo(tokenizer.bosId().orElseThrow());
        assertThat(tokenizer.decode(ids, true)).isEqualTo(text);
      }
    }
  }

  private static List<String> anyTexts() {
    RandomStream random = new RandomStream(11);
    List<String> drawn =
        IntStream.range(0, 200)
            .mapToObj(
                i -> {
                  StringBuilder text = new StringBuilder();
                  for (int c = 0; c < 12; c++) {
                    int codePoint = random.nextInt(random.nextInt(2) == 0 ? 0x300 : 0x110000);
                    boolean half = codePoint >= 0xD800 && codePoint < 0xE000;
                    text.appendCodePoint(half ? ' ' : codePoint);
                  }
                  return text.toString();
                })
            .toList();
    List<String> chosen =
        List.of(
            "",
            " ",
            "  two  spaces  ",
            "the cat's hat",
            "\u0000\u0001\t\r\n\u007f\u0085\u00a0\u00ad\u200b\ufeff\uffff",
            "\ud83d\ude00\ud83d\udc69\u200d\ud83d\udcbb \u4f60\u597d \u0645\u0631\u062d\u0628\u0627",
            "e\u0301 \u00e9 \u0120 \u010a \u0143",
            "USER: what? ASSISTANT: A:\nA: B:\nB:caf\u00e9 caf\u00e9");
    return Stream.concat(chosen.stream(), drawn.stream()).toList();
  }

  @Test
  void ids_are_special_tokens_then_bytes_then_merges_then_fixed_texts() {
    int size = write(directory, 2, FIXED);
    List<String> merged = BytePairTrainer.train(TEXTS, 2).tokens().subList(256, 258);
    try (Tokenizer tokenizer = Tokenizer.load(directory)) {
      assertThat(size).isEqualTo(4 + 256 + 2 + FIXED.size());
      assertThat(tokenizer.vocabularySize()).isEqualTo(size);
      assertThat(IntStream.range(0, 4).mapToObj(id -> tokenizer.token(id).orElseThrow()))
          .containsExactly("<s>", "</s>", "<pad>", "<image>");
      assertThat(tokenizer.encode("A\u0000", false).ids()).containsExactly(4 + 'A', 4);
      assertThat(IntStream.range(260, 262).mapToObj(id -> tokenizer.token(id).orElseThrow()))
          .containsExactlyElementsOf(merged);
      assertThat(tokenizer.encode("USER:", false).ids()).containsExactly(4 + 256 + 2);
      assertThat(tokenizer.padId()).hasValue(2);
    }
  }

  @Test
  void a_fixed_text_is_one_token_wherever_it_stands_the_longest_first() {
    write(directory, 0, FIXED);
    try (Tokenizer tokenizer = Tokenizer.load(directory)) {
      for (int i = 0; i < FIXED.size(); i++) {
        int id = 4 + 256 + i;
        assertThat(tokenizer.encode(FIXED.get(i), false).ids()).containsExactly(id);
        assertThat(tokenizer.encode("x" + FIXED.get(i) + "y", false).ids())
            .containsExactly(4 + 'x', id, 4 + 'y');
        assertThat(tokenizer.decode(new int[] {4 + 'x', id, id}, true))
            .isEqualTo("x" + FIXED.get(i) + FIXED.get(i));
      }
    }
  }

  @Test
  void merges_are_applied_as_they_were_learnt() {
    BytePairVocabulary vocabulary = BytePairTrainer.train(TEXTS, 12);
    int size = TokenizerFiles.write(directory, vocabulary, List.of(), 256);
    assertThat(size).isEqualTo(4 + 256 + 12);
    try (Tokenizer tokenizer = Tokenizer.load(directory)) {
      for (String token : vocabulary.tokens().subList(256, 268)) {
        String text = token.replace('\u0120', ' ');
        assertThat(tokenizer.encode(text, false).ids())
            .as(token)
            .containsExactly(tokenizer.id(token).orElseThrow());
      }
    }
  }

  @Test
  void a_fixed_text_that_is_a_token_of_the_vocabulary_keeps_its_id() {
    int size = write(directory, 12, List.of("USER:", "at", "ASSISTANT:"));
    try (Tokenizer tokenizer = Tokenizer.load(directory)) {
      assertThat(size).isEqualTo(4 + 256 + 12 + 2);
      assertThat(tokenizer.vocabularySize()).isEqualTo(size);
      assertThat(tokenizer.encode("at", false).ids())
          .containsExactly(tokenizer.id("at").orElseThrow());
      assertThat(tokenizer.id("at").orElseThrow()).isLessThan(4 + 256 + 12);
      assertThat(tokenizer.encode("ASSISTANT:", false).ids()).containsExactly(size - 1);
    }
  }

  @Test
  void special_tokens_are_recognised_in_text_and_left_out_on_request() {
    write(directory, 0, FIXED);
    try (Tokenizer tokenizer = Tokenizer.load(directory)) {
      int[] ids = tokenizer.encode("<image>\nhi</s>", false).ids();
      assertThat(ids).containsExactly(3, 4 + '\n', 4 + 'h', 4 + 'i', 1);
      assertThat(tokenizer.decode(ids, true)).isEqualTo("\nhi");
      assertThat(tokenizer.decode(ids, false)).isEqualTo("<image>\nhi</s>");
    }
  }

  @Test
  void the_chat_template_is_the_one_of_llava() {
    write(directory, 0, FIXED);
    assertThat(ChatTemplate.require(directory)).isEqualTo(ConversationTemplate.HF_LLAVA);
  }

  @Test
  void the_same_input_gives_the_same_bytes() throws IOException {
    Path first = Files.createDirectory(directory.resolve("first"));
    Path second = Files.createDirectory(directory.resolve("second"));
    write(first, 12, FIXED);
    write(second, 12, FIXED);
    for (String name : List.of("tokenizer.json", "tokenizer_config.json", "chat_template.jinja")) {
      assertThat(second.resolve(name)).hasSameBinaryContentAs(first.resolve(name));
    }
    assertThat(first).isDirectoryNotContaining("glob:**.partial");
  }

  @Test
  void a_fixed_text_that_could_not_be_given_back_is_refused() {
    assertRefused(List.of(""), "fixed text is empty, must be a text");
    assertRefused(List.of("A:", "A:"), "fixed text is \"A:\", must be there once");
    assertRefused(List.of("see <image>"), "fixed text is \"see <image>\", must be without <image>");
    assertRefused(
        List.of("caf\u00e9"),
        "fixed text is \"caf\u00e9\", must be something that is not also the spelling of other"
            + " bytes");
    assertRefused(List.of("\ud83d"), "a text is not valid Unicode: \"\ud83d\"");
    assertThat(directory).isEmptyDirectory();
  }

  private void assertRefused(List<String> fixed, String message) {
    assertThatThrownBy(() -> write(directory, 0, fixed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void a_directory_that_is_not_there_is_named() {
    Path absent = directory.resolve("absent");
    assertThatThrownBy(() -> write(absent, 0, FIXED))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("File cannot be written: " + absent.resolve("tokenizer.json"));
  }
}
