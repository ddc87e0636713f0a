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
import org.pulsebench.data.hub.Source;
import org.pulsebench.data.mlubench.MlubenchOptions;
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
 * @param model what reports call the model: {@link #EMBEDDED_MODEL}, the directory of a checkpoint,
 *     or what the user calls its source
 * @param checkpoint where the model comes from; empty for the one that PULSE carries
 * @param device {@code cpu} or {@code gpu}
 * @param data where people and exam come from
 * @param sources how those that are not on this machine are fetched
 * @param size of presets, and of what suits a model
 * @param protocols at least one, with names of their own
 * @param methods at least one, with names of their own
 * @param restricted which of the methods a protocol meets, by the protocol's name; those that are
 *     not in it meet all
 * @param pinned files of the people that protocols of pre-trained knowledge are about, by the
 *     protocol's name; of those that are not in it the model is asked whom it knows best
 * @param evaluation what is shown before questions about people
 * @param seeds at least one, each different
 * @param lora settings of low-rank updates
 * @param learning values of the parameters of fine-tuning; all others have their defaults
 * @param checkpointing whether training computes activations twice instead of keeping them: less
 *     memory, more time, the same numbers
 * @param exam how often the exam asks each question
 * @param examQuestions how many of its questions the exam asks; empty for all
 * @param written whether questions without options are asked too
 * @param judging how answers about published tasks are judged
 * @param store the directory of finished steps
 * @param results the file that everything is summed up in
 */
public record Experiment(
    JsonNode configuration,
    String command,
    String name,
    String model,
    Optional<Source> checkpoint,
    String device,
    DataSource data,
    SourceSettings sources,
    Preset.Size size,
    List<Protocol> protocols,
    List<MethodChoice> methods,
    Map<String, List<String>> restricted,
    Map<String, Path> pinned,
    EvaluationMode evaluation,
    List<Long> seeds,
    LoraSettings lora,
    Map<String, Object> learning,
    boolean checkpointing,
    ExamMode exam,
    OptionalInt examQuestions,
    boolean written,
    Judging judging,
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
     * @param people MLLMU-Bench's configurations
     * @param exam MMBench's TSV; empty to do without an exam
     * @param lenient whether broken rows are left out and counted
     */
    record Published(Source people, Optional<Source> exam, boolean lenient) implements DataSource {}

    /**
     * MLUBench, whose tasks publish who is forgotten and who is kept.
     *
     * @param archive as published, or the directory it was unpacked to
     * @param exam MMBench's TSV; empty for the exam that PULSE carries
     */
    record Mlubench(Source archive, MlubenchOptions options, Optional<Source> exam)
        implements DataSource {}
  }

  public Experiment {
    Objects.requireNonNull(configuration, "configuration");
    Checks.require(!command.isBlank(), "command", "blank", "what is typed");
    Checks.require(!name.isBlank(), "name", "blank", "a name");
    Objects.requireNonNull(checkpoint, "checkpoint");
    Objects.requireNonNull(sources, "sources");
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(evaluation, "evaluation");
    Objects.requireNonNull(exam, "exam");
    Objects.requireNonNull(examQuestions, "examQuestions");
    Objects.requireNonNull(judging, "judging");
    protocols = List.copyOf(protocols);
    methods = List.copyOf(methods);
    seeds = List.copyOf(seeds);
    learning = Map.copyOf(learning);
    Checks.positive(protocols.size(), "number of protocols");
    Checks.positive(methods.size(), "number of methods");
    Checks.positive(seeds.size(), "number of seeds");
    Set<String> names = methods.stream().map(MethodChoice::method).collect(Collectors.toSet());
    restricted = Map.copyOf(restricted);
    pinned = Map.copyOf(pinned);
    protocols.forEach(evaluation::require);
    restricted.forEach(
        (protocol, some) ->
            Checks.require(
                !some.isEmpty() && names.containsAll(some),
                "methods of protocol " + protocol,
                some,
                "some of " + new TreeSet<>(names)));
  }

  /** Returns this experiment with protocols of the same names in the place of its own. */
  Experiment withProtocols(List<Protocol> others) {
    return new Experiment(
        configuration,
        command,
        name,
        model,
        checkpoint,
        device,
        data,
        sources,
        size,
        others,
        methods,
        restricted,
        pinned,
        evaluation,
        seeds,
        lora,
        learning,
        checkpointing,
        exam,
        examQuestions,
        written,
        judging,
        store,
        results);
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
