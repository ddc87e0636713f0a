package org.pulsebench.report;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.results.ResultsDocument;
import org.pulsebench.results.details.ResultsDetails;

/**
 * Results that a report is made of.
 *
 * @param details every question with its answers; empty where somebody has the results alone
 */
public record Source(ResultsDocument results, Optional<ResultsDetails> details) {

  public Source {
    Objects.requireNonNull(results, "results");
    Objects.requireNonNull(details, "details");
  }

  /**
   * Reads a results file, and the details beside it if they are there.
   *
   * @throws org.pulsebench.BadInputException if one of them is not what an experiment writes
   * @throws org.pulsebench.EnvironmentException if one exists and cannot be read
   */
  public static Source read(Path results) {
    ResultsDocument document = ResultsDocument.read(results);
    return new Source(document, ResultsDetails.find(results, document));
  }
}
