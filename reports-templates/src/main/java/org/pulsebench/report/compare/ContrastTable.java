package org.pulsebench.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.pulsebench.report.Entry;
import org.pulsebench.report.Table;
import org.pulsebench.report.Unit;

/** The table of one protocol's contrasts, whose tests are corrected together. */
final class ContrastTable {

  private static final Map<String, String> SETS =
      Map.of(
          "unlearn/multimodal", "D_unlearn, Multi",
          "unlearn/text", "D_unlearn, Text",
          "retain/multimodal", "D_retain, Multi",
          "retain/text", "D_retain, Text",
          "exam", "Exam");

  private static final List<Table.Column> COLUMNS =
      List.of(
          Table.Column.of("set", "Set"),
          Table.Column.of("baseline", "Baseline"),
          Table.Column.of("other", "Other"),
          Table.Column.of("difference", "Difference"),
          Table.Column.of("p", "p"),
          Table.Column.of("p-holm", "p (Holm)"),
          Table.Column.of("test", "Test"));

  private ContrastTable() {}

  static Table of(String id, String protocol, List<Contrast> contrasts) {
    List<Contrast.Line> lines =
        contrasts.stream().flatMap(contrast -> contrast.lines().stream()).toList();
    List<Double> adjusted =
        Holm.adjusted(lines.stream().map(line -> line.estimate().pValue()).toList());
    List<Table.Block> blocks = new ArrayList<>();
    int test = 0;
    for (Contrast contrast : contrasts) {
      List<Table.Row> rows = new ArrayList<>();
      for (Contrast.Line line : contrast.lines()) {
        rows.add(row(line, adjusted.get(test++)));
      }
      blocks.add(new Table.Block(contrast.other() + " against " + contrast.baseline(), rows));
    }
    return new Table(
        id,
        "Comparison, " + protocol,
        "Accuracy (%) after all requests, and the other less the baseline in points.",
        COLUMNS,
        blocks,
        notes(lines));
  }

  private static Table.Row row(Contrast.Line line, double adjusted) {
    Estimate estimate = line.estimate();
    return new Table.Row(
        false,
        List.of(
            Entry.Label.of(SETS.get(line.set())),
            accuracy(line, metrics -> metrics.baseline().value()),
            accuracy(line, metrics -> metrics.other().value()),
            difference(line),
            Entry.Value.fixed(estimate.pValue(), Unit.PROBABILITY, Optional.empty()),
            Entry.Value.fixed(adjusted, Unit.PROBABILITY, Optional.empty()),
            Entry.Label.of(estimate.method().word())));
  }

  private static Entry accuracy(Contrast.Line line, ToDoubleFunction<CellPair.Metrics> accuracy) {
    int count = line.seeds().stream().mapToInt(seed -> seed.baseline().count()).min().orElse(0);
    double mean = line.seeds().stream().mapToDouble(accuracy).average().orElseThrow();
    return value(100 * mean, Unit.PERCENT, Optional.empty(), count, "questions", line, accuracy);
  }

  private static Entry difference(Contrast.Line line) {
    Estimate estimate = line.estimate();
    return value(
        100 * estimate.difference(),
        Unit.POINTS,
        Optional.of(
            new Entry.Interval(100 * estimate.low(), 100 * estimate.high(), estimate.interval())),
        estimate.count(),
        estimate.counted(),
        line,
        CellPair.Metrics::difference);
  }

  private static Entry value(
      double value,
      Unit unit,
      Optional<Entry.Interval> interval,
      int count,
      String counted,
      Contrast.Line line,
      ToDoubleFunction<CellPair.Metrics> bySeed) {
    List<Entry.SeedValue> seeds =
        line.seeds().stream()
            .map(
                seed ->
                    new Entry.SeedValue(
                        seed.seed(), 100 * bySeed.applyAsDouble(seed), Optional.empty()))
            .toList();
    return new Entry.Value(
        value, unit, interval, count, counted, seeds, List.of(), Optional.empty(), Entry.Mark.NONE);
  }

  private static List<String> notes(List<Contrast.Line> lines) {
    List<String> notes =
        lines.stream()
            .map(line -> line.estimate().method())
            .distinct()
            .sorted()
            .map(Estimate.Method::explanation)
            .collect(Collectors.toCollection(ArrayList::new));
    notes.add(
        "p (Holm) is corrected for the %d tests of this table by Holm's method."
            .formatted(lines.size()));
    return notes;
  }
}
