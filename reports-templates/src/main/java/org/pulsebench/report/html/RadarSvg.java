package org.pulsebench.report.html;

import static org.pulsebench.report.html.SvgChart.n;

import java.util.ArrayList;
import java.util.List;
import org.pulsebench.report.Figure;

/** A radar chart: closed lines over axes that leave one point. */
final class RadarSvg {

  private static final int WIDTH = 320;
  private static final double RADIUS = 130;
  private static final double X = WIDTH / 2.0;
  private static final double Y = 166;

  private final Figure.Panel panel;
  private final Figure.Axis range;

  RadarSvg(Figure.Panel panel) {
    this.panel = panel;
    this.range = panel.axes().get(0);
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(SvgChart.open(panel, WIDTH, height(), words()));
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
      grid.append(
          "<path class=\"%s\" d=\"M%sz\"/>"
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
          SvgChart.text(X - 5, y(0, tick) + 4, "end", "tick", Long.toString(Math.round(tick))));
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
    double dx = Math.abs(side) < 1 ? X : side > 0 ? WIDTH - 2 : 2;
    double dy = y(axis, range.high()) > Y ? 24 : -16;
    return SvgChart.text(
        dx, y(axis, range.high()) + dy, anchor, "axis", panel.axes().get(axis).name());
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
              SvgChart.words(series, panel.axes().get(axis).name(), panel.values(), point)));
    }
    return "<g class=\"%s\"><path class=\"ln area\" d=\"%s%s\"/>%s</g>"
        .formatted(SvgChart.styleClass(series.style()), path, whole ? "z" : "", markers);
  }

  private int height() {
    double lowest = Y;
    for (int i = 0; i < panel.axes().size(); i++) {
      lowest = Math.max(lowest, y(i, range.high()));
    }
    return (int) lowest + 34;
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
