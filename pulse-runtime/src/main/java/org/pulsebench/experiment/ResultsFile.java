package org.pulsebench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pulsebench.BadInputException;
import org.pulsebench.data.hub.PinnedSource;
import org.pulsebench.json.JsonFile;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.LoraTargets;

/**
 * Writes {@code results.json}, the only thing that reports and gates read; {@code
 * results.schema.json}, beside this class, says what it holds.
 *
 * <p>The same results give the same bytes but for {@code times} and {@code environment}.
 */
public final class ResultsFile {

  /** The version of the format, raised when a reader of the old one would go wrong. */
  public static final int VERSION = 1;

  /** Fields that say of a run what another with the same results need not. */
  private static final List<String> OF_RUN = List.of("times", "environment");

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ResultsFile() {}

  /**
   * Writes results, and their details beside them.
   *
   * <p>What lies there already with the same content is left alone, and with it the times and the
   * environment of the run that computed it.
   *
   * @throws org.pulsebench.EnvironmentException if the file cannot be written
   */
  public static void write(Results results, Path file) {
    // First, so that whoever finds new results finds their details.
    String details = DetailsFile.write(results, file);
    ObjectNode json = json(results).put("details", details);
    if (!holds(file, json)) {
      JsonFile.write(json, file);
    }
  }

  private static boolean holds(Path file, ObjectNode json) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try {
      // As read from text, in which there is but one kind of whole numbers.
      JsonNode ours = JsonFile.parse(json.toString(), file);
      return withoutRun(JsonFile.read(file)).equals(withoutRun(ours));
    } catch (BadInputException e) {
      // What is damaged is replaced.
      return false;
    }
  }

  private static JsonNode withoutRun(JsonNode results) {
    return results instanceof ObjectNode object ? object.without(OF_RUN) : results;
  }

  static ObjectNode json(Results results) {
    return json(MeasuredResults.of(results));
  }

  private static ObjectNode json(MeasuredResults measured) {
    Results results = measured.results();
    ObjectNode root = NODES.objectNode();
    root.put("format", "pulse-results").put("version", VERSION);
    root.put("experiment", results.experiment().name());
    root.set("configuration", results.experiment().configuration());
    put(root, results.provenance(), results.experiment());
    ArrayNode protocols = root.putArray("protocols");
    results.experiment().protocols().forEach(protocol -> protocols.add(protocol.toJson()));
    ArrayNode methods = root.putArray("methods");
    results.methods().forEach(method -> methods.add(MethodJson.of(method)));
    ArrayNode cells = root.putArray("cells");
    measured.cells().forEach(cell -> cells.add(CellJson.of(cell)));
    if (!results.selections().isEmpty()) {
      ArrayNode selections = root.putArray("selections");
      results.selections().forEach(account -> selections.add(account.toJson()));
    }
    ArrayNode summary = root.putArray("summary");
    Summary.of(measured.cells()).forEach(row -> summary.add(json(row)));
    root.set("times", times(results.steps()));
    ObjectNode environment = root.putObject("environment");
    environment.setAll(results.environment().toJson());
    environment.put("command", results.experiment().command());
    return root;
  }

  private static void put(ObjectNode root, Provenance provenance, Experiment experiment) {
    root.putObject("model").put("name", experiment.model()).put("digest", provenance.modelDigest());
    root.set("machineClass", provenance.machine().toJson());
    ArrayNode corpora = root.putArray("corpora");
    provenance.corpora().forEach(corpus -> corpora.add(json(corpus)));
    provenance.exam().ifPresent(exam -> root.set("exam", json(exam)));
    root.put("evaluation", experiment.evaluation().id());
    if (!provenance.sources().isEmpty()) {
      ArrayNode sources = root.putArray("sources");
      provenance.sources().forEach(source -> sources.add(json(source)));
    }
    root.set("lora", json(experiment.lora()));
    ObjectNode learning = root.putObject("learning");
    learning.set("method", MethodJson.of(provenance.learning()));
    learning.put("replay", provenance.replay());
    ArrayNode seeds = root.putArray("seeds");
    experiment.seeds().forEach(seeds::add);
  }

  private static ObjectNode json(Provenance.CorpusRecord corpus) {
    return NODES
        .objectNode()
        .put("knowledge", corpus.knowledge().id())
        .put("name", corpus.name())
        .put("version", corpus.version())
        .put("digest", corpus.digest())
        .put("subjects", corpus.subjects())
        .put("skipped", corpus.skipped());
  }

  private static ObjectNode json(Provenance.ExamRecord exam) {
    return NODES
        .objectNode()
        .put("name", exam.name())
        .put("version", exam.version())
        .put("digest", exam.digest())
        .put("questions", exam.questions())
        .put("skipped", exam.skipped())
        .put("mode", exam.mode().id());
  }

  private static ObjectNode json(PinnedSource source) {
    return NODES
        .objectNode()
        .put("name", source.name())
        .put("kind", source.kind().id())
        .put("id", source.id())
        .put("revision", source.revision())
        .put("licence", source.licence())
        .put("files", source.files().size())
        .put("bytes", source.bytes())
        .put("digest", source.digest());
  }

  private static ObjectNode json(LoraSettings lora) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("rank", lora.rank())
            .put("alpha", lora.alpha())
            .put("dropout", lora.dropout())
            .put("rankStabilised", lora.rankStabilised());
    // As PEFT writes them: all, a list of names, or an expression.
    if (lora.targets() instanceof LoraTargets.Suffixes suffixes) {
      ArrayNode names = node.putArray("targets");
      suffixes.names().forEach(names::add);
    } else if (lora.targets() instanceof LoraTargets.Matching matching) {
      node.put("targets", matching.expression());
    } else {
      node.put("targets", "all-linear");
    }
    return node;
  }

  private static ObjectNode json(Summary.Row row) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("protocol", row.group().protocol())
            .put("method", row.group().method())
            .put("trainedParts", row.group().parts())
            .put("requests", row.requests())
            .put("scorer", row.scorer())
            .put("metric", row.metric())
            .put("direction", row.direction().name())
            .put("mean", row.spread().mean());
    row.spread()
        .standardDeviation()
        .ifPresent(deviation -> node.put("standardDeviation", deviation));
    return node.put("min", row.spread().min())
        .put("max", row.spread().max())
        .put("seeds", row.spread().count())
        .put("missing", row.missing());
  }

  private static ObjectNode times(List<DoneStep> steps) {
    ObjectNode times = NODES.objectNode();
    ArrayNode phases = times.putArray("phases");
    for (PhaseTime phase : PhaseTime.of(steps)) {
      phases
          .addObject()
          .put("kind", phase.kind())
          .put("steps", phase.steps())
          .put("computed", phase.computed())
          .put("seconds", phase.seconds())
          .put("computedSeconds", phase.computedSeconds());
    }
    ArrayNode list = times.putArray("steps");
    for (DoneStep step : PhaseTime.distinct(steps)) {
      list.addObject()
          .put("kind", step.kind())
          .put("step", step.digest())
          .put("reused", step.reused())
          .put("seconds", step.seconds());
    }
    return times;
  }
}
