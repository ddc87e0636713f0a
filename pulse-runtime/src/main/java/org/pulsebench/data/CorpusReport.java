package org.pulsebench.data;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pulsebench.Checks;

/**
 * What a corpus holds, and what a lenient reader left out of it.
 *
 * @param subjects number of subjects
 * @param pairs number of training pairs of all subjects
 * @param variants number of subjects that have variants
 * @param skipped the rows left out; always empty under {@link ReadMode#STRICT}
 */
public record CorpusReport(int subjects, int pairs, int variants, List<SkippedRow> skipped) {

  public CorpusReport {
    Checks.positive(subjects, "subjects");
    skipped = List.copyOf(skipped);
  }

  /** Returns how many rows were left out of each file, by its name. */
  public Map<String, Long> skippedByFile() {
    return skipped.stream()
        .collect(Collectors.groupingBy(SkippedRow::file, TreeMap::new, Collectors.counting()));
  }

  /** Returns one line, for instance {@code 500 subjects, 8204 pairs, 500 with variants}. */
  public String summary() {
    String found = subjects + " subjects, " + pairs + " pairs, " + variants + " with variants";
    if (skipped.isEmpty()) {
      return found;
    }
    String files =
        skippedByFile().entrySet().stream()
            .map(file -> file.getKey() + " " + file.getValue())
            .collect(Collectors.joining(", "));
    return found + "; " + skipped.size() + " rows left out (" + files + ")";
  }
}
