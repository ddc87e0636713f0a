package org.pulsebench.evaluation.statistics;

import java.util.Objects;
import org.pulsebench.Checks;

/**
 * What is left of an accuracy, with a 95 % interval from {@link Resamples}.
 *
 * <p>The interval is that of the ratio, whose parts are drawn together: what a subject was known
 * for before counts in both.
 *
 * @param low lower end of the interval of {@link Retention#percentKept}, in per cent; the value
 *     itself where a single unit leaves it open
 * @param high upper end, likewise
 * @param units number of subjects, or of questions where each stands for itself, at least 1
 */
public record RetentionInterval(Retention retention, double low, double high, int units) {

  public RetentionInterval {
    Objects.requireNonNull(retention, "retention");
    Numbers.requireFinite(low, "low");
    Numbers.requireFinite(high, "high");
    double kept = retention.percentKept();
    Checks.require(low <= kept, "low", low, "at most the per cent kept, " + kept);
    Checks.require(high >= kept, "high", high, "at least the per cent kept, " + kept);
    Checks.positive(units, "units");
  }
}
