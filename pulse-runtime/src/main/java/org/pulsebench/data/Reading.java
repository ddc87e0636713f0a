package org.pulsebench.data;

import java.util.List;

/**
 * What a reader found in a file or a set of files.
 *
 * @param items in the order of the files
 * @param skipped the rows left out; always empty under {@link ReadMode#STRICT}
 */
public record Reading<T>(List<T> items, List<SkippedRow> skipped) {

  public Reading {
    items = List.copyOf(items);
    skipped = List.copyOf(skipped);
  }
}
