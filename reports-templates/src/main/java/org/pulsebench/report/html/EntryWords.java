package org.pulsebench.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pulsebench.evaluation.statistics.Spread;
import org.pulsebench.report.Entry;
import org.pulsebench.report.Unit;

/** Tells what stands behind a number: interval, counts, seeds and the published value. */
final class EntryWords {

  private static final int MOST_SEEDS = 8;

  private EntryWords() {}

  /** Returns a few lines; none where there is nothing behind it. */
  static List<String> lines(Entry entry) {
    List<String> lines = new ArrayList<>();
    if (entry instanceof Entry.Value value) {
      value.spread().ifPresent(spread -> lines.add(mean(value, spread)));
      value.interval().ifPresent(one -> lines.add(interval(value.unit(), one)));
      if (!value.counted().isEmpty()) {
        lines.add(
            value.count() + " " + value.counted() + (value.seeds().size() > 1 ? " a seed" : ""));
      }
      seeds(value, lines);
      value.gaps().forEach(gap -> lines.add("Seed " + gap.seed() + ": " + gap.explanation()));
    } else if (entry instanceof Entry.Absent absent) {
      lines.add(absent.explanation());
    }
    published(entry).ifPresent(lines::add);
    return lines;
  }

  private static String mean(Entry.Value value, Spread spread) {
    return "Mean of %d seeds, from %s to %s"
        .formatted(
            spread.count(), value.unit().text(spread.min()), value.unit().text(spread.max()));
  }

  private static String interval(Unit unit, Entry.Interval interval) {
    return "95 %% interval %s to %s (%s)"
        .formatted(unit.text(interval.low()), unit.text(interval.high()), interval.method());
  }

  private static void seeds(Entry.Value value, List<String> lines) {
    if (value.seeds().size() < 2) {
      return;
    }
    value.seeds().stream()
        .limit(MOST_SEEDS)
        .forEach(
            seed ->
                lines.add(
                    "Seed %d: %s%s"
                        .formatted(
                            seed.seed(),
                            value.unit().text(seed.value()),
                            seed.interval()
                                .map(one -> " " + brackets(value.unit(), one))
                                .orElse(""))));
    if (value.seeds().size() > MOST_SEEDS) {
      lines.add("and %d seeds more".formatted(value.seeds().size() - MOST_SEEDS));
    }
  }

  private static Optional<String> published(Entry entry) {
    return entry
        .published()
        .map(
            paper ->
                "Published: %s%s (%s, %s)%s"
                    .formatted(
                        paper.text(),
                        paper.error() >= 0.1 ? " ± " + Unit.PERCENT.text(paper.error()) : "",
                        paper.item(),
                        paper.reading().word(),
                        difference(entry).map(one -> "; difference " + one).orElse("")));
  }

  /** Returns our value less the published one, with its sign. */
  static Optional<String> difference(Entry entry) {
    return entry instanceof Entry.Value value
        ? value.difference().map(value.unit()::difference)
        : Optional.empty();
  }

  /** Returns what paper has room for: interval and count, or the reason of an absence. */
  static Optional<String> brief(Entry entry) {
    if (!(entry instanceof Entry.Value value)) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    value.interval().ifPresent(one -> parts.add(brackets(value.unit(), one)));
    if (value.count() > 0) {
      parts.add("n=" + value.count());
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", parts));
  }

  private static String brackets(Unit unit, Entry.Interval interval) {
    return "[" + unit.text(interval.low()) + ", " + unit.text(interval.high()) + "]";
  }
}
