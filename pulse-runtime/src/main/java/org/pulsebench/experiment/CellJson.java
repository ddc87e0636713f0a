package org.pulsebench.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;
import org.pulsebench.evaluation.statistics.Agreement;
import org.pulsebench.evaluation.statistics.McNemar;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.results.Figure;
import org.pulsebench.results.JudgedState;
import org.pulsebench.results.RoutingJson;
import org.pulsebench.results.SetSustainability;

/** The JSON form of a cell with what came of it. */
final class CellJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private CellJson() {}

  static ObjectNode of(CellMetrics metrics) {
    Cell cell = metrics.cell();
    ObjectNode node = NODES.objectNode();
    node.put("protocol", cell.protocol().name())
        .put("method", cell.method())
        .put("trainedParts", cell.parts().id())
        .put("seed", cell.seed())
        .put("complete", cell.isComplete())
        .put("start", cell.start());
    node.set("split", cell.split().toJson());
    cell.selection().ifPresent(selection -> node.set("selection", selection.toJson()));
    ArrayNode states = node.putArray("states");
    for (int i = 0; i < cell.states().size(); i++) {
      states.add(state(metrics, i));
    }
    if (!metrics.drift().isEmpty()) {
      ArrayNode drift = node.putArray("drift");
      metrics.drift().forEach(figure -> drift.add(json(figure)));
    }
    if (!metrics.sustainability().isEmpty()) {
      ObjectNode scorers = node.putObject("sustainability");
      for (String scorer : cell.scorers()) {
        ArrayNode sets = scorers.putArray(scorer);
        metrics.sustainability().get(scorer).forEach(set -> sets.add(json(set)));
      }
    }
    return node;
  }

  private static ObjectNode state(CellMetrics metrics, int index) {
    Cell cell = metrics.cell();
    Cell.Reached reached = cell.states().get(index);
    ObjectNode state = NODES.objectNode();
    state
        .put("requests", reached.requests())
        .put("step", reached.step())
        .put("evaluation", reached.evaluation());
    reached.diverged().ifPresent(problem -> state.set("diverged", ProblemJson.of(problem)));
    ObjectNode scorers = state.putObject("scorers");
    for (String scorer : cell.scorers()) {
      scorers.set(scorer, json(metrics.states().get(index).get(scorer)));
    }
    if (reached.judged().isPresent()) {
      state.set("tasks", metrics(metrics.judged().get(index)));
      state.set("judged", json(reached.judged().get()));
    } else if (!reached.written().isEmpty()) {
      state.set("written", metrics(WrittenMetrics.of(cell, reached)));
    }
    return state;
  }

  private static ObjectNode json(StateMetrics metrics) {
    ObjectNode node = NODES.objectNode();
    node.set("accuracies", metrics(metrics.accuracies()));
    node.set("changes", metrics(metrics.changes()));
    ArrayNode derived = node.putArray("derived");
    metrics.derived().forEach(figure -> derived.add(json(figure)));
    ObjectNode agreements = node.putObject("agreement");
    new TreeMap<>(metrics.agreements())
        .forEach((set, agreement) -> agreements.set(set, json(agreement)));
    ObjectNode tests = node.putObject("mcnemar");
    new TreeMap<>(metrics.tests()).forEach((set, test) -> tests.set(set, json(test)));
    return node;
  }

  private static ObjectNode json(JudgedState judged) {
    ObjectNode node = NODES.objectNode();
    ObjectNode judge = node.putObject("judge");
    judge.put("name", judged.judge().name()).put("version", judged.judge().version());
    ObjectNode options = judge.putObject("options");
    judged.judge().options().forEach(options::put);
    ObjectNode failures = node.putObject("failures");
    judged.failures().forEach((cause, count) -> failures.put(cause.name(), count));
    judged.routing().ifPresent(routing -> node.set("routing", RoutingJson.write(routing)));
    return node.put("weights", judged.weights());
  }

  private static ObjectNode json(SetSustainability sustainability) {
    ObjectNode node = NODES.objectNode().put("set", sustainability.set().id());
    node.set("area", json(sustainability.area()));
    node.set("relativeArea", json(sustainability.relativeArea()));
    sustainability.collapse().ifPresent(request -> node.put("collapse", request));
    return node;
  }

  private static ArrayNode metrics(List<Metric> metrics) {
    ArrayNode list = NODES.arrayNode();
    metrics.forEach(metric -> list.add(json(metric)));
    return list;
  }

  private static ObjectNode json(Figure figure) {
    if (figure instanceof Figure.Undefined undefined) {
      return NODES
          .objectNode()
          .put("name", undefined.name())
          .put("direction", undefined.direction().name())
          .put("undefined", undefined.reason());
    }
    return json(((Figure.Known) figure).metric());
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
}
