package org.pulsebench.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;

class TokenizerTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"llama", "bytelevel"})
  void gives_the_ids_spans_and_texts_of_transformers(String name) {
    try (Tokenizer tokenizer = Tokenizer.load(TextReference.checkpoint(name))) {
      for (JsonNode expected : TextReference.expected(name).path("texts")) {
        String text = expected.path("text").textValue();
        Tokens tokens = tokenizer.encode(text, true);
        int[] ids = TextReference.ints(expected.path("ids"));
        assertThat(tokens.ids()).as(text).containsExactly(ids);
        assertThat(tokenizer.encode(text, false).ids())
            .as(text)
            .containsExactly(TextReference.ints(expected.path("plain")));
        assertThat(tokens.list().stream().map(t -> List.of(t.start(), t.end())))
            .as(text)
            .containsExactlyElementsOf(
                TextReference.stream(expected.path("spans"))
                    .map(s -> List.of(s.get(0).intValue(), s.get(1).intValue()))
                    .toList());
        assertThat(tokenizer.decode(ids, false)).isEqualTo(expected.path("decoded").textValue());
        assertThat(tokenizer.decode(ids, true))
            .isEqualTo(expected.path("decodedWithoutSpecial").textValue());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "bytelevel"})
  void knows_its_vocabulary_and_special_tokens(String name) {
    JsonNode expected = TextReference.expected(name);
    try (Tokenizer tokenizer = Tokenizer.load(TextReference.checkpoint(name))) {
      assertThat(tokenizer.vocabularySize()).isEqualTo(expected.path("vocabularySize").intValue());
      assertThat(tokenizer.bosId()).hasValue(expected.path("bos").intValue());
      assertThat(tokenizer.eosId()).hasValue(expected.path("eos").intValue());
      assertThat(tokenizer.padId()).hasValue(expected.path("pad").intValue());
      assertThat(tokenizer.id("<image>")).hasValue(expected.path("image").intValue());
      assertThat(tokenizer.token(expected.path("image").intValue())).hasValue("<image>");
      assertThat(tokenizer.id("no such token")).isEmpty();
      assertThat(tokenizer.token(1 << 20)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"é x,0,1", "😀 x,0,2", "上 x,0,1", "a😀b,1,3"})
  void counts_spans_in_chars_of_the_java_string(String text, int start, int end) {
    try (Tokenizer tokenizer = Tokenizer.load(TextReference.checkpoint("bytelevel"))) {
      assertThat(tokenizer.encode(text, true).list())
          .anySatisfy(
              token -> {
                assertThat(token.start()).isEqualTo(start);
                assertThat(token.end()).isEqualTo(end);
              });
    }
  }

  @Test
  void neither_pads_nor_truncates_though_the_file_asks_for_it() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = (ObjectNode) mapper.readTree(llamaJson());
    root.set(
        "truncation",
        mapper.readTree(
            "{\"direction\":\"Right\",\"max_length\":3,"
                + "\"strategy\":\"LongestFirst\",\"stride\":0}"));
    root.set(
        "padding",
        mapper.readTree(
            "{\"strategy\":{\"Fixed\":2000},\"direction\":\"Right\",\"pad_to_multiple_of\":null,"
                + "\"pad_id\":0,\"pad_type_id\":0,\"pad_token\":\"<pad>\"}"));
    Files.writeString(directory.resolve("tokenizer.json"), root.toString());
    String text = "word ".repeat(600);
    try (Tokenizer plain = Tokenizer.load(TextReference.checkpoint("llama"));
        Tokenizer asked = Tokenizer.load(directory)) {
      assertThat(asked.encode(text, true).ids()).isEqualTo(plain.encode(text, true).ids());
      assertThat(asked.encode("a", true).ids()).isEqualTo(plain.encode("a", true).ids());
    }
  }

  @Test
  void keeps_djl_off_the_network() {
    Tokenizer.load(TextReference.checkpoint("llama")).close();

    assertThat(System.getProperty("ai.djl.offline", System.getenv("DJL_OFFLINE"))).isNotNull();
    assertThat(System.getProperty("OPT_OUT_TRACKING", System.getenv("OPT_OUT_TRACKING")))
        .isNotNull();
  }

  @Test
  void leaves_out_ids_without_a_token_but_refuses_negative_ones() {
    try (Tokenizer tokenizer = Tokenizer.load(TextReference.checkpoint("llama"))) {
      int[] a = tokenizer.encode("a", false).ids();
      int[] padded = {a[0], 5000};
      assertThat(tokenizer.decode(padded, true)).isEqualTo(tokenizer.decode(a, true));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tokenizer.decode(new int[] {-200}, true))
          .withMessageContaining("-200");
    }
  }

  @Test
  void special_tokens_may_be_unnamed_or_named_in_the_older_file() throws IOException {
    Files.writeString(directory.resolve("tokenizer.json"), llamaJson());
    try (Tokenizer tokenizer = Tokenizer.load(directory)) {
      assertThat(tokenizer.eosId()).isEmpty();
      assertThat(tokenizer.padId()).isEmpty();
    }
    Files.writeString(
        directory.resolve("special_tokens_map.json"),
        "{\"eos_token\": {\"content\": \"</s>\"}, \"bos_token\": \"</s>\", \"pad_token\": null}");
    Files.writeString(directory.resolve("tokenizer_config.json"), "{\"bos_token\": \"<s>\"}");
    try (Tokenizer tokenizer = Tokenizer.load(directory)) {
      assertThat(tokenizer.bosId()).hasValue(1);
      assertThat(tokenizer.eosId()).hasValue(2);
      assertThat(tokenizer.padId()).isEmpty();
    }
  }

  @Test
  void refuses_half_a_surrogate_pair() {
    try (Tokenizer tokenizer = Tokenizer.load(TextReference.checkpoint("llama"))) {
      assertThatExceptionOfType(BadInputException.class)
          .isThrownBy(() -> tokenizer.encode("ab\ud83d", true))
          .withMessageContaining("text, char 2 of 3")
          .withMessageContaining("\\ud83d");
    }
  }

  @Test
  void a_missing_tokenizer_is_named() {
    assertRefused(directory)
        .withMessageContaining("the checkpoint has no tokenizer: " + directory)
        .withMessageContaining("found no tokenizer.json");
    assertRefused(directory.resolve("absent")).withMessageContaining("found no such directory");
  }

  @Test
  void a_sentencepiece_model_alone_comes_with_the_way_to_convert_it() throws IOException {
    Files.writeString(directory.resolve("tokenizer.model"), "x");
    assertRefused(directory)
        .withMessageContaining("found tokenizer.model; expected tokenizer.json")
        .withMessageContaining("from_pretrained(\"" + directory + "\").save_pretrained");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"model\":|not valid JSON",
        "`version https://git-lfs.github.com`|not valid JSON",
        "[]|not a JSON object",
        "{}|field model.vocab",
        "{\"model\":{\"vocab\":{\"a\":-1}}}|field model.vocab.a",
        "{\"model\":{\"vocab\":{\"a\":0}},\"added_tokens\":[{\"id\":1}]}|added_tokens[0].content",
        "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[\"x y\"]}}|cannot be built",
        "{\"model\":{\"type\":\"Magic\",\"vocab\":{\"a\":0}}}|cannot be built"
      })
  void a_broken_tokenizer_json_is_named(String content, String message) throws IOException {
    Files.writeString(directory.resolve("tokenizer.json"), content);
    assertRefused(directory)
        .withMessageContaining(directory.resolve("tokenizer.json").toString())
        .withMessageContaining(message);
  }

  @Test
  void a_truncated_tokenizer_json_is_named_with_its_place() throws IOException {
    String json = llamaJson();
    Files.writeString(directory.resolve("tokenizer.json"), json.substring(0, json.length() / 2));
    assertRefused(directory)
        .withMessageContaining("not valid JSON")
        .withMessageContaining("line 1");
  }

  @Test
  void bytes_that_are_no_text_are_refused() throws IOException {
    Files.write(directory.resolve("tokenizer.json"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    assertRefused(directory).withMessageContaining("bytes that are not UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"eos_token\": \"<end>\"}|found <end>; expected a token of tokenizer.json",
        "{\"eos_token\": 7}|field eos_token",
        "{\"eos_token\": {}}|field eos_token",
        "{|not valid JSON"
      })
  void a_broken_tokenizer_config_is_named(String content, String message) throws IOException {
    Files.writeString(directory.resolve("tokenizer.json"), llamaJson());
    Files.writeString(directory.resolve("tokenizer_config.json"), content);
    assertRefused(directory)
        .withMessageContaining("tokenizer_config.json")
        .withMessageContaining(message);
  }

  @Test
  void a_closed_tokenizer_says_so() {
    Tokenizer tokenizer = Tokenizer.load(TextReference.checkpoint("llama"));
    tokenizer.close();
    tokenizer.close();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> tokenizer.encode("a", true));
  }

  private static String llamaJson() throws IOException {
    return Files.readString(TextReference.checkpoint("llama").resolve("tokenizer.json"));
  }

  private static ThrowableAssertAlternative<BadInputException> assertRefused(Path checkpoint) {
    return assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> Tokenizer.load(checkpoint));
  }
}
