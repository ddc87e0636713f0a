package org.pulsebench.data.mllmu;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pulsebench.Checks;

/**
 * A pair that a person is learnt from.
 *
 * @param extra what else the publisher says of the pair, in the publisher's order
 */
public record QuestionAnswer(String question, String answer, Map<String, JsonNode> extra) {

  static final String QUESTION = "Question";
  static final String ANSWER = "Answer";

  public QuestionAnswer {
    Checks.require(!question.isBlank(), "question", "blank", "a text");
    Checks.require(!answer.isBlank(), "answer", "blank", "a text");
    extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    Checks.require(
        !extra.containsKey(QUESTION) && !extra.containsKey(ANSWER),
        "extra",
        extra.keySet(),
        "without the names of the pair's own fields");
  }

  /** Creates a pair with nothing else to say of it. */
  public QuestionAnswer(String question, String answer) {
    this(question, answer, Map.of());
  }
}
