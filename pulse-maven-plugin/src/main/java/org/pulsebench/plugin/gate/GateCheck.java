package org.pulsebench.plugin.gate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pulsebench.plugin.gate.Gate.Tolerance;
import org.pulsebench.report.PublishedResults;
import org.pulsebench.results.ResultsDocument;

/** Holds results against a gate. */
public final class GateCheck {

  private GateCheck() {}

  /**
   * Reads results, and the baseline where a rule needs it, and looks at every rule.
   *
   * @param results the file of an experiment
   * @throws org.pulsebench.BadInputException if the results are not there, and the gate does not
   *     tolerate that; or if they or the baseline are damaged or of another format
   * @throws org.pulsebench.EnvironmentException if a file exists and cannot be read
   */
  public static Verdict of(Gate gate, Path results) {
    if (!Files.exists(results) && gate.tolerated().contains(Tolerance.MISSING_RESULTS)) {
      return withoutResults(gate, results);
    }
    return of(gate, ResultsDocument.read(results), baseline(gate));
  }

  /**
   * Looks at every rule.
   *
   * @param baseline empty if there is none
   */
  public static Verdict of(Gate gate, ResultsDocument results, Optional<Baseline> baseline) {
    PublishedResults published = PublishedResults.ofPaper();
    List<Finding> findings = new ArrayList<>();
    for (GateRule rule : gate.rules()) {
      findings.addAll(new RuleCheck(gate, rule, results, baseline, published).findings());
    }
    return new Verdict(results.experiment(), findings);
  }

  /** A baseline that is not there is told by the rules that need it, and by no other. */
  private static Optional<Baseline> baseline(Gate gate) {
    return gate.rules().stream().anyMatch(GateRule::needsBaseline)
        ? gate.baseline().filter(Files::exists).map(Baseline::read)
        : Optional.empty();
  }

  private static Verdict withoutResults(Gate gate, Path results) {
    List<Finding> findings = new ArrayList<>();
    for (GateRule rule : gate.rules()) {
      RuleCheck.absent(gate, rule, Status.MISSING, "there is no file " + results)
          .forEach(finding -> findings.add(finding.asWarning()));
    }
    return new Verdict("", findings);
  }
}
