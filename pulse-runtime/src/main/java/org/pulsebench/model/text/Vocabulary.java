package org.pulsebench.model.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.pulsebench.json.JsonFields;

/** The two-way map between token texts and ids that a {@code tokenizer.json} declares. */
final class Vocabulary {

  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<Integer, String> tokens = new HashMap<>();

  private Vocabulary() {}

  /** Reads the model's vocabulary and the added tokens, which may rename an id of the model's. */
  static Vocabulary read(JsonFields root) {
    Vocabulary vocabulary = new Vocabulary();
    JsonFields model = root.object("model");
    JsonNode entries = model.get("vocab");
    if (entries.isObject()) {
      entries
          .properties()
          .forEach(e -> vocabulary.add(model, "vocab." + e.getKey(), e.getKey(), e.getValue()));
    } else if (entries.isArray()) {
      vocabulary.addUnigrams(model, entries);
    } else {
      throw model.bad("vocab", entries, "the tokens and their ids");
    }
    JsonNode added = root.get("added_tokens");
    for (int i = 0; i < added.size(); i++) {
      String field = "added_tokens[" + i + "]";
      JsonNode content = added.get(i).path("content");
      if (!content.isTextual()) {
        throw root.bad(field + ".content", content, "the token's text");
      }
      vocabulary.add(root, field + ".id", content.textValue(), added.get(i).path("id"));
    }
    return vocabulary;
  }

  private void addUnigrams(JsonFields model, JsonNode entries) {
    for (int i = 0; i < entries.size(); i++) {
      JsonNode piece = entries.get(i).path(0);
      if (!piece.isTextual()) {
        throw model.bad("vocab[" + i + "]", entries.get(i), "a piece and its score");
      }
      put(piece.textValue(), i);
    }
  }

  private void add(JsonFields fields, String field, String token, JsonNode id) {
    if (!id.isInt() || id.intValue() < 0) {
      throw fields.bad(field, id, "an id, a whole number from 0");
    }
    put(token, id.intValue());
  }

  private void put(String token, int id) {
    ids.put(token, id);
    tokens.put(id, token);
  }

  int size() {
    return ids.size();
  }

  OptionalInt id(String token) {
    Integer id = ids.get(token);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  Optional<String> token(int id) {
    return Optional.ofNullable(tokens.get(id));
  }
}
