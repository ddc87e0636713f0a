package org.pulsebench.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.pulsebench.report.Figure;

class SvgChartTest {

  @Test
  void coordinates_have_two_digits_at_most_and_no_useless_zero() {
    assertThat(List.of(1.0, 1.5, 1.25, 1.256, 0.04, -0.5, -0.001, -3.0).stream().map(SvgChart::n))
        .containsExactly("1", "1.5", "1.25", "1.26", "0.04", "-0.5", "0", "-3");
  }

  @Test
  void what_is_beyond_an_axis_stays_in_the_chart() {
    String svg = SvgChart.of(radar(OptionalDouble.of(-40), OptionalDouble.of(300)));
    // The middle, and a little beyond the end of an axis.
    assertThat(svg).contains("class=\"ln area\" d=\"M160 166L").contains("-40.0", "300.0");
  }

  @Test
  void a_missing_value_leaves_the_line_open() {
    assertThat(SvgChart.of(radar(OptionalDouble.of(50), OptionalDouble.empty())))
        .doesNotContainPattern("class=\"ln area\" d=\"[^\"]*z\"")
        .contains("none");
  }

  private static Figure.Panel radar(OptionalDouble first, OptionalDouble second) {
    List<Figure.Point> points =
        List.of(point(0, first), point(1, second), point(2, OptionalDouble.of(50)));
    return new Figure.Panel(
        "radar",
        "Radar",
        Figure.Kind.RADAR,
        false,
        List.of(axis("A"), axis("B"), axis("C")),
        List.of(
            new Figure.Series(
                "GA",
                "GA",
                Optional.empty(),
                new Figure.Style(Figure.Line.SOLID, Figure.Marker.CIRCLE, Figure.Colour.INDIGO),
                points)));
  }

  private static Figure.Axis axis(String name) {
    return new Figure.Axis(name, 0, 100, 20);
  }

  private static Figure.Point point(int axis, OptionalDouble value) {
    return new Figure.Point(axis, value, OptionalDouble.empty(), OptionalDouble.empty());
  }
}
