package org.pulsebench.report.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.protocol.Split;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.QuestionSet;
import org.pulsebench.results.StateResult;
import org.pulsebench.results.details.AskedQuestion;
import org.pulsebench.results.details.AskedSubject;
import org.pulsebench.results.details.Evaluation;
import org.pulsebench.results.details.ResultsDetails;

/** The single answers that were left beside results. */
public final class DetailsVerdicts implements Verdicts {

  private final ResultsDetails details;
  private final Map<String, List<Verdict>> known = new HashMap<>();

  /** Creates the verdicts of the details of the results that will be asked for. */
  public DetailsVerdicts(ResultsDetails details) {
    this.details = Objects.requireNonNull(details, "details");
  }

  @Override
  public List<Verdict> of(CellResult cell, StateResult state) {
    String key = cell.group() + ", seed " + cell.seed() + ", " + state.requests();
    return known.computeIfAbsent(key, absent -> verdicts(cell, details.evaluation(state)));
  }

  private static List<Verdict> verdicts(CellResult cell, Evaluation evaluation) {
    String scorer = cell.protocol().scorer();
    Map<String, QuestionSet> roles = roles(cell.split());
    List<Verdict> verdicts = new ArrayList<>();
    for (AskedQuestion asked : evaluation.asked()) {
      Optional<Verdict> verdict =
          evaluation
              .prediction(scorer, asked)
              .flatMap(prediction -> verdict(asked, prediction.right(), cell, roles));
      verdict.ifPresent(verdicts::add);
    }
    return List.copyOf(verdicts);
  }

  private static Optional<Verdict> verdict(
      AskedQuestion asked, boolean right, CellResult cell, Map<String, QuestionSet> roles) {
    String id = asked.question().id();
    if (asked.isOfExam()) {
      return Optional.of(new Verdict(QuestionSet.EXAM.id(), id, id, right));
    }
    AskedSubject subject = asked.subject().orElseThrow();
    boolean known = subject.knowledge() == cell.protocol().knowledge();
    return Optional.ofNullable(known ? roles.get(subject.id()) : null)
        .map(set -> set.accuracy(Optional.of(asked.question().modality())))
        .map(set -> new Verdict(set, subject.id(), subject.id() + "/" + id, right));
  }

  private static Map<String, QuestionSet> roles(Split split) {
    Map<String, QuestionSet> roles = new HashMap<>();
    split.unlearn().forEach(subject -> roles.put(subject, QuestionSet.UNLEARN));
    split.retain().forEach(subject -> roles.put(subject, QuestionSet.RETAIN));
    return roles;
  }
}
