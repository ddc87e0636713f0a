package org.pulsebench.report;

/** A table or a figure. */
public sealed interface Item permits Table, Figure {

  /**
   * Returns its name for files and links, unique in a report: letters, digits and hyphens, such as
   * {@code table-3}.
   */
  String id();

  /** Returns its title, such as {@code Table 3. Modality}. */
  String title();

  /** Returns what it shows, one sentence or a few. */
  String caption();
}
