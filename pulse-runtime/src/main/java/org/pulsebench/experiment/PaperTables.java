package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pulsebench.evaluation.statistics.Spread;
import org.pulsebench.protocol.Counts;
import org.pulsebench.protocol.Protocol;

/**
 * The four items that the PULSE paper reports (arXiv 2507.01271v4), as text: Table 2, Table 3, and
 * the numbers of Figures 4 and 5; then what broke off, and how long it all took.
 *
 * <p>All numbers are per cent by the protocol's own scorer, mean and range over the seeds that have
 * one. What a cell did not reach, because a request diverged, is a dash.
 */
final class PaperTables {

  private static final String NOT_REACHED = "-";
  private static final String UNDEFINED = "undefined";

  private static final List<String> SETS =
      List.of(QuestionSet.UNLEARN, QuestionSet.RETAIN, QuestionSet.EXAM);

  private static final List<String> TABLE_3 =
      List.of(
          "unlearn/multimodal",
          "unlearn/text",
          "retain/multimodal",
          "retain/text",
          QuestionSet.EXAM);

  private final MeasuredResults measured;
  private final Results results;

  PaperTables(MeasuredResults measured) {
    this.measured = measured;
    this.results = measured.results();
  }

  /** Returns the lines of all items for which the experiment has a protocol. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(settings());
    for (Protocol protocol : results.experiment().protocols()) {
      lines.add("");
      if (protocol.trainedParts().size() > 1) {
        lines.addAll(trainedParts(protocol));
      } else if (protocol.counts().requests() > 1) {
        lines.addAll(sequence(protocol));
      } else {
        lines.addAll(source(protocol));
      }
      cells(protocol).forEach(cell -> lines.addAll(remarks(cell)));
    }
    lines.add("");
    lines.addAll(times());
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
              protocol.knowledge().id(),
              "" + counts.unlearn(),
              "" + counts.requests(),
              "" + counts.subjectsPerRequest()));
    }
    List<String> lines = new ArrayList<>(List.of("Table 2. Settings"));
    lines.addAll(table.lines());
    return lines;
  }

  /** Table 3. */
  private List<String> trainedParts(Protocol protocol) {
    TextTable table =
        new TextTable(
            "Update target", "Method", "D_unlearn multi", "text", "D_retain multi", "text", "Exam");
    List<String> before = new ArrayList<>(List.of("(pre-unlearning)", ""));
    TABLE_3.forEach(set -> before.add(accuracyBefore(protocol, set)));
    table.add(before);
    for (Summary.Group group : groups(protocol)) {
      List<String> row = new ArrayList<>(List.of(group.parts(), group.method()));
      int last = protocol.counts().requests();
      TABLE_3.forEach(set -> row.add(accuracy(cells(group), last, set)));
      table.add(row);
    }
    return titled("Table 3. Trained parts", protocol, table);
  }

  /** The numbers of Figure 4. */
  private List<String> source(Protocol protocol) {
    TextTable table = new TextTable("Method", "D_unlearn forgotten", "D_retain kept", "Exam kept");
    for (Summary.Group group : groups(protocol)) {
      List<String> row = new ArrayList<>(List.of(group.method()));
      SETS.forEach(set -> row.add(derived(cells(group), set)));
      table.add(row);
    }
    List<String> lines = titled("Figure 4. Source of the knowledge", protocol, table);
    lines.add(
        "before: "
            + SETS.stream()
                .map(set -> set + " " + accuracyBefore(protocol, set))
                .collect(Collectors.joining(", ")));
    return lines;
  }

  /** The numbers of Figure 5, and what they amount to. */
  private List<String> sequence(Protocol protocol) {
    int requests = protocol.counts().requests();
    List<String> header = new ArrayList<>(List.of("Accuracy after requests"));
    for (int i = 0; i <= requests; i++) {
      header.add("" + i);
    }
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (String set : SETS) {
      for (Summary.Group group : groups(protocol)) {
        List<String> row = new ArrayList<>(List.of(set + ", " + group.method()));
        for (int i = 0; i <= requests; i++) {
          row.add(accuracy(cells(group), i, set));
        }
        table.add(row);
      }
    }
    List<String> lines = titled("Figure 5. Sustainability", protocol, table);
    lines.add("");
    lines.addAll(sustainability(protocol));
    return lines;
  }

