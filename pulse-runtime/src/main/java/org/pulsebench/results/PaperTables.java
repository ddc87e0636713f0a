package org.pulsebench.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pulsebench.evaluation.statistics.Spread;
import org.pulsebench.protocol.Counts;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.SelectionStability;

/**
 * The four items that the PULSE paper reports (arXiv 2507.01271v4), as text: Table 2, Table 3, and
 * the numbers of Figures 4 and 5; then what broke off, and how long it all took.
 *
 * <p>All numbers are per cent by the protocol's own scorer, mean and range over the seeds that have
 * one. What a cell did not reach, because a request diverged, is a dash.
 */
public final class PaperTables {

  private static final String NOT_REACHED = "-";
  private static final String UNDEFINED = "undefined";

  private static final List<QuestionSet> SETS = List.of(QuestionSet.values());

  private static final List<String> TABLE_3 =
      List.of("unlearn/multimodal", "unlearn/text", "retain/multimodal", "retain/text", "exam");

  private final ResultsDocument results;

  private PaperTables(ResultsDocument results) {
    this.results = results;
  }

  /** Returns the tables of results. */
  public static PaperTables of(ResultsDocument results) {
    return new PaperTables(results);
  }

  /** Returns the lines of all items for which the experiment has a protocol. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(settings());
    for (Protocol protocol : results.protocols()) {
      lines.add("");
      if (protocol.isPublished()) {
        lines.addAll(new TaskTables(results, protocol).lines());
      } else if (protocol.trainedParts().size() > 1) {
        lines.addAll(trainedParts(protocol));
      } else if (protocol.counts().requests() > 1) {
        lines.addAll(sequence(protocol));
      } else {
        lines.addAll(source(protocol));
      }
      results.cells(protocol).forEach(cell -> lines.addAll(remarks(cell)));
      results.selections().stream()
          .filter(account -> account.protocol().equals(protocol.name()))
          .forEach(account -> lines.addAll(selection(account)));
    }
    lines.add("");
    lines.addAll(times());
    return lines;
  }

  /** Table 2. */
  private List<String> settings() {
    TextTable table =
        new TextTable("Protocol", "Knowledge", "Individuals", "Requests", "Per request");
    for (Protocol protocol : results.protocols()) {
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
    for (CellGroup group : results.groups(protocol)) {
      List<String> row = new ArrayList<>(List.of(group.trainedParts().id(), group.method()));
      int last = protocol.counts().requests();
      TABLE_3.forEach(set -> row.add(accuracy(results.cells(group), last, set)));
      table.add(row);
    }
    return titled("Table 3. Trained parts", protocol, table);
  }

  /** The numbers of Figure 4. */
  private List<String> source(Protocol protocol) {
    TextTable table = new TextTable("Method", "D_unlearn forgotten", "D_retain kept", "Exam kept");
    for (CellGroup group : results.groups(protocol)) {
      List<String> row = new ArrayList<>(List.of(group.method()));
      SETS.forEach(set -> row.add(derived(results.cells(group), set)));
      table.add(row);
    }
    List<String> lines = titled("Figure 4. Source of the knowledge", protocol, table);
    lines.add(
        "before: "
            + SETS.stream()
                .map(set -> set.id() + " " + accuracyBefore(protocol, set.id()))
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
    for (QuestionSet set : SETS) {
      for (CellGroup group : results.groups(protocol)) {
        List<String> row = new ArrayList<>(List.of(set.id() + ", " + group.method()));
        for (int i = 0; i <= requests; i++) {
          row.add(accuracy(results.cells(group), i, set.id()));
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
    for (QuestionSet set : List.of(QuestionSet.RETAIN, QuestionSet.EXAM)) {
      for (CellGroup group : results.groups(protocol)) {
        List<SetSustainability> seeds =
            results.cells(group).stream()
                .flatMap(cell -> cell.sustainability(scorer(cell), set).stream())
                .toList();
        table.add(
            List.of(
                set.id() + ", " + group.method(),
                shown(seeds.stream().map(SetSustainability::area).toList(), 100),
                shown(seeds.stream().map(SetSustainability::relativeArea).toList(), 100),
                collapse(seeds)));
      }
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("collapse: the first request after which less than half of the accuracy is left");
    return lines;
  }

  /** A request is no number to be averaged: each that is the first of a seed is named. */
  private static String collapse(List<SetSustainability> seeds) {
    List<SetSustainability> known =
        seeds.stream().filter(seed -> seed.area().known().isPresent()).toList();
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
    Map<Long, CellResult> seeds = new LinkedHashMap<>();
    results.cells(protocol).forEach(cell -> seeds.putIfAbsent(cell.seed(), cell));
    return accuracy(List.copyOf(seeds.values()), 0, set);
  }

  private static String accuracy(List<CellResult> cells, int requests, String set) {
    return shown(
        cells.stream()
            .flatMap(cell -> cell.after(requests, scorer(cell)).stream())
            .flatMap(state -> state.accuracy(set).stream())
            .map(accuracy -> 100 * accuracy.value())
            .toList());
  }

  private static String derived(List<CellResult> cells, QuestionSet set) {
    return shown(
        cells.stream()
            .flatMap(cell -> cell.last(scorer(cell)).stream())
            .flatMap(state -> state.derived(set.derived(Optional.empty())).stream())
            .toList(),
        1);
  }

  private static String shown(List<Figure> figures, double scale) {
    List<Double> values =
        figures.stream()
            .flatMap(figure -> figure.known().stream())
            .map(metric -> scale * metric.value())
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
  private static List<String> remarks(CellResult cell) {
    String name = "%s, %s, seed %d".formatted(cell.method(), cell.trainedParts().id(), cell.seed());
    List<String> remarks = new ArrayList<>();
    for (StateResult state : cell.states()) {
      state
          .diverged()
          .ifPresent(
              problem ->
                  remarks.add(
                      "diverged: %s, in request %d: %s"
                          .formatted(name, state.requests(), problem.what())));
    }
    cell.last(scorer(cell)).map(ScorerResult::derived).orElse(List.of()).stream()
        .filter(Figure.Undefined.class::isInstance)
        .map(Figure.Undefined.class::cast)
        .map(figure -> "undefined: %s, %s: %s".formatted(name, figure.name(), figure.reason()))
        .forEach(remarks::add);
    return remarks;
  }

  /** Returns whether people were pinned, and how far their choice is more than chance. */
  private static List<String> selection(SelectionAccount account) {
    List<String> lines = new ArrayList<>();
    if (account.pinned()) {
      lines.add("selection: pinned");
    }
    for (SelectionStability one : account.stability()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "selection over %s (%s): %d of %d chosen by all; Jaccard index %s, by chance %.2f",
              one.over().id(),
              String.join(", ", one.variants()),
              one.always(),
              one.wanted(),
              one.overlaps().stream()
                  .map(
                      pair ->
                          String.format(
                              Locale.ROOT,
                              "%.2f (%d of %d)",
                              pair.jaccard(),
                              pair.shared(),
                              pair.either()))
                  .collect(Collectors.joining(", ")),
              one.jaccardByChance()));
    }
    return lines;
  }

  /** Names each step once, and tells what this run computed from what was in the store. */
  private List<String> times() {
    TextTable table = new TextTable("Times", "Steps", "Computed", "Seconds", "Stored seconds");
    List<Times.Phase> phases = results.times().phases();
    phases.forEach(phase -> table.add(row(phase)));
    table.add(
        row(
            new Times.Phase(
                "together",
                phases.stream().mapToInt(Times.Phase::steps).sum(),
                phases.stream().mapToInt(Times.Phase::computed).sum(),
                phases.stream().mapToDouble(Times.Phase::seconds).sum(),
                phases.stream().mapToDouble(Times.Phase::computedSeconds).sum())));
    return table.lines();
  }

  private static List<String> row(Times.Phase phase) {
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

  private static String scorer(CellResult cell) {
    return cell.protocol().scorer();
  }

  private List<String> titled(String title, Protocol protocol, TextTable table) {
    List<Long> seeds = results.seeds();
    List<String> lines =
        new ArrayList<>(
            List.of(
                title + ", protocol " + protocol.name(),
                "scorer %s, %s; questions: %s; %s %s"
                    .formatted(
                        protocol.scorer(),
                        examples(protocol),
                        questions(protocol),
                        seeds.size() == 1 ? "seed" : "seeds",
                        seeds.stream().map(String::valueOf).collect(Collectors.joining(", ")))));
    lines.addAll(table.lines());
    return lines;
  }

  private String examples(Protocol protocol) {
    return results.provenance().showsExamples(protocol)
        ? "examples from the evaluated set as published"
        : "no examples";
  }

  private String questions(Protocol protocol) {
    ScorerResult before = results.cells(protocol).get(0).before(protocol.scorer());
    return SETS.stream()
            .flatMap(set -> before.accuracy(set.id()).stream())
            .map(accuracy -> accuracy.name() + " " + accuracy.count())
            .collect(Collectors.joining(", "))
        + results.provenance().exam().map(exam -> " (" + exam.mode() + ")").orElse("");
  }
}
