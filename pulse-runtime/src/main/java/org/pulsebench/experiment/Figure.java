package org.pulsebench.experiment;

import java.util.Objects;
import org.pulsebench.Checks;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.Metric;

/** A figure that is derived from accuracies, or the reason why there is none. */
sealed interface Figure {

  /** Returns its name, with its unit, as in the names of metrics. */
  String name();

  /** A figure that there is. */
  record Known(Metric metric) implements Figure {

    public Known {
      Objects.requireNonNull(metric, "metric");
    }

    @Override
    public String name() {
      return metric.name();
    }
  }

  /**
   * A figure that there cannot be.
   *
   * @param reason a clause
   */
  record Undefined(String name, Direction direction, String reason) implements Figure {

    public Undefined {
      Objects.requireNonNull(direction, "direction");
      Checks.require(!reason.isBlank(), "reason", "blank", "a clause");
    }
  }
}
