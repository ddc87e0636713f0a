package org.pulsebench.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.pulsebench.method.MethodDescription;
import org.pulsebench.method.MethodParameter;

/** The JSON form of a method with the values that it ran with. */
final class MethodJson {

  private MethodJson() {}

  /** Returns what the method says of itself, and each parameter's value beside its default. */
  static ObjectNode of(Results.MethodRun run) {
    MethodDescription method = run.description();
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", method.name())
            .put("version", run.version())
            .put("title", method.title())
            .put("paper", method.paper())
            .put("formula", method.formula());
    ArrayNode parameters = node.putArray("parameters");
    for (MethodParameter parameter : method.parameters()) {
      ObjectNode one = parameters.addObject();
      one.put("name", parameter.name()).put("kind", parameter.values().kind());
      StepInputs.put(one, "value", run.settings().values().get(parameter.name()));
      StepInputs.put(one, "default", parameter.defaultValue());
      putRange(one, parameter.values());
      one.put("what", parameter.meaning()).put("reason", parameter.reason());
    }
    return node;
  }

  /** A bound that is infinite is none, and JSON could not write it. */
  private static void putRange(ObjectNode node, MethodParameter.Values values) {
    if (values instanceof MethodParameter.Choices choices) {
      ArrayNode names = node.putArray("choices");
      choices.names().forEach(names::add);
    } else if (values instanceof MethodParameter.Integers range) {
      node.put("least", range.least()).put("most", range.most());
    } else if (values instanceof MethodParameter.Numbers range) {
      if (Double.isFinite(range.least())) {
        node.put("least", range.least());
      }
      if (Double.isFinite(range.most())) {
        node.put("most", range.most());
      }
    }
  }
}
