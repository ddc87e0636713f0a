package org.pulsebench.report.html;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pulsebench.report.Figure;

/**
 * What line styles, markers and colours of a figure stand for.
 *
 * @param methods each with a line that is drawn as its own
 * @param metrics each with its colour; empty where colour, too, stands for the method
 */
public record Legend(List<Sample> methods, List<Sample> metrics) {

  /** A name and how it is drawn. */
  public record Sample(String name, Figure.Style style) {}

  static Legend of(Figure figure) {
    Map<String, Sample> methods = new LinkedHashMap<>();
    Map<String, Sample> metrics = new LinkedHashMap<>();
    for (Figure.Panel panel : figure.panels()) {
      if (panel.series().size() == 1 && figure.panels().size() > 1) {
        // Its title says what the only line is.
        continue;
      }
      for (Figure.Series series : panel.series()) {
        methods.putIfAbsent(series.method(), new Sample(series.method(), series.style()));
        series
            .metric()
            .ifPresent(name -> metrics.putIfAbsent(name, new Sample(name, series.style())));
      }
    }
    return new Legend(List.copyOf(methods.values()), List.copyOf(metrics.values()));
  }
}
