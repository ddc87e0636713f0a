package org.pulsebench.plugin.gate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pulsebench.Problem;
import org.pulsebench.results.TextTable;

/**
 * What came of all rules.
 *
 * @param experiment the name of the experiment; blank if there were no results
 * @param findings in the order of the rules
 */
public record Verdict(String experiment, List<Finding> findings) {

  private static final int MOST_TOLD = 3;

  /** The heads of the columns that tables of findings have. */
  static final List<String> COLUMNS =
      List.of("Rule", "Value", "Bound", "Margin", "Noise", "n", "Verdict");

  public Verdict {
    Objects.requireNonNull(experiment, "experiment");
    findings = List.copyOf(findings);
  }

  /** Returns whether nothing fails. */
  public boolean isPassed() {
    return failures().isEmpty();
  }

  /** Returns what fails. */
  public List<Finding> failures() {
    return findings.stream().filter(Finding::fails).toList();
  }

  /** Returns what only warns. */
  public List<Finding> warnings() {
    return findings.stream().filter(Finding::tolerated).toList();
  }

  /** Returns what got better than the baseline. */
  public List<Finding> improvements() {
    return findings.stream().filter(finding -> finding.suggestion().isPresent()).toList();
  }

  /** Returns how it went in a sentence, such as {@code 2 of 12 bounds are not kept.} */
  public String summary() {
    int all = findings.size();
    int failed = failures().size();
    String kept =
        failed == 0
            ? (all == 1 ? "The bound is kept" : "All " + all + " bounds are kept")
            : failed + " of " + bounds(all) + (failed == 1 ? " is" : " are") + " not kept";
    int warned = warnings().size();
    return warned == 0
        ? kept + "."
        : (failed == 0 ? all - warned + " of " + bounds(all) + " kept" : kept)
            + ", "
            + warned
            + " without a number "
            + (warned == 1 ? "is a warning." : "are warnings.");
  }

  private static String bounds(int number) {
    return number + (number == 1 ? " bound" : " bounds");
  }

  /** Returns the table of all findings, the reasons of those that are not kept, and the summary. */
  public List<String> lines() {
    TextTable table = new TextTable(COLUMNS.toArray(String[]::new));
    findings.forEach(finding -> table.add(row(finding)));
    List<String> lines = new ArrayList<>(table.lines());
    lines.addAll(remarks());
    lines.add(summary());
    return lines;
  }

  /** Returns a line for each finding that is not kept or got better. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.status() != Status.KEPT) {
        remarks.add(finding.verdict() + ": " + finding.line());
      }
      finding
          .suggestion()
          .ifPresent(suggestion -> remarks.add("better: " + finding.label() + ": " + suggestion));
    }
    return remarks;
  }

  /** Returns the cells of a finding, as many as there are columns. */
  static List<String> row(Finding finding) {
    Optional<Numbers> numbers = finding.numbers();
    return List.of(
        finding.label(),
        numbers.map(Numbers::valueText).orElse("-"),
        numbers.map(Numbers::boundText).orElse(finding.bound().words()),
        numbers.map(Numbers::marginText).orElse("-"),
        numbers.map(Numbers::noiseText).orElse("-"),
        numbers.map(one -> one.measured().n()).orElse("-"),
        finding.verdict());
  }

  /**
   * Returns what to fail with, if anything fails: how many, the first of them, and where the rest
   * stands.
   *
   * @param results the file that was looked at
   * @param directory where {@link GateFiles} wrote to
   */
  public Optional<Problem> problem(Path results, Path directory) {
    List<Finding> failures = failures();
    if (failures.isEmpty()) {
      return Optional.empty();
    }
    String first =
        failures.stream().limit(MOST_TOLD).map(Finding::line).collect(Collectors.joining("; "));
    int more = failures.size() - MOST_TOLD;
    return Optional.of(
        new Problem(
            "The results do not pass the gate",
            results.toString(),
            "%d of %s not kept: %s%s"
                .formatted(
                    failures.size(),
                    bounds(findings.size()),
                    first,
                    more > 0 ? "; and " + more + " more" : ""),
            "every bound kept",
            "See %s, or gate.json and TEST-pulse-gate.xml beside it; where the change is meant,"
                    .formatted(directory.resolve(GateFiles.MARKDOWN))
                + " correct the rule or write a new baseline with pulse:baseline."));
  }
}
