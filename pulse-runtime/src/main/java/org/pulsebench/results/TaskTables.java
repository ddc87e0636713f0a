package org.pulsebench.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pulsebench.evaluation.Accuracy;
import org.pulsebench.evaluation.judge.JudgeIdentity;
import org.pulsebench.evaluation.statistics.Spread;
import org.pulsebench.method.lumoe.RoutingQuality;
import org.pulsebench.protocol.Protocol;

/**
 * The tables of published tasks as text: the matrix X-UY of MLUBench (arXiv 2606.12809), in which
 * A-UB is the score on task A after task B was unlearnt, the drift, and what routed the questions.
 *
 * <p>All scores are from 0 to 1, mean and range over the seeds that have one.
 */
final class TaskTables {

  private static final String NOT_REACHED = "-";
  private static final String TWO_DIGITS = "%.2f";

  private final ResultsDocument results;
  private final Protocol protocol;

  TaskTables(ResultsDocument results, Protocol protocol) {
    this.results = results;
    this.protocol = protocol;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Lifelong unlearning, protocol " + protocol.name());
    lines.add(judged());
    for (boolean variants : List.of(false, true)) {
      if (hasVariants() || !variants) {
        lines.addAll(matrix("Forget quality, higher is better", "unlearn", variants));
        lines.addAll(matrix("Model utility, higher is better", "retain", variants));
      }
    }
    lines.add("");
    lines.addAll(drift());
    lines.addAll(routing());
    return lines;
  }

  private String judged() {
    List<StateResult> states =
        results.cells(protocol).stream().flatMap(cell -> cell.states().stream()).toList();
    String judges =
        states.stream()
            .flatMap(state -> state.judged().stream())
            .map(JudgedState::judge)
            .map(JudgeIdentity::toString)
            .distinct()
            .collect(Collectors.joining(", "));
    int failed =
        states.stream()
            .flatMap(state -> state.judged().stream())
            .mapToInt(JudgedState::failed)
            .sum();
    return "judge %s%s; X-UY is the score on task X after task Y was unlearnt"
        .formatted(judges, failed == 0 ? "" : ", which failed to judge " + failed + " answers");
  }

  private boolean hasVariants() {
    return results.cells(protocol).get(0).states().get(0).tasks().stream()
        .anyMatch(metric -> metric.name().endsWith("/variants"));
  }

  /** A row a method; a column a task and a later, or the same, request. */
  private List<String> matrix(String title, String set, boolean variants) {
    List<String> tasks = protocol.tasks();
    List<String> header = new ArrayList<>(List.of(title + (variants ? " (variants)" : "")));
    for (int x = 0; x < tasks.size(); x++) {
      for (int y = x; y < tasks.size(); y++) {
        header.add(tasks.get(x) + "-U" + tasks.get(y));
      }
    }
    TextTable table = new TextTable(header.toArray(String[]::new));
    String score = set.equals("unlearn") ? TaskMetric.FORGET_QUALITY : TaskMetric.UTILITY;
    Function<Integer, String> name =
        task -> TaskMetric.name(Optional.of(tasks.get(task)), set, score, variants);
    table.add(row("(before)", starts(), name, Optional.of(0)));
    for (CellGroup group : results.groups(protocol)) {
      table.add(row(title(group), results.cells(group), name, Optional.empty()));
    }
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(table.lines());
    return lines;
  }

  /** Returns the scores of states after each task or, where one is given, of that state alone. */
  private List<String> row(
      String title,
      List<CellResult> cells,
      Function<Integer, String> metric,
      Optional<Integer> state) {
    int tasks = protocol.tasks().size();
    List<String> row = new ArrayList<>(List.of(title));
    for (int x = 0; x < tasks; x++) {
      for (int y = x; y < tasks; y++) {
        int requests = state.orElse(y + 1);
        String name = metric.apply(x);
        row.add(
            shown(
                cells.stream()
                    .flatMap(cell -> cell.task(requests, name).stream())
                    .map(found -> found.value())
                    .toList()));
      }
    }
    return row;
  }

