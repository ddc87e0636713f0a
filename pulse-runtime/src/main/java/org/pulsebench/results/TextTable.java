package org.pulsebench.results;

import java.util.ArrayList;
import java.util.List;
import org.pulsebench.Checks;

/** Rows of cells in columns of even width, the first to the left and all others to the right. */
public final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  /** Creates a table without rows. */
  public TextTable(String... header) {
    rows.add(List.of(header));
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException if it has not as many cells as the header
   */
  public void add(List<String> row) {
    Checks.require(
        row.size() == rows.get(0).size(),
        "cells",
        row.size(),
        rows.get(0).size() + ", the header's");
    rows.add(List.copyOf(row));
  }

  /** Returns the lines, header and rule first. */
  public List<String> lines() {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String gap = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? row.get(i) + gap : "  " + gap + row.get(i));
      }
      lines.add(line.toString().stripTrailing());
      if (lines.size() == 1) {
        lines.add("-".repeat(line.length()));
      }
    }
    return lines;
  }
}
