package org.pulsebench.report.latex;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pulsebench.report.Entry;
import org.pulsebench.report.Unit;

/**
 * An entry as templates see it.
 *
 * @param kind {@code text}, {@code literal} (words for machines), {@code number} or {@code absent}
 * @param content what stands there
 * @param best whether it is the best of its column, alone or with others
 * @param below what is said of it in small print, a line each
 */
public record LatexCell(String kind, LatexMarkup content, boolean best, List<LatexMarkup> below) {

  public LatexCell {
    below = List.copyOf(below);
  }

  static LatexCell of(Entry entry, Variant variant) {
    if (entry instanceof Entry.Label label) {
      return label.literal()
          ? plain("literal", label.text())
          : new LatexCell("text", LatexMarkup.heading(label.text()), false, List.of());
    }
    Optional<LatexCell> cell =
        switch (variant) {
          case OURS, INTERVALS -> Optional.of(ours(entry, variant == Variant.INTERVALS));
          case PUBLISHED -> entry.published().map(paper -> number(paper.value(), paper.unit()));
          case DIFFERENCE -> difference(entry);
        };
    return cell.orElseGet(() -> plain("absent", Entry.Absent.Reason.MISSING.text()));
  }

  private static LatexCell ours(Entry entry, boolean withIntervals) {
    if (!(entry instanceof Entry.Value value)) {
      return plain("absent", entry.text());
    }
    return new LatexCell(
        "number",
        LatexMarkup.of(LatexNumber.of(value.value(), value.unit())),
        value.mark() != Entry.Mark.NONE,
        withIntervals ? below(value) : List.of());
  }

  private static List<LatexMarkup> below(Entry.Value value) {
    List<LatexMarkup> lines = new ArrayList<>();
    value
        .interval()
        .map(
            interval ->
                "{[}%s, %s{]}"
                    .formatted(
                        LatexNumber.of(interval.low(), value.unit()),
                        LatexNumber.of(interval.high(), value.unit())))
        .map(LatexMarkup::of)
        .ifPresent(lines::add);
    if (value.count() > 0) {
      String seeds = value.seeds().size() > 1 ? " \\times " + value.seeds().size() : "";
      lines.add(LatexMarkup.of("\\ensuremath{n=" + value.count() + seeds + "}"));
    }
    return lines;
  }

  private static Optional<LatexCell> difference(Entry entry) {
    return entry instanceof Entry.Value value
        ? value.difference().map(one -> number(LatexNumber.ofDifference(one, value.unit())))
        : Optional.empty();
  }

  private static LatexCell number(double value, Unit unit) {
    return number(LatexNumber.of(value, unit));
  }

  private static LatexCell number(String latex) {
    return new LatexCell("number", LatexMarkup.of(latex), false, List.of());
  }

  private static LatexCell plain(String kind, String text) {
    return new LatexCell(kind, LatexMarkup.of(LatexText.escaped(text)), false, List.of());
  }
}
