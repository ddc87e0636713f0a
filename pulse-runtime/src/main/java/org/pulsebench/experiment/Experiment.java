package org.pulsebench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pulsebench.Checks;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.protocol.Preset;
import org.pulsebench.protocol.Protocol;

/**
 * Everything that a run is asked for.
 *
 * @param configuration what was asked for, as its file says it, but without places that results do
 *     not depend on; not to be changed
 * @param command what a person types to repeat the run
 * @param name what reports call it
 * @param model {@link #EMBEDDED_MODEL}, or the directory of a checkpoint in the Hugging Face layout
 * @param device {@code cpu} or {@code gpu}
 * @param data where people and exam come from
 * @param size of presets, and of what suits a model
 * @param protocols at least one, with names of their own
 * @param methods at least one, with names of their own
 * @param restricted which of the methods a protocol meets, by the protocol's name; those that are
 *     not in it meet all
 * @param seeds at least one, each different
 * @param lora settings of low-rank updates
 * @param learning values of the parameters of fine-tuning; all others have their defaults
 * @param exam how often the exam asks each question
 * @param examQuestions how many of its questions the exam asks; empty for all
 * @param written whether questions without options are asked too
 * @param store the directory of finished steps
 * @param results the file that everything is summed up in
 */
public record Experiment(
    JsonNode configuration,
    String command,
    String name,
    String model,
    String device,
    DataSource data,
    Preset.Size size,
    List<Protocol> protocols,
    List<MethodChoice> methods,
    Map<String, List<String>> restricted,
    List<Long> seeds,
    LoraSettings lora,
    Map<String, Object> learning,
    ExamMode exam,
    OptionalInt examQuestions,
    boolean written,
    Path store,
    Path results) {

  /** The name of the model that PULSE carries. */
  public static final String EMBEDDED_MODEL = "mini";

  /**
   * A method with the values that it is to be run with.
   *
   * @param method its name or class
   * @param settings by parameter; all others have their defaults
   */
  public record MethodChoice(String method, Map<String, Object> settings) {

    public MethodChoice {
      Checks.require(!method.isBlank(), "method", "blank", "a name");
      settings = Map.copyOf(settings);
    }
  }

  /** Where people and exam come from. */
  public sealed interface DataSource {

    /** The world that PULSE carries. */
    record Embedded() implements DataSource {}

    /**
     * Data sets in their published layout.
     *
     * @param people the directory of MLLMU-Bench's configurations
     * @param exam MMBench's TSV; empty to do without an exam
     * @param lenient whether broken rows are left out and counted
     */
    record Published(Path people, Optional<Path> exam, boolean lenient) implements DataSource {}
  }

  public Experiment {
    Objects.requireNonNull(configuration, "configuration");
    Checks.require(!command.isBlank(), "command", "blank", "what is typed");
    Checks.require(!name.isBlank(), "name", "blank", "a name");
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(exam, "exam");
    Objects.requireNonNull(examQuestions, "examQuestions");
    protocols = List.copyOf(protocols);
    methods = List.copyOf(methods);
    seeds = List.copyOf(seeds);
    learning = Map.copyOf(learning);
    Checks.positive(protocols.size(), "number of protocols");
    Checks.positive(methods.size(), "number of methods");
    Checks.positive(seeds.size(), "number of seeds");
    Set<String> names = methods.stream().map(MethodChoice::method).collect(Collectors.toSet());
    restricted = Map.copyOf(restricted);
    restricted.forEach(
        (protocol, some) ->
            Checks.require(
                !some.isEmpty() && names.containsAll(some),
                "methods of protocol " + protocol,
                some,
                "some of " + new TreeSet<>(names)));
  }

  /** Returns what it begins with where it says nothing else. */
  ModelDefaults defaults() {
    return ModelDefaults.of(model, size);
  }

  /** Returns the methods that a protocol meets, in the experiment's order. */
  List<MethodChoice> methodsOf(Protocol protocol) {
    List<String> some = restricted.get(protocol.name());
    return some == null
        ? methods
        : methods.stream().filter(choice -> some.contains(choice.method())).toList();
  }
}
