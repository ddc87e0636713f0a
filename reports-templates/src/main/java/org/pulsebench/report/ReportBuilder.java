package org.pulsebench.report;

import java.util.List;
import org.pulsebench.results.ResultsDocument;

/** Makes a report of results. */
public final class ReportBuilder {

  private ReportBuilder() {}

  /**
   * Returns the report of one or several results.
   *
   * <p>Results that agree in what they were made from are one study, whose methods and seeds stand
   * side by side; others are shown apart, and a remark tells why.
   *
   * @param results at least one
   */
  public static Report of(List<ResultsDocument> results) {
    throw new UnsupportedOperationException("to come");
  }
}
