package org.pulsebench.report.compare;

import java.util.Objects;
import org.pulsebench.Checks;
import org.pulsebench.results.ResultsDocument;

/**
 * Results to be compared.
 *
 * @param name what tables call them, such as a commit or a model
 * @param verdicts the single answers behind them, or {@link Verdicts#NONE}
 */
public record Source(String name, ResultsDocument results, Verdicts verdicts) {

  public Source {
    Checks.require(!name.isBlank(), "name", "blank", "a name");
    Objects.requireNonNull(results, "results");
    Objects.requireNonNull(verdicts, "verdicts");
  }

  /** Returns results of which only the sums are known. */
  public static Source of(String name, ResultsDocument results) {
    return new Source(name, results, Verdicts.NONE);
  }
}
