package org.pulsebench.data;

import java.util.Objects;
import org.pulsebench.Problem;

/**
 * A row that a lenient reader left out.
 *
 * @param file the name of the file; in a corpus of several directories below that of the corpus
 * @param row what identifies the row: its number from 1 and, where it has one, its id
 * @param problem why, as a strict reader would have told it
 */
public record SkippedRow(String file, String row, Problem problem) {

  public SkippedRow {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(row, "row");
    Objects.requireNonNull(problem, "problem");
  }
}
