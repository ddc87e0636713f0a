package org.pulsebench.report;

import java.util.List;
import org.pulsebench.results.QuestionSet;

/**
 * How the paper draws: line style and marker tell the method, colour the metric. Where there is one
 * metric only, colour tells the method, too.
 */
final class Styles {

  private static final List<Figure.Colour> OF_METHODS =
      List.of(
          Figure.Colour.INDIGO,
          Figure.Colour.WINE,
          Figure.Colour.OLIVE,
          Figure.Colour.ROSE,
          Figure.Colour.TEAL);

  private static final List<Figure.Line> LINES = List.of(Figure.Line.values());
  private static final List<Figure.Marker> MARKERS = List.of(Figure.Marker.values());

  private final List<String> methods;

  /**
   * Creates the styles of methods.
   *
   * @param methods in the order in which they get their styles
   */
  Styles(List<String> methods) {
    this.methods = List.copyOf(methods);
  }

  /** Returns how a metric of a method is drawn. */
  Figure.Style of(String method, QuestionSet set) {
    Figure.Colour colour =
        switch (set) {
          case UNLEARN -> Figure.Colour.BLUE;
          case RETAIN -> Figure.Colour.ORANGE;
          case EXAM -> Figure.Colour.GREEN;
        };
    return new Figure.Style(line(method), marker(method), colour);
  }

  /** Returns how a method is drawn where every line is of the same metric. */
  Figure.Style ofMethod(String method) {
    return new Figure.Style(
        line(method), marker(method), OF_METHODS.get(index(method) % OF_METHODS.size()));
  }

  private Figure.Line line(String method) {
    return LINES.get(index(method) % LINES.size());
  }

  private Figure.Marker marker(String method) {
    return MARKERS.get(index(method) % MARKERS.size());
  }

  private int index(String method) {
    return Math.max(0, methods.indexOf(method));
  }
}
