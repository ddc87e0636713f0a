package org.pulsebench.report;

import java.util.List;
import java.util.stream.Collectors;

/** Charts in words. */
public final class Alternatives {

  private static final int MOST_POINTS = 40;

  private Alternatives() {}

  /** Returns what charts show, with every number. */
  static String of(List<Figure.Panel> panels) {
    return panels.stream().map(Alternatives::of).collect(Collectors.joining(" "));
  }

  /** Returns what one chart shows, with every number. */
  public static String of(Figure.Panel panel) {
    String kind =
        panel.kind() == Figure.Kind.RADAR
            ? "Radar chart"
            : "Line chart of " + panel.axes().get(1).name() + " over " + panel.axes().get(0).name();
    return "%s, %s. %s."
        .formatted(
            kind,
            panel.title(),
            panel.series().stream()
                .map(series -> series.name() + ": " + points(panel, series))
                .collect(Collectors.joining("; ")));
  }

  private static String points(Figure.Panel panel, Figure.Series series) {
    List<Figure.Point> points = series.points();
    if (points.size() > MOST_POINTS) {
      return "%d points, from %s to %s"
          .formatted(
              points.size(),
              Unit.NUMBER.text(points.get(0).y().orElse(Double.NaN)),
              Unit.NUMBER.text(points.get(points.size() - 1).y().orElse(Double.NaN)));
    }
    return points.stream()
        .map(
            point -> {
              String value =
                  point.y().isPresent() ? panel.values().text(point.y().getAsDouble()) : "none";
              return panel.kind() == Figure.Kind.RADAR
                  ? panel.axes().get((int) point.x()).name() + " " + value
                  : value;
            })
        .collect(Collectors.joining(", "));
  }
}
