package org.pulsebench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pulsebench.experiment.store.StepKey;
import org.pulsebench.method.MethodIdentity;
import org.pulsebench.method.MethodSettings;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LoraSettings;

/** Collects what a step's result depends on, to make its key. */
final class StepInputs {

  private final ObjectNode node = JsonNodeFactory.instance.objectNode();

  /**
   * Begins with what every step depends on.
   *
   * @param machine what is computed with
   */
  StepInputs(MachineClass machine) {
    node.set("machine", machine.toJson());
  }

  StepInputs put(String name, String value) {
    node.put(name, value);
    return this;
  }

  StepInputs put(String name, long value) {
    node.put(name, value);
    return this;
  }

  StepInputs put(String name, double value) {
    node.put(name, value);
    return this;
  }

  StepInputs put(String name, List<String> values) {
    ArrayNode list = node.putArray(name);
    values.forEach(list::add);
    return this;
  }

  StepInputs put(String name, MethodIdentity method) {
    node.putObject(name).put("name", method.name()).put("version", method.version());
    return this;
  }

  StepInputs put(String name, MethodSettings settings) {
    ObjectNode values = node.putObject(name);
    Map<String, Object> sorted = new TreeMap<>(settings.values());
    sorted.forEach((parameter, value) -> put(values, parameter, value));
    return this;
  }

  StepInputs put(String name, AdapterPlan plan) {
    ObjectNode values = node.putObject(name);
    ObjectNode modes = values.putObject("modes");
    new TreeMap<>(plan.modes()).forEach((part, mode) -> modes.put(part.name(), mode.name()));
    LoraSettings lora = plan.lora();
    values
        .put("rank", lora.rank())
        .put("alpha", lora.alpha())
        .put("dropout", lora.dropout())
        .put("rankStabilised", lora.rankStabilised())
        .put("targets", lora.targets().toString());
    return this;
  }

  /** Puts the value of a parameter, in its own type. */
  static void put(ObjectNode values, String name, Object value) {
    if (value instanceof Integer number) {
      values.put(name, number);
    } else if (value instanceof Double number) {
      values.put(name, number);
    } else {
      values.put(name, value.toString());
    }
  }

  StepKey key(String kind) {
    JsonNode copy = node.deepCopy();
    return StepKey.of(kind, copy);
  }
}
