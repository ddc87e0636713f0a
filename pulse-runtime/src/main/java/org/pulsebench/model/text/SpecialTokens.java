package org.pulsebench.model.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/** The ids of the tokens that begin, end and pad a sequence, as far as a checkpoint names them. */
record SpecialTokens(OptionalInt bos, OptionalInt eos, OptionalInt pad) {

  /** {@code tokenizer_config.json} outranks the older {@code special_tokens_map.json}. */
  private static final List<String> FILES =
      List.of("tokenizer_config.json", "special_tokens_map.json");

  private record Source(CheckpointFile file, JsonNode root) {}

  static SpecialTokens read(Path directory, Vocabulary vocabulary) {
    List<Source> sources = new ArrayList<>();
    for (String name : FILES) {
      CheckpointFile file = new CheckpointFile(directory.resolve(name));
      if (file.exists()) {
        sources.add(new Source(file, file.json()));
      }
    }
    return new SpecialTokens(
        find("bos_token", sources, vocabulary),
        find("eos_token", sources, vocabulary),
        find("pad_token", sources, vocabulary));
  }

  private static OptionalInt find(String field, List<Source> sources, Vocabulary vocabulary) {
    for (Source source : sources) {
      JsonNode value = source.root().path(field);
      if (!value.isMissingNode() && !value.isNull()) {
        return OptionalInt.of(id(field, value, source.file(), vocabulary));
      }
    }
    return OptionalInt.empty();
  }

  private static int id(String field, JsonNode value, CheckpointFile file, Vocabulary vocabulary) {
    JsonNode content = value.isObject() ? value.path("content") : value;
    if (!content.isTextual()) {
      throw file.wrongField(field, value, "a token's text, or an object with it as \"content\"");
    }
    String token = content.textValue();
    return vocabulary
        .id(token)
        .orElseThrow(
            () ->
                new BadInputException(
                    new Problem(
                        "a special token is not in the vocabulary",
                        file.path() + ", field " + field,
                        token,
                        "a token of tokenizer.json",
                        "Take both files from the same checkpoint.")));
  }
}
