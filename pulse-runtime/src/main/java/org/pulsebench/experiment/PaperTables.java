package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.pulsebench.evaluation.statistics.Retention;
import org.pulsebench.evaluation.statistics.Spread;
import org.pulsebench.protocol.Counts;
import org.pulsebench.protocol.Protocol;

/**
 * The four items that the PULSE paper reports (arXiv 2507.01271v4), as text: Table 2, Table 3, and
 * the numbers of Figures 4 and 5. Accuracies are per cent, mean and range over seeds.
 */
final class PaperTables {

  private static final String NOT_REACHED = "-";

  private final Results results;

  PaperTables(Results results) {
    this.results = results;
  }

  /** Returns the lines of all items for which the experiment has a protocol. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.addAll(settings());
    for (Protocol protocol : results.experiment().protocols()) {
      lines.add("");
      if (protocol.trainedParts().size() > 1) {
        lines.addAll(trainedParts(protocol));
      } else if (protocol.counts().requests() > 1) {
        lines.addAll(sequence(protocol));
      } else {
        lines.addAll(source(protocol));
      }
    }
    return lines;
  }

  /** Table 2. */
  private List<String> settings() {
    TextTable table =
        new TextTable("Protocol", "Knowledge", "Individuals", "Requests", "Per request");
    for (Protocol protocol : results.experiment().protocols()) {
      Counts counts = protocol.counts();
      table.add(
          List.of(
              protocol.name(),
              protocol.knowledge().name().toLowerCase(Locale.ROOT).replace('_', '-'),
              "" + counts.unlearn(),
              "" + counts.requests(),
              "" + counts.subjectsPerRequest()));
    }
    return titled("Table 2. Settings", table);
  }

  /** Table 3. */
  private List<String> trainedParts(Protocol protocol) {
    TextTable table =
        new TextTable(
            "Update target", "Method", "D_unlearn multi", "text", "D_retain multi", "text", "Exam");
    Map<String, List<Cell>> rows = new LinkedHashMap<>();
    List<Cell> cells = cells(protocol);
    table.add(
        row(
            "(pre-unlearning)",
            "",
            distinctSeeds(cells),
            cell -> Optional.of(cell.states().get(0)),
            TABLE_3));
    for (Cell cell : cells) {
      rows.computeIfAbsent(cell.parts().id() + "\n" + cell.method(), key -> new ArrayList<>())
          .add(cell);
    }
    rows.forEach(
        (key, same) ->
            table.add(
                row(
                    key.split("\n")[0],
                    key.split("\n")[1],
                    same,
                    PaperTables::lastState,
                    TABLE_3)));
    return titled("Table 3. Trained parts, protocol " + named(protocol), table);
  }

  private static final List<String> TABLE_3 =
      List.of(
          "unlearn/multimodal",
          "unlearn/text",
          "retain/multimodal",
          "retain/text",
          QuestionSet.EXAM);

  /** The numbers of Figure 4. */
  private List<String> source(Protocol protocol) {
    TextTable table = new TextTable("Method", "D_unlearn forgotten", "D_retain kept", "Exam kept");
    for (String method : methods(protocol)) {
      List<Cell> same = cells(protocol, cell -> cell.method().equals(method));
      table.add(
          List.of(
              method,
              ratio(same, QuestionSet.UNLEARN, Retention::percentForgotten),
              ratio(same, QuestionSet.RETAIN, Retention::percentKept),
              ratio(same, QuestionSet.EXAM, Retention::percentKept)));
    }
    List<String> lines =
        titled("Figure 4. Source of the knowledge, protocol " + named(protocol), table);
    lines.addAll(before(protocol));
    return lines;
  }

  private List<String> before(Protocol protocol) {
    List<Cell> seeds = distinctSeeds(cells(protocol));
    List<String> parts = new ArrayList<>();
    for (String set : List.of(QuestionSet.UNLEARN, QuestionSet.RETAIN, QuestionSet.EXAM)) {
      parts.add(set + " " + accuracy(seeds, cell -> Optional.of(cell.states().get(0)), set));
    }
    return List.of("before: " + String.join(", ", parts));
  }

