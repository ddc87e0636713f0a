package org.pulsebench.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.pulsebench.Problem;
import org.pulsebench.json.JsonFields;

/** A problem as the object that events, steps and results hold. */
final class ProblemJson {

  private ProblemJson() {}

  static ObjectNode of(Problem problem) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("what", problem.what())
        .put("where", problem.where())
        .put("found", problem.found())
        .put("expected", problem.expected())
        .put("remedy", problem.remedy());
  }

  /**
   * Reads a problem.
   *
   * @throws org.pulsebench.BadInputException if a field is missing or no text
   */
  static Problem read(JsonFields fields) {
    return new Problem(
        fields.requiredText("what"),
        fields.requiredText("where"),
        fields.requiredText("found"),
        fields.requiredText("expected"),
        fields.requiredText("remedy"));
  }
}
