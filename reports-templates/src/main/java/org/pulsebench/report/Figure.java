package org.pulsebench.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pulsebench.Checks;

/**
 * One chart or several side by side, and the table of their numbers, which no chart can tell to a
 * decimal.
 *
 * @param panels at least one, all of one kind
 * @param alternative what the charts show, in words, for those who do not see them
 */
public record Figure(
    String id, String title, String caption, List<Panel> panels, String alternative, Table numbers)
    implements Item {

  public Figure {
    Checks.require(Table.ID.matcher(id).matches(), "id", id, "small letters, digits and hyphens");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(caption, "caption");
    panels = List.copyOf(panels);
    Checks.positive(panels.size(), "number of panels");
    Objects.requireNonNull(alternative, "alternative");
    Objects.requireNonNull(numbers, "numbers");
  }

  /** How a chart is drawn. */
  public enum Kind {
    /** One closed line a series over axes that leave one point; a point of a series is an axis. */
    RADAR,

    /** One line a series over a horizontal and a vertical axis. */
    LINE
  }

  /**
   * One chart.
   *
   * @param id unique in the report, for files and links
   * @param published whether it shows the paper's numbers instead of ours
   * @param axes of a radar chart as many as it has corners, all with the range of the first; of a
   *     line chart the horizontal and the vertical one
   */
  public record Panel(
      String id, String title, Kind kind, boolean published, List<Axis> axes, List<Series> series) {

    public Panel {
      Checks.require(Table.ID.matcher(id).matches(), "id", id, "small letters, digits and hyphens");
      Objects.requireNonNull(title, "title");
      Objects.requireNonNull(kind, "kind");
      axes = List.copyOf(axes);
      series = List.copyOf(series);
      int least = kind == Kind.RADAR ? 3 : 2;
      Checks.require(axes.size() >= least, "number of axes", axes.size(), least + " or more");
    }

    /** Returns the axis that points are read off. */
    public Axis values() {
      return axes.get(kind == Kind.RADAR ? 0 : 1);
    }
  }

  /**
   * An axis.
   *
   * @param name with its unit where it has one, such as {@code Accuracy (%)}
   * @param step between the ticks, from {@code low} on
   */
  public record Axis(String name, double low, double high, double step) {

    public Axis {
      Objects.requireNonNull(name, "name");
      Checks.require(low < high, "low", low, "less than " + high);
      Checks.require(step > 0, "step", step, "above 0");
    }

    /** Returns a value in words, with one digit more than the ticks have. */
    public String text(double value) {
      int ofTicks = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
      return Unit.digits(value, ofTicks + 1);
    }
  }

  /**
   * A line.
   *
   * @param name as the legend has it
   * @param method the part of the name that line style and marker stand for
   * @param metric the part of the name that the colour stands for; empty where colour, too, stands
   *     for the method
   * @param points in their order; a point without a value breaks the line
   */
  public record Series(
      String name, String method, Optional<String> metric, Style style, List<Point> points) {

    public Series {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(method, "method");
      Objects.requireNonNull(metric, "metric");
      Objects.requireNonNull(style, "style");
      points = List.copyOf(points);
    }
  }

  /**
   * A point of a line.
   *
   * @param x of a radar chart the number of the axis, from 0
   * @param y empty where there is no value
   * @param low lower end of the range over the seeds; empty where it is one number
   * @param high upper end, likewise
   */
  public record Point(double x, OptionalDouble y, OptionalDouble low, OptionalDouble high) {}

  /** How a line is drawn. */
  public record Style(Line line, Marker marker, Colour colour) {

    public Style {
      Objects.requireNonNull(line, "line");
      Objects.requireNonNull(marker, "marker");
      Objects.requireNonNull(colour, "colour");
    }
  }

  /** The line styles, in the order in which methods get them. */
  public enum Line {
    SOLID,
    DASHED,
    DOTTED,
    DASH_DOTTED
  }

  /** The markers, in the order in which methods get them. */
  public enum Marker {
    CIRCLE,
    SQUARE,
    DIAMOND,
    TRIANGLE,
    CROSS
  }

  /**
   * The colours. Blue, orange and green are for metrics (from the palette of Okabe and Ito), the
   * others for methods (from Tol's); those of each palette remain different to the colour-blind.
   */
  public enum Colour {
    BLUE(0x0072B2),
    ORANGE(0xD55E00),
    GREEN(0x009E73),
    INDIGO(0x332288),
    WINE(0x882255),
    OLIVE(0x999933),
    ROSE(0xCC6677),
    TEAL(0x44AA99);

    private final int rgb;

    Colour(int rgb) {
      this.rgb = rgb;
    }

    /** Returns red, green and blue, 8 bits each. */
    public int rgb() {
      return rgb;
    }
  }
}