  /** The numbers of Figure 5. */
  private List<String> sequence(Protocol protocol) {
    int requests = protocol.counts().requests();
    List<String> header = new ArrayList<>(List.of("Accuracy after requests"));
    for (int i = 0; i <= requests; i++) {
      header.add("" + i);
    }
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (String set : List.of(QuestionSet.UNLEARN, QuestionSet.RETAIN, QuestionSet.EXAM)) {
      for (String method : methods(protocol)) {
        List<Cell> same = cells(protocol, cell -> cell.method().equals(method));
        List<String> row = new ArrayList<>(List.of(set + ", " + method));
        for (int i = 0; i <= requests; i++) {
          int after = i;
          row.add(accuracy(same, cell -> state(cell, after), set));
        }
        table.add(row);
      }
    }
    return titled("Figure 5. Sustainability, protocol " + named(protocol), table);
  }

  private static List<String> row(
      String target,
      String method,
      List<Cell> cells,
      Function<Cell, Optional<Cell.Reached>> state,
      List<String> sets) {
    List<String> row = new ArrayList<>(List.of(target, method));
    sets.forEach(set -> row.add(accuracy(cells, state, set)));
    return row;
  }

  private static String accuracy(
      List<Cell> cells, Function<Cell, Optional<Cell.Reached>> state, String set) {
    List<Double> values = new ArrayList<>();
    for (Cell cell : cells) {
      if (set.equals(QuestionSet.EXAM) && !CellMetrics.hasExam(cell)) {
        return NOT_REACHED;
      }
      state.apply(cell).ifPresent(reached -> values.add(100 * value(cell, reached, set)));
    }
    return shown(values);
  }

  private static String ratio(List<Cell> cells, String set, Function<Retention, Double> derived) {
    List<Double> values = new ArrayList<>();
    for (Cell cell : cells) {
      if (set.equals(QuestionSet.EXAM) && !CellMetrics.hasExam(cell)) {
        return NOT_REACHED;
      }
      Optional<Cell.Reached> last = lastState(cell);
      double before = value(cell, cell.states().get(0), set);
      // Of nothing there is no share.
      if (last.isPresent() && before > 0) {
        values.add(derived.apply(new Retention(set, before, value(cell, last.get(), set))));
      }
    }
    return shown(values);
  }

  private static double value(Cell cell, Cell.Reached reached, String set) {
    return CellMetrics.accuracy(cell, reached, cell.protocol().scorer(), set).value();
  }

  private static String shown(List<Double> values) {
    if (values.isEmpty()) {
      return NOT_REACHED;
    }
    Spread spread = Spread.of(values);
    return spread.count() == 1
        ? String.format(Locale.ROOT, "%.1f", spread.mean())
        : String.format(Locale.ROOT, "%.1f (%.1f-%.1f)", spread.mean(), spread.min(), spread.max());
  }

  private static Optional<Cell.Reached> lastState(Cell cell) {
    return state(cell, cell.protocol().counts().requests());
  }

  private static Optional<Cell.Reached> state(Cell cell, int requests) {
    // The last finite state of a request that diverged is not what the request came to.
    return cell.states().stream()
        .filter(reached -> reached.requests() == requests && reached.diverged().isEmpty())
        .findFirst();
  }

  private List<Cell> cells(Protocol protocol) {
    return cells(protocol, cell -> true);
  }

  private List<Cell> cells(Protocol protocol, Predicate<Cell> wanted) {
    return results.cells().stream()
        .filter(cell -> cell.protocol().equals(protocol))
        .filter(wanted)
        .toList();
  }

  /** All cells of a seed begin alike. */
  private static List<Cell> distinctSeeds(List<Cell> cells) {
    return List.copyOf(
        cells.stream()
            .collect(
                Collectors.toMap(Cell::seed, cell -> cell, (one, other) -> one, LinkedHashMap::new))
            .values());
  }

  private List<String> methods(Protocol protocol) {
    return List.copyOf(
        cells(protocol).stream()
            .map(Cell::method)
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  private static String named(Protocol protocol) {
    return protocol.name() + ", scorer " + protocol.scorer();
  }

  private static List<String> titled(String title, TextTable table) {
    List<String> lines = new ArrayList<>(List.of(title));
    lines.addAll(table.lines());
    return lines;
  }
}
