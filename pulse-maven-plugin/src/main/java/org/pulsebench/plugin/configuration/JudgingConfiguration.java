package org.pulsebench.plugin.configuration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What is asked about the entities of published tasks, and who judges the answers. */
public final class JudgingConfiguration {

  /** How many paraphrases of each question are asked too, 4 by default. */
  private Integer variants;

  /** The most tokens of an answer; 250 by default, as MLUBench's code has it. */
  private Integer answerTokens;

  /** A language model that judges; the built-in rules by default. */
  private JudgeConfiguration judge;

  /** Returns the field {@code judging} of the experiment file, if anything is given. */
  Optional<ObjectNode> json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (variants != null) {
      json.put("variants", variants);
    }
    if (answerTokens != null) {
      json.put("answerTokens", answerTokens);
    }
    if (judge != null) {
      json.set("judge", judge.json());
    }
    return json.isEmpty() ? Optional.empty() : Optional.of(json);
  }
}
