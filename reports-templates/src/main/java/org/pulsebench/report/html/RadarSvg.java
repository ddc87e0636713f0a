package org.pulsebench.report.html;

import static org.pulsebench.report.html.SvgChart.n;

import java.util.ArrayList;
import java.util.List;
import org.pulsebench.report.Figure;

/** A radar chart: closed lines over axes that leave one point. */
final class RadarSvg {

  private static final int WIDTH = 360;
  private static final int HEIGHT = 300;
  private static final double RADIUS = 128;
  private static final double X = 180;
  private static final double Y = 168;

  private final Figure.Panel panel;
  private final Figure.Axis range;

  RadarSvg(Figure.Panel panel) {
    this.panel = panel;
    this.range = panel.axes().get(0);
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(SvgChart.open(panel, WIDTH, HEIGHT, words()));
    svg.append(grid());
    panel.series().forEach(series -> svg.append(series(series)));
    return svg.append("</svg>").toString();
  }

  private String grid() {
    StringBuilder grid = new StringBuilder("<g class=\"grid\">");
    int axes = panel.axes().size();
    for (double tick = range.low() + range.step(); tick <= range.high(); tick += range.step()) {
      List<String> corners = new ArrayList<>();
      for (int i = 0; i < axes; i++) {
        corners.add(n(x(i, tick)) + " " + n(y(i, tick)));
      }
      grid.append("<path class=\"%s\" d=\"M%sz\"/>"
          .formatted(tick == range.high() ? "edge" : "ring", String.join("L", corners)));
    }
    for (int i = 0; i < axes; i++) {
      grid.append(
          "<path class=\"ray\" d=\"M%s %sL%s %s\"/>"
              .formatted(n(X), n(Y), n(x(i, range.high())), n(y(i, range.high()))));
    }
    grid.append("</g>");
    for (double tick = range.low() + range.step(); tick <= range.high(); tick += range.step()) {
      grid.append(
          SvgChart.text(X + 4, y(0, tick) + 9, "start", "tick", Long.toString(Math.round(tick))));
    }
    for (int i = 0; i < axes; i++) {
      grid.append(name(i));
    }
    return grid.toString();
  }

  /** The names of the lower axes are below them, where a narrow chart has room. */
  private String name(int axis) {
    double side = x(axis, range.high()) - X;
    String anchor = Math.abs(side) < 1 ? "middle" : side > 0 ? "end" : "start";
    double dx = Math.abs(side) < 1 ? 0 : side > 0 ? 62 : -62;
    double dy = y(axis, range.high()) > Y ? 22 : -14;
    return SvgChart.text(
        x(axis, range.high()) + dx,
        y(axis, range.high()) + dy,
        anchor,
        "axis",
        panel.axes().get(axis).name());
  }

  private String series(Figure.Series series) {
    StringBuilder path = new StringBuilder();
    StringBuilder markers = new StringBuilder();
    boolean whole = true;
    for (Figure.Point point : series.points()) {
      if (point.y().isEmpty()) {
        whole = false;
        continue;
      }
      int axis = (int) point.x();
      double x = x(axis, point.y().getAsDouble());
      double y = y(axis, point.y().getAsDouble());
      path.append(path.length() == 0 ? "M" : "L").append(n(x)).append(' ').append(n(y));
      markers.append(
          SvgChart.marker(
              series.style().marker(),
              x,
              y,
              SvgChart.words(series, panel.axes().get(axis).name(), point)));
    }
    return "<g class=\"%s\"><path class=\"ln area\" d=\"%s%s\"/>%s</g>"
        .formatted(
            SvgChart.styleClass(series.style()), path, whole ? "z" : "", markers);
  }

  private double x(int axis, double value) {
    return X + RADIUS * share(value) * Math.sin(angle(axis));
  }

  private double y(int axis, double value) {
    return Y - RADIUS * share(value) * Math.cos(angle(axis));
  }

  private double angle(int axis) {
    return 2 * Math.PI * axis / panel.axes().size();
  }

  /** What is beyond the axis is drawn at its end: losses at the middle, gains a little outside. */
  private double share(double value) {
    double share = (value - range.low()) / (range.high() - range.low());
    return Math.max(0, Math.min(1.06, share));
  }

  private String words() {
    return org.pulsebench.report.Alternatives.of(panel);
  }
}
