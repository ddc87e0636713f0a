package org.pulsebench.model.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.pulsebench.json.JsonFields;

/** The ids of the tokens that begin, end and pad a sequence, as far as a checkpoint names them. */
record SpecialTokens(OptionalInt bos, OptionalInt eos, OptionalInt pad) {

  /** {@code tokenizer_config.json} outranks the older {@code special_tokens_map.json}. */
  private static final List<String> FILES =
      List.of("tokenizer_config.json", "special_tokens_map.json");

  static SpecialTokens read(Path directory, Vocabulary vocabulary) {
    List<JsonFields> files =
        FILES.stream().map(directory::resolve).filter(Files::exists).map(JsonFields::read).toList();
    return new SpecialTokens(
        find("bos_token", files, vocabulary),
        find("eos_token", files, vocabulary),
        find("pad_token", files, vocabulary));
  }

  private static OptionalInt find(String field, List<JsonFields> files, Vocabulary vocabulary) {
    for (JsonFields file : files) {
      if (file.has(field)) {
        return OptionalInt.of(id(field, file, vocabulary));
      }
    }
    return OptionalInt.empty();
  }

  private static int id(String field, JsonFields file, Vocabulary vocabulary) {
    JsonNode value = file.get(field);
    JsonNode content = value.isObject() ? value.path("content") : value;
    if (!content.isTextual()) {
      throw file.bad(field, value, "a token's text, or an object with it as \"content\"");
    }
    String token = content.textValue();
    return vocabulary
        .id(token)
        .orElseThrow(
            () ->
                file.bad(
                    field,
                    token,
                    "a token of tokenizer.json",
                    "Take both files from the same checkpoint."));
  }
}
