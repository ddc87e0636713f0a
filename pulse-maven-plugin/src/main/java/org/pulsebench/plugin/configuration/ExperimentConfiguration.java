package org.pulsebench.plugin.configuration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The experiment that a POM asks for, before its values are looked at: the worker's reader of
 * experiment files does that, for every way in which an experiment can be written down.
 *
 * @param base the directory that relative paths are from
 * @param name what reports call it
 * @param protocols empty for the paper's four
 * @param methods empty for the paper's three
 * @param seeds empty for seed 1
 * @param learning values by parameters of fine-tuning
 * @param checkpointing empty for what suits the model
 * @param evaluation empty for one without examples
 * @param examMode empty for a single pass
 * @param judging of written answers about published tasks
 * @param sources how model and data are brought onto this machine
 * @param store empty for the user's cache
 */
public record ExperimentConfiguration(
    Path base,
    String name,
    ModelConfiguration model,
    CorpusConfiguration corpus,
    String size,
    List<ProtocolConfiguration> protocols,
    List<MethodConfiguration> methods,
    List<Long> seeds,
    LoraConfiguration lora,
    Map<String, String> learning,
    Optional<Boolean> checkpointing,
    Optional<String> evaluation,
    Optional<String> examMode,
    OptionalInt examQuestions,
    boolean written,
    JudgingConfiguration judging,
    SourcesConfiguration sources,
    Optional<Path> store) {

  private static final List<String> PAPER_METHODS = List.of("ga", "ga-klr", "npo");
  private static final List<String> PAPER_PROTOCOLS =
      List.of("fine-tuned", "pre-trained", "sustainability");
  private static final String COMPARISON = "modality";

  public ExperimentConfiguration {
    Objects.requireNonNull(base, "base");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(judging, "judging");
    Objects.requireNonNull(sources, "sources");
    protocols = List.copyOf(protocols);
    methods = List.copyOf(methods);
    seeds = List.copyOf(seeds);
    learning = Map.copyOf(learning);
  }

  /**
   * Returns the experiment file.
   *
   * @param device {@code cpu} or {@code gpu}
   * @param results where the worker writes what came of it
   * @throws org.pulsebench.BadInputException if an element contradicts another
   */
  public ObjectNode json(PropertyLookup properties, String device, Path results) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", name).put("model", model.resolved(base)).put("device", device);
    corpus.json(base, properties).ifPresent(data -> json.set("data", data));
    json.set("sources", sources.json(base));
    json.put("size", size);
    json.set("protocols", protocolsJson());
    json.set("methods", methodsJson());
    if (!seeds.isEmpty()) {
      ArrayNode array = json.putArray("seeds");
      seeds.forEach(array::add);
    }
    lora.json(properties).ifPresent(settings -> json.set("lora", settings));
    if (!learning.isEmpty()) {
      ObjectNode values = json.putObject("learning");
      learning.forEach(values::put);
    }
    checkpointing.ifPresent(flag -> json.put("checkpointing", flag));
    evaluation.ifPresent(text -> json.put("evaluation", text));
    examMode.ifPresent(mode -> json.put("exam", mode));
    examQuestions.ifPresent(questions -> json.put("examQuestions", questions));
    json.put("written", written);
    judging.json().ifPresent(fields -> json.set("judging", fields));
    store.ifPresent(directory -> json.put("store", base.resolve(directory).toString()));
    return json.put("results", results.toString());
  }

  private ArrayNode methodsJson() {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    if (methods.isEmpty()) {
      PAPER_METHODS.forEach(json::add);
    }
    methods.forEach(method -> json.add(method.json()));
    return json;
  }

  /** Without a choice: all of the paper, in which one method is enough to compare trained parts. */
  private ArrayNode protocolsJson() {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    if (protocols.isEmpty()) {
      PAPER_PROTOCOLS.forEach(json::add);
      String first = methods.isEmpty() ? PAPER_METHODS.get(0) : methods.get(0).id();
      json.addObject().put("preset", COMPARISON).putArray("methods").add(first);
    }
    protocols.forEach(protocol -> json.add(protocol.json(base)));
    return json;
  }
}
