package org.pulsebench.evaluation.statistics;

import java.util.Objects;
import org.pulsebench.Checks;
import org.pulsebench.evaluation.Accuracy;

/**
 * A number as reports show it: which way it improves, how sure it is and what it counts.
 *
 * @param name what it is, in the words of reports
 * @param value finite; its unit is part of the name
 * @param low lower end of its 95 % interval; the value itself where none is stated
 * @param high upper end of its 95 % interval; the value itself where none is stated
 * @param count how many questions, subjects or facts it is made of, at least 1
 */
public record Metric(
    String name, Direction direction, double value, double low, double high, int count) {

  public Metric {
    Checks.require(!name.isBlank(), "name", "\"" + name + "\"", "visible");
    Objects.requireNonNull(direction, "direction");
    Numbers.requireFinite(value, "value of " + name);
    Numbers.requireFinite(low, "low of " + name);
    Numbers.requireFinite(high, "high of " + name);
    Checks.require(low <= value, "low of " + name, low, "at most the value, " + value);
    Checks.require(high >= value, "high of " + name, high, "at least the value, " + value);
    Checks.positive(count, "count of " + name);
  }

  /** Returns an accuracy, 0 to 1, with its Wilson interval; counts questions. */
  public static Metric of(String name, Direction direction, Accuracy accuracy) {
    return new Metric(
        name, direction, accuracy.value(), accuracy.low(), accuracy.high(), accuracy.count());
  }

  /** Returns a difference with its bootstrap interval; counts what was drawn. */
  public static Metric of(String name, Direction direction, BootstrapInterval interval) {
    return new Metric(
        name, direction, interval.difference(), interval.low(), interval.high(), interval.units());
  }

  /** Returns how much is left of an accuracy, in per cent; counts what was drawn. */
  public static Metric percentKept(String name, RetentionInterval interval) {
    return new Metric(
        name,
        Direction.HIGHER_IS_BETTER,
        interval.retention().percentKept(),
        interval.low(),
        interval.high(),
        interval.units());
  }

  /** Returns how much of an accuracy is gone, in per cent; counts what was drawn. */
  public static Metric percentForgotten(String name, RetentionInterval interval) {
    double forgotten = interval.retention().percentForgotten();
    // Either way of computing it may be off by a rounding.
    double low = Math.min(forgotten, 100 - interval.high());
    double high = Math.max(forgotten, 100 - interval.low());
    return new Metric(name, Direction.HIGHER_IS_BETTER, forgotten, low, high, interval.units());
  }

  /** Returns a number of which no interval is known. */
  public static Metric withoutInterval(String name, Direction direction, double value, int count) {
    return new Metric(name, direction, value, value, value, count);
  }

  /** Returns whether an interval is stated. */
  public boolean hasInterval() {
    return low < high;
  }
}
