package org.pulsebench.results;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.Checks;
import org.pulsebench.Problem;
import org.pulsebench.evaluation.statistics.Metric;

/**
 * What was measured of a state of the model.
 *
 * @param requests how many requests it has been through
 * @param step the digest of the step that left it; of the model for its base
 * @param evaluation the digest of the step that asked the state all questions; of its answers in
 *     the details
 * @param diverged why the last request broke off, if it did; the state is then its last finite one
 * @param scorers what each scorer of the protocol found, the one that counts first
 * @param written scores of answers to questions without options; empty where they were not asked
 * @param tasks scores about published tasks, by the names of {@link TaskMetric}, from 0 to 1 with
 *     intervals over entities, counts are of answers; empty where people were drawn
 * @param judged who gave those scores, and what routed the questions
 */
public record StateResult(
    int requests,
    String step,
    String evaluation,
    Optional<Problem> diverged,
    Map<String, ScorerResult> scorers,
    List<Metric> written,
    List<Metric> tasks,
    Optional<JudgedState> judged) {

  public StateResult {
    Checks.require(requests >= 0, "requests", requests, "0 or more");
    Objects.requireNonNull(step, "step");
    Objects.requireNonNull(evaluation, "evaluation");
    Objects.requireNonNull(diverged, "diverged");
    scorers = Collections.unmodifiableMap(new LinkedHashMap<>(scorers));
    written = List.copyOf(written);
    tasks = List.copyOf(tasks);
    Objects.requireNonNull(judged, "judged");
  }

  /** Creates what was measured of people who were drawn. */
  public StateResult(
      int requests,
      String step,
      String evaluation,
      Optional<Problem> diverged,
      Map<String, ScorerResult> scorers,
      List<Metric> written) {
    this(requests, step, evaluation, diverged, scorers, written, List.of(), Optional.empty());
  }

  /** Returns a score about published tasks by its name. */
  public Optional<Metric> task(String name) {
    return tasks.stream().filter(metric -> metric.name().equals(name)).findFirst();
  }

  /**
   * Returns what a scorer found.
   *
   * @throws IllegalArgumentException if it is none of the protocol's scorers
   */
  public ScorerResult scorer(String name) {
    ScorerResult found = scorers.get(name);
    Checks.require(found != null, "scorer", name, "one of " + scorers.keySet());
    return found;
  }
}
