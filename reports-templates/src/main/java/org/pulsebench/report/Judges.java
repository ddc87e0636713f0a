package org.pulsebench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pulsebench.evaluation.judge.JudgeIdentity;
import org.pulsebench.evaluation.judge.Verdict;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.JudgedState;

/** Who judged answers about published tasks, and what nobody could judge. */
final class Judges {

  private Judges() {}

  /** Returns who judged a protocol's answers, and whether all of them, in a sentence. */
  static String of(Study study, Protocol protocol) {
    int failed =
        study.cells(protocol).stream()
            .flatMap(cell -> cell.states().stream())
            .flatMap(state -> state.judged().stream())
            .mapToInt(JudgedState::failed)
            .sum();
    return "Judged by %s; %s"
        .formatted(
            names(study, protocol),
            failed == 0
                ? "no judgement is missing."
                : failed + " judgements are missing, and no score stands for them.");
  }

  /** Returns the names of all who judged a protocol's answers. */
  static String names(Study study, Protocol protocol) {
    return study.cells(protocol).stream()
        .flatMap(cell -> cell.states().stream())
        .flatMap(state -> state.judged().stream())
        .map(JudgedState::judge)
        .map(JudgeIdentity::toString)
        .distinct()
        .collect(Collectors.joining(" and by "));
  }

  /** Returns a sentence about each cell of which judgements are missing. */
  static List<String> missing(CellResult cell) {
    Map<Verdict.Cause, Integer> causes = new TreeMap<>();
    cell.states().stream()
        .flatMap(state -> state.judged().stream())
        .forEach(
            judged ->
                judged.failures().forEach((cause, n) -> causes.merge(cause, n, Integer::sum)));
    if (causes.isEmpty()) {
      return List.of();
    }
    int all = causes.values().stream().mapToInt(Integer::intValue).sum();
    return List.of(
        "%s, %s, seed %d: %d judgements are missing (%s). Scores are of the others."
            .formatted(
                cell.protocol().name(),
                Names.method(cell.method()),
                cell.seed(),
                all,
                words(causes)));
  }

  /** Returns the table of missing judgements, state by state; empty if there are none. */
  static Optional<Table> table(Study study, Protocol protocol, String id) {
    List<Table.Column> columns =
        new ArrayList<>(
            List.of(Table.Column.of("method", "Method"), Table.Column.of("seed", "Seed")));
    for (int i = 0; i <= protocol.tasks().size(); i++) {
      columns.add(
          Table.Column.of(
              "after-" + i, i == 0 ? "Before" : "After " + protocol.tasks().get(i - 1)));
    }
    columns.add(Table.Column.of("causes", "Why"));
    List<Table.Row> rows = new ArrayList<>();
    for (CellResult cell : study.cells(protocol)) {
      if (!missing(cell).isEmpty()) {
        rows.add(row(cell));
      }
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Table(
                id,
                "Missing judgements",
                "Number of judgements that there should be and are not. An answer that was not"
                    + " judged has no score: it does not count as 0.",
                columns,
                List.of(new Table.Block("", rows)),
                List.of()));
  }

  private static Table.Row row(CellResult cell) {
    List<Entry> entries = new ArrayList<>();
    boolean comparesParts = cell.protocol().trainedParts().size() > 1;
    entries.add(Entry.Label.of(Names.group(cell.group(), comparesParts)));
    entries.add(Entry.Label.of("" + cell.seed()));
    Map<Verdict.Cause, Integer> causes = new TreeMap<>();
    for (int i = 0; i <= cell.protocol().tasks().size(); i++) {
      Optional<JudgedState> judged =
          i < cell.states().size() ? cell.states().get(i).judged() : Optional.empty();
      judged.ifPresent(
          one -> one.failures().forEach((why, n) -> causes.merge(why, n, Integer::sum)));
      entries.add(
          judged
              .<Entry>map(one -> Entry.Value.fixed(one.failed(), Unit.COUNT, Optional.empty()))
              .orElseGet(
                  () ->
                      Entry.Absent.of(
                          Entry.Absent.Reason.MISSING,
                          "the run did not come so far",
                          Optional.empty())));
    }
    entries.add(Entry.Label.of(words(causes)));
    return new Table.Row(false, entries);
  }

  private static String words(Map<Verdict.Cause, Integer> causes) {
    return causes.entrySet().stream()
        .map(
            cause ->
                cause.getValue()
                    + " "
                    + cause.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(Collectors.joining(", "));
  }
}
