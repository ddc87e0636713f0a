package org.pulsebench.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pulsebench.Problem;
import org.pulsebench.evaluation.statistics.Agreement;
import org.pulsebench.evaluation.statistics.McNemar;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.evaluation.statistics.Spread;
import org.pulsebench.json.JsonFile;

/**
 * Writes {@code results.json}, the only thing that reports and gates read.
 *
 * <p>The same results give the same bytes but for {@code times} and {@code environment}.
 */
public final class ResultsFile {

  /** The version of the format, raised when a reader of the old one would go wrong. */
  public static final int VERSION = 1;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ResultsFile() {}

  /**
   * Writes results.
   *
   * @throws org.pulsebench.EnvironmentException if the file cannot be written
   */
  public static void write(Results results, Path file) {
    JsonFile.write(json(results), file);
  }

  static ObjectNode json(Results results) {
    ObjectNode root = NODES.objectNode();
    root.put("format", "pulse-results").put("version", VERSION);
    Experiment experiment = results.experiment();
    root.put("experiment", experiment.name()).put("model", experiment.model());
    ArrayNode protocols = root.putArray("protocols");
    experiment.protocols().forEach(protocol -> protocols.add(protocol.toJson()));
    ArrayNode methods = root.putArray("methods");
    results.methods().forEach(method -> methods.add(json(method)));
    ArrayNode cells = root.putArray("cells");
    results.cells().forEach(cell -> cells.add(json(cell)));
    root.set("summary", summary(results.cells()));
    root.set("times", times(results.steps()));
    root.set("environment", results.environment().toJson());
    return root;
  }

  private static ObjectNode json(Results.MethodRun method) {
    ObjectNode node = NODES.objectNode();
    node.put("name", method.description().name())
        .put("title", method.description().title())
        .put("paper", method.description().paper())
        .put("formula", method.description().formula());
    ObjectNode settings = node.putObject("settings");
    new TreeMap<>(method.settings().values())
        .forEach((name, value) -> StepInputs.put(settings, name, value));
    return node;
  }

  private static ObjectNode json(Cell cell) {
    ObjectNode node = NODES.objectNode();
    node.put("protocol", cell.protocol().name())
        .put("method", cell.method())
        .put("trainedParts", cell.parts().id())
        .put("seed", cell.seed())
        .put("complete", cell.isComplete());
    node.set("split", cell.split().toJson());
    cell.selection().ifPresent(selection -> node.set("selection", selection.toJson()));
    ArrayNode states = node.putArray("states");
    for (Cell.Reached reached : cell.states()) {
      ObjectNode state = states.addObject();
      state.put("requests", reached.requests()).put("step", reached.step());
      reached.diverged().ifPresent(problem -> state.set("diverged", json(problem)));
      ObjectNode scorers = state.putObject("scorers");
      for (String scorer : scorers(cell)) {
        scorers.set(scorer, json(CellMetrics.of(cell, reached, scorer)));
      }
      if (!reached.written().isEmpty()) {
        ArrayNode written = state.putArray("written");
        WrittenMetrics.of(cell, reached).forEach(metric -> written.add(json(metric)));
      }
    }
    return node;
  }

  /** Returns the scorers of a cell's protocol, the one that counts first. */
  static List<String> scorers(Cell cell) {
    List<String> scorers = new ArrayList<>(List.of(cell.protocol().scorer()));
    scorers.addAll(cell.protocol().otherScorers());
    return scorers;
  }

  private static ObjectNode json(StateMetrics metrics) {
    ObjectNode node = NODES.objectNode();
    ArrayNode accuracies = node.putArray("accuracies");
    metrics.accuracies().forEach(metric -> accuracies.add(json(metric)));
    ArrayNode changes = node.putArray("changes");
    metrics.changes().forEach(metric -> changes.add(json(metric)));
    ObjectNode agreements = node.putObject("agreement");
    new TreeMap<>(metrics.agreements())
        .forEach((set, agreement) -> agreements.set(set, json(agreement)));
    ObjectNode tests = node.putObject("mcnemar");
    new TreeMap<>(metrics.tests()).forEach((set, test) -> tests.set(set, json(test)));
    return node;
  }

  private static ObjectNode json(Metric metric) {
    ObjectNode node = NODES.objectNode();
    node.put("name", metric.name())
        .put("direction", metric.direction().name())
        .put("value", metric.value());
    if (metric.hasInterval()) {
      node.put("low", metric.low()).put("high", metric.high());
    }
    return node.put("count", metric.count());
  }

  private static ObjectNode json(Agreement agreement) {
    return NODES
        .objectNode()
        .put("both", agreement.both())
        .put("imageOnly", agreement.imageOnly())
        .put("textOnly", agreement.textOnly())
        .put("none", agreement.none());
  }

  private static ObjectNode json(McNemar test) {
    return NODES
        .objectNode()
        .put("rightBeforeOnly", test.b())
        .put("rightAfterOnly", test.c())
        .put("p", test.pValue());
  }

  private static ObjectNode json(Problem problem) {
    return NODES
        .objectNode()
        .put("what", problem.what())
        .put("where", problem.where())
        .put("found", problem.found())
        .put("expected", problem.expected())
        .put("remedy", problem.remedy());
  }

  private static ArrayNode summary(List<Cell> cells) {
    ArrayNode summary = NODES.arrayNode();
    Summary.of(cells)
        .forEach(
            row -> {
              Spread spread = row.spread();
              ObjectNode node =
                  summary
                      .addObject()
                      .put("protocol", row.protocol())
                      .put("method", row.method())
                      .put("trainedParts", row.parts())
                      .put("requests", row.requests())
                      .put("scorer", row.scorer())
                      .put("metric", row.metric())
                      .put("direction", row.direction().name())
                      .put("mean", spread.mean());
              spread
                  .standardDeviation()
                  .ifPresent(deviation -> node.put("standardDeviation", deviation));
              node.put("min", spread.min()).put("max", spread.max()).put("seeds", spread.count());
            });
    return summary;
  }

  private static ObjectNode times(List<DoneStep> steps) {
    ObjectNode times = NODES.objectNode();
    ObjectNode kinds = times.putObject("secondsByKind");
    Map<String, Double> byKind = new TreeMap<>();
    Map<String, DoneStep> distinct = new TreeMap<>();
    steps.forEach(step -> distinct.putIfAbsent(step.digest(), step));
    distinct.values().forEach(step -> byKind.merge(step.kind(), step.seconds(), Double::sum));
    byKind.forEach(kinds::put);
    ArrayNode list = times.putArray("steps");
    for (DoneStep step : distinct.values()) {
      list.addObject()
          .put("kind", step.kind())
          .put("step", step.digest())
          .put("reused", step.reused())
          .put("seconds", step.seconds());
    }
    return times;
  }
}
