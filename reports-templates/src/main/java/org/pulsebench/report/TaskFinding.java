package org.pulsebench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.CellGroup;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.QuestionSet;

/**
 * What came of one method in a protocol of published tasks.
 *
 * <p>What is forgotten and kept are shares of how right answers are, as in protocols of drawn
 * people: nonsense, too, forgets. How well a model refuses is told beside it.
 */
final class TaskFinding {

  private final Protocol protocol;
  private final List<CellResult> cells;
  private final String method;

  TaskFinding(Study study, Protocol protocol, CellGroup group) {
    this.protocol = protocol;
    this.cells = study.cells(group);
    this.method = Names.group(group, protocol.trainedParts().size() > 1);
  }

  Finding finding() {
    Entry forgotten = TaskScore.LEFT.forgotten(cells);
    Entry kept = TaskScore.UTILITY.kept(cells);
    Entry exam =
        Values.derived(
            cells,
            protocol.scorer(),
            protocol.counts().requests(),
            QuestionSet.EXAM.derived(Optional.empty()),
            Optional.empty());
    List<Finding.Share> shares = new ArrayList<>();
    shares.add(new Finding.Share("D_unlearn forgotten", forgotten));
    shares.add(new Finding.Share("D_retain kept", kept));
    if (cells.stream().anyMatch(CellResult::hasExam)) {
      shares.add(new Finding.Share("Exam kept", exam));
    }
    if (forgotten instanceof Entry.Value value && kept instanceof Entry.Value) {
      return new Finding(
          protocol.name(),
          method,
          Findings.outcome(value.value(), Findings.worst(kept, exam)),
          text(value),
          shares);
    }
    Entry.Absent absent = (Entry.Absent) (forgotten instanceof Entry.Absent ? forgotten : kept);
    return new Finding(
        protocol.name(),
        method,
        absent.reason() == Entry.Absent.Reason.DIVERGED
            ? Finding.Outcome.DIVERGED
            : Finding.Outcome.UNDEFINED,
        Findings.capital(absent.explanation()) + ".",
        shares);
  }

  private String text(Entry.Value forgotten) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Forget quality of D_unlearn %s; its utility %s, that of D_retain %s."
            .formatted(
                fromTo(TaskScore.FORGET_QUALITY),
                fromTo(TaskScore.LEFT),
                fromTo(TaskScore.UTILITY)));
    Findings.gaps(forgotten.gaps(), cells.size()).ifPresent(sentences::add);
    return String.join(" ", sentences);
  }

  private String fromTo(TaskScore score) {
    return all(score, 0) + " → " + all(score, protocol.counts().requests());
  }

  private String all(TaskScore score, int requests) {
    return score.after(requests, cells, Optional.empty(), false, Optional.empty()).text();
  }
}