  /** All cells of a seed begin alike. */
  private List<CellResult> starts() {
    return results.cells(protocol).stream()
        .collect(
            Collectors.toMap(
                CellResult::seed, cell -> cell, (one, other) -> one, LinkedHashMap::new))
        .values()
        .stream()
        .toList();
  }

  private List<String> drift() {
    List<String> names = results.cells(protocol).get(0).drift().stream().map(Figure::name).toList();
    List<String> header = new ArrayList<>(List.of("Drift over the tasks, lower is better"));
    names.forEach(name -> header.add(name.substring("drift/".length())));
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (CellGroup group : results.groups(protocol)) {
      List<String> row = new ArrayList<>(List.of(title(group)));
      for (String name : names) {
        row.add(
            shown(
                results.cells(group).stream()
                    .flatMap(cell -> cell.drift().stream())
                    .filter(figure -> figure.name().equals(name))
                    .flatMap(figure -> figure.known().stream())
                    .map(metric -> metric.value())
                    .toList()));
      }
      table.add(row);
    }
    return table.lines();
  }

  private List<String> routing() {
    TextTable table =
        new TextTable("Routing after task", "Precision", "Recall", "Wrongly refused", "Undecided");
    boolean any = false;
    for (CellResult cell : results.cells(protocol)) {
      for (StateResult state : cell.states()) {
        Optional<RoutingQuality> routing = state.judged().flatMap(JudgedState::routing);
        if (routing.isPresent()) {
          any = true;
          String task = protocol.tasks().get(state.requests() - 1);
          table.add(
              List.of(
                  "%s, %s, seed %d".formatted(task, title(cell.group()), cell.seed()),
                  shown(routing.get().precision()),
                  shown(routing.get().recall()),
                  shown(routing.get().wronglyRefused()),
                  "" + routing.get().undecided()));
        }
      }
    }
    List<String> lines = new ArrayList<>();
    if (any) {
      lines.add("");
      lines.addAll(table.lines());
      lines.addAll(weights());
    }
    return lines;
  }

  /** Tells whether the weights under the experts are those of before, bit for bit. */
  private List<String> weights() {
    List<String> lines = new ArrayList<>();
    for (CellResult cell : results.cells(protocol)) {
      List<StateResult> states = cell.states();
      boolean experts =
          IntStream.range(1, states.size())
              .allMatch(i -> states.get(i).judged().flatMap(JudgedState::routing).isPresent());
      if (experts && states.size() > 1) {
        Map<String, Long> digests =
            states.stream()
                .flatMap(state -> state.judged().stream())
                .collect(Collectors.groupingBy(JudgedState::weights, Collectors.counting()));
        lines.add(
            "%s, seed %d: weights under the experts %s"
                .formatted(
                    title(cell.group()),
                    cell.seed(),
                    digests.size() == 1
                        ? "the same throughout, " + digests.keySet().iterator().next()
                        : "changed"));
      }
    }
    return lines;
  }

  private String title(CellGroup group) {
    return protocol.trainedParts().size() == 1
        ? group.method()
        : group.method() + ", " + group.trainedParts().id();
  }

  private static String shown(Optional<Accuracy> share) {
    return share
        .map(one -> String.format(Locale.ROOT, "%.3f of %d", one.value(), one.count()))
        .orElse(NOT_REACHED);
  }

  private static String shown(List<Double> values) {
    if (values.isEmpty()) {
      return NOT_REACHED;
    }
    Spread spread = Spread.of(values);
    String mean = String.format(Locale.ROOT, TWO_DIGITS, spread.mean());
    return spread.count() == 1
        ? mean
        : mean + String.format(Locale.ROOT, " (%.2f-%.2f)", spread.min(), spread.max());
  }
}
