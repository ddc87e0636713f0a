package org.pulsebench.report.html;

import static org.pulsebench.report.html.SvgChart.n;

import java.util.List;
import org.pulsebench.report.Alternatives;
import org.pulsebench.report.Figure;

/** A line chart over a horizontal and a vertical axis. */
final class LineSvg {

  private static final int WIDTH = 460;
  private static final int HEIGHT = 330;
  private static final double LEFT = 46;
  private static final double RIGHT = WIDTH - 12;
  private static final double TOP = 12;
  private static final double BOTTOM = HEIGHT - 46;

  private static final double DODGE = 6;

  /** Beyond so many points, markers would hide the line. */
  private static final int MOST_MARKERS = 40;

  private final Figure.Panel panel;
  private final Figure.Axis across;
  private final Figure.Axis up;

  LineSvg(Figure.Panel panel) {
    this.panel = panel;
    this.across = panel.axes().get(0);
    this.up = panel.axes().get(1);
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(SvgChart.open(panel, WIDTH, HEIGHT, Alternatives.of(panel)));
    svg.append(grid());
    panel.series().forEach(series -> svg.append(series(series)));
    return svg.append("</svg>").toString();
  }

  private String grid() {
    StringBuilder grid = new StringBuilder("<g class=\"grid\">");
    StringBuilder names = new StringBuilder();
    for (double tick = up.low(); tick <= up.high() + up.step() / 1e6; tick += up.step()) {
      grid.append(
          "<path class=\"%s\" d=\"M%s %sH%s\"/>"
              .formatted(tick == up.low() ? "edge" : "ring", n(LEFT), n(y(tick)), n(RIGHT)));
      names.append(SvgChart.text(LEFT - 8, y(tick) + 4, "end", "tick", label(tick, up)));
    }
    for (double tick = across.low();
        tick <= across.high() + across.step() / 1e6;
        tick += across.step()) {
      grid.append("<path class=\"edge\" d=\"M%s %sv4\"/>".formatted(n(x(tick)), n(BOTTOM)));
      names.append(SvgChart.text(x(tick), BOTTOM + 18, "middle", "tick", label(tick, across)));
    }
    names.append(SvgChart.text((LEFT + RIGHT) / 2, HEIGHT - 6, "middle", "axis", across.name()));
    names.append(
        "<text class=\"axis\" transform=\"translate(12 %s) rotate(-90)\" text-anchor=\"middle\">%s</text>"
            .formatted(n((TOP + BOTTOM) / 2), SvgChart.escape(up.name())));
    return grid.append("</g>").append(names).toString();
  }

  private static String label(double tick, Figure.Axis axis) {
    return axis.step() >= 1 ? Long.toString(Math.round(tick)) : n(tick);
  }

  private String series(Figure.Series series) {
    StringBuilder line = new StringBuilder();
    StringBuilder marks = new StringBuilder();
    boolean pen = false;
    for (Figure.Point point : series.points()) {
      if (point.y().isEmpty()) {
        pen = false;
        continue;
      }
      double x = x(point.x()) + dodge(series);
      double y = y(point.y().getAsDouble());
      line.append(pen ? "L" : "M").append(n(x)).append(' ').append(n(y));
      pen = true;
      if (point.low().isPresent() && point.high().getAsDouble() > point.low().getAsDouble()) {
        marks.append(
            "<path class=\"rg\" d=\"M%s %sV%s\"/>"
                .formatted(
                    n(x), n(y(point.low().getAsDouble())), n(y(point.high().getAsDouble()))));
      }
      if (series.points().size() <= MOST_MARKERS) {
        marks.append(
            SvgChart.marker(
                series.style().marker(),
                x,
                y,
                SvgChart.words(series, across.name() + " " + label(point.x(), across), up, point)));
      }
    }
    return "<g class=\"%s\"><path class=\"ln\" d=\"%s\"/>%s</g>"
        .formatted(SvgChart.styleClass(series.style()), line, marks);
  }

  /** Methods stand a little beside each other, lest one hide the other. */
  private double dodge(Figure.Series series) {
    List<String> methods = panel.series().stream().map(Figure.Series::method).distinct().toList();
    boolean few = panel.series().get(0).points().size() <= MOST_MARKERS;
    return few ? DODGE * (methods.indexOf(series.method()) - (methods.size() - 1) / 2.0) : 0;
  }

  private double x(double value) {
    return LEFT
        + 16
        + (RIGHT - LEFT - 32) * (value - across.low()) / (across.high() - across.low());
  }

  private double y(double value) {
    double share = (value - up.low()) / (up.high() - up.low());
    return BOTTOM - (BOTTOM - TOP) * Math.max(-0.01, Math.min(1.01, share));
  }
}
