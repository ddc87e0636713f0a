package org.pulsebench.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pulsebench.json.JsonFields;
import org.pulsebench.json.JsonFile;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.LoraTargets;

/**
 * PEFT's {@code adapter_config.json} (0.21).
 *
 * @param settings rank, alpha, dropout and targets
 * @param wholeModules names of modules that are trained as a whole ({@code modules_to_save})
 */
record AdapterConfig(LoraSettings settings, List<String> wholeModules) {

  static final String FILE_NAME = "adapter_config.json";

  /** Fields that change nothing about the numbers, or only how an adapter is started. */
  private static final Set<String> HARMLESS =
      Set.of(
          "auto_mapping",
          "base_model_name_or_path",
          "revision",
          "inference_mode",
          "task_type",
          "peft_version",
          "megatron_core",
          "qalora_group_size",
          "runtime_config",
          "ensure_weight_tying");

  private static final Set<String> READ =
      Set.of(
          "peft_type",
          "r",
          "lora_alpha",
          "lora_dropout",
          "use_rslora",
          "target_modules",
          "modules_to_save",
          "init_lora_weights",
          "bias");

  /**
   * Ways to start an adapter that leave the base as it is; others (PiSSA, OLoRA, ...) change it.
   */
  private static final Set<String> STARTS = Set.of("gaussian", "eva", "orthogonal");

  AdapterConfig {
    wholeModules = List.copyOf(wholeModules);
  }

  /** Reads the file; a setting that PULSE does not compute is refused by name. */
  static AdapterConfig read(Path directory) {
    Path file = directory.resolve(FILE_NAME);
    JsonFields fields = JsonFields.root(JsonFile.read(file), file);
    if (!fields.text("peft_type").equals(java.util.Optional.of("LORA"))) {
      throw fields.bad(
          "peft_type",
          fields.describeValue("peft_type"),
          "the text \"LORA\"",
          "Only LoRA adapters can be read.");
    }
    if (!fields.text("bias").orElse("none").equals("none")) {
      throw fields.bad(
          "bias",
          fields.describeValue("bias"),
          "the text \"none\"",
          "Train the adapter without biases.");
    }
    refuseChangedBase(fields);
    refuseUnknown(fields, JsonFile.read(file));
    LoraSettings settings =
        new LoraSettings(
            fields.wholeNumber("r", 1, Integer.MAX_VALUE),
            fields.number("lora_alpha", Double.MIN_VALUE, "a positive number"),
            dropout(fields),
            fields.flag("use_rslora", false),
            targets(fields));
    List<String> whole =
        fields.has("modules_to_save") ? texts(fields, "modules_to_save") : List.of();
    return new AdapterConfig(settings, whole);
  }

  /**
   * Returns the JSON from which PEFT builds exactly the given modules.
   *
   * <p>The targets are written as one expression over whole paths: a list of suffixes would reach
   * into other parts.
   */
  JsonNode toJson(List<String> modules) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putNull("base_model_name_or_path");
    json.put("bias", "none");
    json.put("fan_in_fan_out", false);
    json.put("inference_mode", true);
    json.put("init_lora_weights", true);
    json.put("lora_alpha", settings.alpha());
    json.put("lora_dropout", settings.dropout());
    if (wholeModules.isEmpty()) {
      json.putNull("modules_to_save");
    } else {
      ArrayNode whole = json.putArray("modules_to_save");
      wholeModules.forEach(whole::add);
    }
    json.put("peft_type", "LORA");
    json.put("r", settings.rank());
    json.put("target_modules", expression(modules));
    json.putNull("task_type");
    json.put("use_dora", false);
    json.put("use_rslora", settings.rankStabilised());
    return json;
  }

  /**
   * Joins paths that differ in layer number only, such as {@code
   * layers\.(0|1|2)\.self_attn\.q_proj}.
   */
  private static String expression(List<String> modules) {
    Map<String, List<String>> byShape = new TreeMap<>();
    for (String module : modules) {
      java.util.regex.Matcher layer = Pattern.compile("\\.layers\\.(\\d+)\\.").matcher(module);
      if (layer.find()) {
        String shape = module.substring(0, layer.start(1)) + "#" + module.substring(layer.end(1));
        byShape.computeIfAbsent(shape, key -> new ArrayList<>()).add(layer.group(1));
      } else {
        byShape.put(module, List.of());
      }
    }
    return byShape.entrySet().stream()
        .map(
            entry ->
                entry
                    .getKey()
                    .replace(".", "\\.")
                    .replace("#", "(" + String.join("|", entry.getValue()) + ")"))
        .collect(Collectors.joining("|"));
  }

  private static double dropout(JsonFields fields) {
    String expected = "a number from 0 to below 1";
    double dropout = fields.has("lora_dropout") ? fields.number("lora_dropout", 0, expected) : 0;
    if (dropout >= 1) {
      throw fields.bad("lora_dropout", String.valueOf(dropout), expected);
    }
    return dropout;
  }

  private static void refuseChangedBase(JsonFields fields) {
    String name = "init_lora_weights";
    JsonNode value = fields.get(name);
    boolean harmless =
        value.isMissingNode()
            || value.isNull()
            || value.isBoolean()
            || STARTS.contains(value.asText());
    if (!harmless) {
      throw fields.bad(
          name,
          value.toString(),
          "true, false or one of " + new TreeSet<>(STARTS),
          "PEFT changes the base for this start; convert the adapter to plain LoRA when saving it.");
    }
  }

  private static LoraTargets targets(JsonFields fields) {
    JsonNode value = fields.get("target_modules");
    if (value.isArray()) {
      return new LoraTargets.Suffixes(texts(fields, "target_modules"));
    }
    String text =
        fields
            .text("target_modules")
            .orElseThrow(
                () ->
                    fields.bad(
                        "target_modules",
                        "nothing",
                        "a list of names, an expression or \"all-linear\""));
    return text.equals("all-linear") ? new LoraTargets.AllLinear() : matching(fields, text);
  }

  private static LoraTargets matching(JsonFields fields, String expression) {
    try {
      return new LoraTargets.Matching(expression);
    } catch (IllegalArgumentException e) {
      throw fields.bad("target_modules", "the text \"" + expression + "\"", "a regular expression");
    }
  }

  private static List<String> texts(JsonFields fields, String name) {
    List<String> texts = new ArrayList<>();
    JsonNode list = fields.get(name);
    for (JsonNode element : list) {
      if (!element.isTextual()) {
        throw fields.bad(name, element.toString(), "a list of texts");
      }
      texts.add(element.textValue());
    }
    if (!list.isArray() || texts.isEmpty()) {
      throw fields.bad(name, fields.describeValue(name), "a list of texts");
    }
    return texts;
  }

  /** Other fields may only stand at the value that switches them off. */
  private static void refuseUnknown(JsonFields fields, JsonNode json) {
    json.properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              boolean off =
                  value.isNull()
                      || (value.isBoolean() && !value.booleanValue())
                      || (value.isContainerNode() && value.isEmpty());
              if (!off && !READ.contains(field.getKey()) && !HARMLESS.contains(field.getKey())) {
                throw fields.bad(
                    field.getKey(),
                    value.toString(),
                    "no value, or false",
                    "PULSE computes plain LoRA; train the adapter without this option.");
              }
            });
  }
}
