package org.pulsebench.results;

import java.util.Objects;
import java.util.Optional;
import org.pulsebench.Checks;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.Metric;

/** A figure that is derived from accuracies, or the reason why there is none. */
public sealed interface Figure {

  /** Returns its name, as metrics have one. */
  String name();

  /** Returns which way it improves. */
  Direction direction();

  /** Returns the figure, if there is one. */
  Optional<Metric> known();

  /** A figure that there is. */
  record Known(Metric metric) implements Figure {

    public Known {
      Objects.requireNonNull(metric, "metric");
    }

    @Override
    public String name() {
      return metric.name();
    }

    @Override
    public Direction direction() {
      return metric.direction();
    }

    @Override
    public Optional<Metric> known() {
      return Optional.of(metric);
    }
  }

  /**
   * A figure that there cannot be.
   *
   * @param reason a clause, such as {@code the accuracy before any request is 0}
   */
  record Undefined(String name, Direction direction, String reason) implements Figure {

    public Undefined {
      Objects.requireNonNull(direction, "direction");
      Checks.require(!name.isBlank(), "name", "blank", "a name");
      Checks.require(!reason.isBlank(), "reason", "blank", "a clause");
    }

    @Override
    public Optional<Metric> known() {
      return Optional.empty();
    }
  }
}
