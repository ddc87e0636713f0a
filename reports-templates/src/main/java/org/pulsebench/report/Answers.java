package org.pulsebench.report;

import java.util.List;
import java.util.Objects;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.details.ResultsDetails;

/**
 * Every answer that cells of one results file are made of, for formats that show single questions.
 *
 * @param experiment the file's
 * @param cells those of the file
 * @param details their questions, answers and pictures
 */
public record Answers(String experiment, List<CellResult> cells, ResultsDetails details) {

  public Answers {
    Objects.requireNonNull(experiment, "experiment");
    cells = List.copyOf(cells);
    Objects.requireNonNull(details, "details");
  }
}
