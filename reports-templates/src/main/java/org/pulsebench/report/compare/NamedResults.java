package org.pulsebench.report.compare;

import java.util.Objects;
import org.pulsebench.Checks;
import org.pulsebench.report.Source;
import org.pulsebench.results.ResultsDocument;

/**
 * Results to be compared.
 *
 * @param name what tables call them, such as a commit or a model
 * @param verdicts the single answers behind them, or {@link Verdicts#NONE}
 */
public record NamedResults(String name, ResultsDocument results, Verdicts verdicts) {

  public NamedResults {
    Checks.require(!name.isBlank(), "name", "blank", "a name");
    Objects.requireNonNull(results, "results");
    Objects.requireNonNull(verdicts, "verdicts");
  }

  /** Returns results with the answers behind them, where somebody has kept those. */
  public static NamedResults of(String name, Source source) {
    return new NamedResults(
        name,
        source.results(),
        source.details().<Verdicts>map(DetailsVerdicts::new).orElse(Verdicts.NONE));
  }
}
