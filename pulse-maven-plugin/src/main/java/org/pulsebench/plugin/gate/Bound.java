package org.pulsebench.plugin.gate;

import java.util.Objects;
import java.util.Optional;

/** What a number has to keep. */
public sealed interface Bound {

  /** Returns the bound as it was written, for names and for numbers that are not there. */
  String words();

  /** At least so much. */
  record Minimum(Amount amount) implements Bound {

    public Minimum {
      Objects.requireNonNull(amount, "amount");
    }

    @Override
    public String words() {
      return "at least " + amount.text();
    }
  }

  /** At most so much. */
  record Maximum(Amount amount) implements Bound {

    public Maximum {
      Objects.requireNonNull(amount, "amount");
    }

    @Override
    public String words() {
      return "at most " + amount.text();
    }
  }

  /**
   * At most so much worse than the baseline.
   *
   * @param amount in points, or in per cent of the baseline's value
   */
  record MaximumLoss(Amount amount, boolean relative) implements Bound {

    public MaximumLoss {
      Objects.requireNonNull(amount, "amount");
    }

    @Override
    public String words() {
      return "at most "
          + amount.text()
          + (relative ? " %" : " points")
          + " worse than the baseline";
    }
  }

  /**
   * At most so many points from a published value.
   *
   * @param published empty for the paper's own
   */
  record Within(Amount points, Optional<Amount> published) implements Bound {

    public Within {
      Objects.requireNonNull(points, "points");
      Objects.requireNonNull(published, "published");
    }

    @Override
    public String words() {
      return "within "
          + points.text()
          + " points of "
          + published.map(Amount::text).orElse("the published value");
    }
  }
}
