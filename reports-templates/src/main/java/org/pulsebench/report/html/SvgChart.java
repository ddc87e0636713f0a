package org.pulsebench.report.html;

import freemarker.core.HTMLOutputFormat;
import java.util.List;
import java.util.Locale;
import org.pulsebench.report.Figure;

/**
 * Charts as SVG inside a page: colours, fonts and line styles are classes, so that they follow the
 * reader's theme, and every point can be asked for its number.
 *
 * <p>XChart, which draws the figures of papers, was tried for pages, too (version 4.0.3, by its
 * encoder of vector graphics). Its Figure 5 has 160 kB instead of 10: every letter is an outline,
 * so that nothing can be searched, copied or read aloud, there is no title, description or class,
 * and colours stand in style attributes, white background included.
 */
final class SvgChart {

  static final double MARKER = 3.6;

  private SvgChart() {}

  static String of(Figure.Panel panel) {
    return panel.kind() == Figure.Kind.RADAR ? new RadarSvg(panel).svg() : new LineSvg(panel).svg();
  }

  /** Returns the opening of a chart with its name and its numbers in words. */
  static String open(Figure.Panel panel, int width, int height, String words) {
    return """
        <svg class="chart" viewBox="0 0 %d %d" role="img" aria-labelledby="%s-t %s-d">\
        <title id="%s-t">%s</title><desc id="%s-d">%s</desc>"""
        .formatted(
            width,
            height,
            panel.id(),
            panel.id(),
            panel.id(),
            escape(panel.title()),
            panel.id(),
            escape(words));
  }

  /** Returns the class attribute of a series. */
  static String styleClass(Figure.Style style) {
    return "s c-%s l-%s".formatted(lower(style.colour()), lower(style.line()));
  }

  /** Returns a short line as legends have it. */
  static String sample(Figure.Style style) {
    return """
        <svg class="sample" viewBox="0 0 44 14" width="44" height="14" aria-hidden="true">\
        <g class="%s"><path class="ln" d="M1 7H43"/>%s</g></svg>"""
        .formatted(styleClass(style), marker(style.marker(), 22, 7, ""));
  }

  /** Returns a marker, with what it tells when it is pointed at. */
  static String marker(Figure.Marker marker, double x, double y, String words) {
    double r = MARKER;
    String title = words.isEmpty() ? "" : "<title>" + escape(words) + "</title>";
    String shape =
        switch (marker) {
          case CIRCLE ->
              "M%s %sa%s %s 0 1 0 %s 0a%s %s 0 1 0 -%s 0z"
                  .formatted(n(x - r), n(y), n(r), n(r), n(2 * r), n(r), n(r), n(2 * r));
          case SQUARE -> polygon(x, y, -r, -r, r, -r, r, r, -r, r);
          case DIAMOND -> polygon(x, y, 0, -1.35 * r, 1.35 * r, 0, 0, 1.35 * r, -1.35 * r, 0);
          case TRIANGLE -> polygon(x, y, 0, -1.25 * r, 1.2 * r, r, -1.2 * r, r);
          case CROSS ->
              "M%s %sL%s %sM%s %sL%s %s"
                  .formatted(
                      n(x - r), n(y - r), n(x + r), n(y + r), n(x - r), n(y + r), n(x + r),
                      n(y - r));
        };
    return "<path class=\"mk\" d=\"%s\">%s</path>".formatted(shape, title);
  }

  private static String polygon(double x, double y, double... offsets) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < offsets.length; i += 2) {
      path.append(i == 0 ? "M" : "L")
          .append(n(x + offsets[i]))
          .append(' ')
          .append(n(y + offsets[i + 1]));
    }
    return path.append('z').toString();
  }

  static String text(double x, double y, String anchor, String type, String text) {
    return "<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
        .formatted(type, n(x), n(y), anchor, axisName(text));
  }

  /** SVG has no subscripts; the paper's symbols get theirs by a shift. */
  private static String axisName(String text) {
    String escaped = escape(text);
    for (String set : List.of("unlearn", "retain")) {
      escaped =
          escaped.replace(
              "D_" + set,
              "<tspan font-style=\"italic\">D</tspan><tspan class=\"sub\" dy=\"3\">"
                  + set
                  + "</tspan><tspan dy=\"-3\">\u200b</tspan>");
    }
    return escaped;
  }

  /**
   * Returns a point in words.
   *
   * @param values the axis that it is read off
   */
  static String words(Figure.Series series, String place, Figure.Axis values, Figure.Point point) {
    String range =
        point.low().isPresent()
            ? " (seeds %s to %s)"
                .formatted(
                    values.text(point.low().getAsDouble()), values.text(point.high().getAsDouble()))
            : "";
    return "%s, %s: %s%s"
        .formatted(series.name(), place, values.text(point.y().getAsDouble()), range);
  }

  static String escape(String text) {
    return HTMLOutputFormat.INSTANCE.escapePlainText(text);
  }

  /** Returns a coordinate to a hundredth, without useless zeros. */
  static String n(double value) {
    // Pages have a hundred thousand of them: formatting each would be most of the work.
    long hundredths = Math.round(100 * value);
    long size = Math.abs(hundredths);
    long rest = size % 100;
    String whole = (hundredths < 0 ? "-" : "") + size / 100;
    if (rest == 0) {
      return whole;
    }
    return whole + (rest % 10 == 0 ? "." + rest / 10 : rest < 10 ? ".0" + rest : "." + rest);
  }

  private static String lower(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