  private List<String> sustainability(Protocol protocol) {
    TextTable table = new TextTable("Sustainability", "Area", "Of area before", "Collapse");
    for (String set : List.of(QuestionSet.RETAIN, QuestionSet.EXAM)) {
      for (Summary.Group group : groups(protocol)) {
        List<SetSustainability> seeds =
            cells(group).stream().flatMap(cell -> sustainability(cell, set).stream()).toList();
        table.add(
            List.of(
                set + ", " + group.method(),
                shown(seeds.stream().map(SetSustainability::area).toList(), 100),
                shown(seeds.stream().map(SetSustainability::relativeArea).toList(), 100),
                collapse(seeds)));
      }
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("collapse: the first request after which less than half of the accuracy is left");
    return lines;
  }

  private static Optional<SetSustainability> sustainability(CellMetrics metrics, String set) {
    return metrics.sustainability().get(scorer(metrics)).stream()
        .filter(one -> one.set().equals(set))
        .findFirst();
  }

  /** A request is no number to be averaged: each that is the first of a seed is named. */
  private static String collapse(List<SetSustainability> seeds) {
    List<SetSustainability> known =
        seeds.stream().filter(seed -> seed.area() instanceof Figure.Known).toList();
    if (known.isEmpty()) {
      return seeds.isEmpty() ? NOT_REACHED : UNDEFINED;
    }
    TreeSet<Integer> requests = new TreeSet<>();
    known.forEach(seed -> seed.collapse().ifPresent(requests::add));
    List<String> names = new ArrayList<>(requests.stream().map(String::valueOf).toList());
    if (known.stream().anyMatch(seed -> seed.collapse().isEmpty())) {
      names.add("none");
    }
    return String.join(", ", names);
  }

  private String accuracyBefore(Protocol protocol, String set) {
    // All cells of a seed begin alike.
    Map<Long, CellMetrics> seeds = new LinkedHashMap<>();
    cells(protocol).forEach(cell -> seeds.putIfAbsent(cell.cell().seed(), cell));
    return accuracy(List.copyOf(seeds.values()), 0, set);
  }

  private static String accuracy(List<CellMetrics> cells, int requests, String set) {
    return shown(
        asked(cells, set).stream()
            .flatMap(metrics -> metrics.after(requests, scorer(metrics)).stream())
            .map(state -> 100 * state.accuracy(set).value())
            .toList());
  }

  private static String derived(List<CellMetrics> cells, String set) {
    return shown(
        asked(cells, set).stream()
            .flatMap(metrics -> metrics.last(scorer(metrics)).stream())
            .map(state -> state.derived(set))
            .toList(),
        1);
  }

  private static List<CellMetrics> asked(List<CellMetrics> cells, String set) {
    return set.equals(QuestionSet.EXAM)
        ? cells.stream().filter(metrics -> metrics.cell().hasExam()).toList()
        : cells;
  }

  private static String shown(List<Figure> figures, double scale) {
    List<Double> values =
        figures.stream()
            .filter(Figure.Known.class::isInstance)
            .map(figure -> scale * ((Figure.Known) figure).metric().value())
            .toList();
    return values.isEmpty() && !figures.isEmpty() ? UNDEFINED : shown(values);
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

  /** Returns why numbers of a cell are missing, so that no dash is a riddle. */
  private static List<String> remarks(CellMetrics metrics) {
    Cell cell = metrics.cell();
    String name = "%s, %s, seed %d".formatted(cell.method(), cell.parts().id(), cell.seed());
    List<String> remarks = new ArrayList<>();
    for (Cell.Reached reached : cell.states()) {
      reached
          .diverged()
          .ifPresent(
              problem ->
                  remarks.add(
                      "diverged: %s, in request %d: %s"
                          .formatted(name, reached.requests(), problem.what())));
    }
    metrics.last(scorer(metrics)).map(StateMetrics::derived).orElse(List.of()).stream()
        .filter(Figure.Undefined.class::isInstance)
        .map(Figure.Undefined.class::cast)
        .map(figure -> "undefined: %s, %s: %s".formatted(name, figure.name(), figure.reason()))
        .forEach(remarks::add);
    return remarks;
  }

  /** Names each step once, and tells what this run computed from what was in the store. */
  private List<String> times() {
    TextTable table = new TextTable("Times", "Steps", "Computed", "Seconds", "Stored seconds");
    List<PhaseTime> phases = PhaseTime.of(results.steps());
    phases.forEach(phase -> table.add(row(phase)));
    table.add(
        row(
            new PhaseTime(
                "together",
                phases.stream().mapToInt(PhaseTime::steps).sum(),
                phases.stream().mapToInt(PhaseTime::computed).sum(),
                phases.stream().mapToDouble(PhaseTime::seconds).sum(),
                phases.stream().mapToDouble(PhaseTime::computedSeconds).sum())));
    return table.lines();
  }

  private static List<String> row(PhaseTime phase) {
    return List.of(
        phase.kind(),
        "" + phase.steps(),
        "" + phase.computed(),
        seconds(phase.computedSeconds()),
        seconds(phase.seconds() - phase.computedSeconds()));
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f", Math.max(0, seconds));
  }

  private List<CellMetrics> cells(Protocol protocol) {
    return measured.cells().stream()
        .filter(metrics -> metrics.cell().protocol().equals(protocol))
        .toList();
  }

  /** Returns the seeds of a group. */
  private List<CellMetrics> cells(Summary.Group group) {
    return measured.cells().stream()
        .filter(metrics -> Summary.Group.of(metrics.cell()).equals(group))
        .toList();
  }

  private Set<Summary.Group> groups(Protocol protocol) {
    Set<Summary.Group> groups = new LinkedHashSet<>();
    cells(protocol).forEach(metrics -> groups.add(Summary.Group.of(metrics.cell())));
    return groups;
  }

  private static String scorer(CellMetrics metrics) {
    return metrics.cell().protocol().scorer();
  }

  private List<String> titled(String title, Protocol protocol, TextTable table) {
    List<Long> seeds = results.experiment().seeds();
    List<String> lines =
        new ArrayList<>(
            List.of(
                title + ", protocol " + protocol.name(),
                "scorer %s; questions: %s; %s %s"
                    .formatted(
                        protocol.scorer(),
                        questions(protocol),
                        seeds.size() == 1 ? "seed" : "seeds",
                        seeds.stream().map(String::valueOf).collect(Collectors.joining(", ")))));
    lines.addAll(table.lines());
    return lines;
  }

  private String questions(Protocol protocol) {
    CellMetrics first = cells(protocol).get(0);
    StateMetrics before = first.before(protocol.scorer());
    return SETS.stream()
            .filter(set -> !asked(List.of(first), set).isEmpty())
            .map(set -> set + " " + before.accuracy(set).count())
            .collect(Collectors.joining(", "))
        + results.provenance().exam().map(exam -> " (" + exam.mode().id() + ")").orElse("");
  }
}
