package org.pulsebench.results;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.pulsebench.Checks;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.Selection;
import org.pulsebench.protocol.Split;
import org.pulsebench.protocol.TrainedParts;

/**
 * What came of one protocol, one method, one choice of trained parts and one seed.
 *
 * @param method its name
 * @param start the digest of the step that the cell begins with, which learned or selected people
 * @param split which subjects had which role
 * @param selection whom the model knew best; of pre-trained knowledge only
 * @param states before any request and after each, so that the i-th is that after i requests; fewer
 *     where a request diverged
 * @param sustainability by scorer; empty for protocols of one request
 * @param drift by how much the scores of published tasks change after each was unlearnt, summed
 *     over the tasks; empty where people were drawn
 */
public record CellResult(
    Protocol protocol,
    String method,
    TrainedParts trainedParts,
    long seed,
    String start,
    Split split,
    Optional<Selection> selection,
    List<StateResult> states,
    Map<String, List<SetSustainability>> sustainability,
    List<Figure> drift) {

  public CellResult {
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(trainedParts, "trainedParts");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(selection, "selection");
    states = List.copyOf(states);
    sustainability = Map.copyOf(sustainability);
    drift = List.copyOf(drift);
    Checks.positive(states.size(), "number of states");
    for (int i = 0; i < states.size(); i++) {
      Checks.require(states.get(i).requests() == i, "requests of state " + i, "another", "" + i);
    }
  }

  /** Creates a cell of people who were drawn. */
  public CellResult(
      Protocol protocol,
      String method,
      TrainedParts trainedParts,
      long seed,
      String start,
      Split split,
      Optional<Selection> selection,
      List<StateResult> states,
      Map<String, List<SetSustainability>> sustainability) {
    this(
        protocol,
        method,
        trainedParts,
        seed,
        start,
        split,
        selection,
        states,
        sustainability,
        List.of());
  }

  /** Returns what this cell shares with those of other seeds. */
  public CellGroup group() {
    return new CellGroup(protocol.name(), method, trainedParts);
  }

  /** Returns whether every request was carried out with finite numbers. */
  public boolean isComplete() {
    return states.size() == protocol.counts().requests() + 1
        && states.stream().allMatch(state -> state.diverged().isEmpty());
  }

  /** Returns the request that was to forget a subject, from 1; empty if it was to be kept. */
  public OptionalInt requestOf(String subject) {
    return IntStream.rangeClosed(1, split.requests().size())
        .filter(request -> split.requests().get(request - 1).contains(subject))
        .findFirst();
  }

  /** Returns whether generality was measured with an exam. */
  public boolean hasExam() {
    return before(protocol.scorer()).accuracy(QuestionSet.EXAM.id()).isPresent();
  }

  /**
   * Returns what a scorer found of the state before any request.
   *
   * @throws IllegalArgumentException if it is none of the protocol's scorers
   */
  public ScorerResult before(String scorer) {
    return states.get(0).scorer(scorer);
  }

  /**
   * Returns what a scorer found after some requests; empty unless all of them were carried out.
   *
   * <p>The state of a request that diverged is no result of that request.
   *
   * @throws IllegalArgumentException if it is none of the protocol's scorers
   */
  public Optional<ScorerResult> after(int requests, String scorer) {
    return requests < states.size() && states.get(requests).diverged().isEmpty()
        ? Optional.of(states.get(requests).scorer(scorer))
        : Optional.empty();
  }

  /**
   * Returns a score about published tasks after some requests; empty unless all of them were
   * carried out, and something was judged.
   *
   * @param name as {@link TaskMetric} has it
   */
  public Optional<Metric> task(int requests, String name) {
    return requests < states.size() && states.get(requests).diverged().isEmpty()
        ? states.get(requests).task(name)
        : Optional.empty();
  }

  /** Returns what a scorer found after all requests; empty if one diverged. */
  public Optional<ScorerResult> last(String scorer) {
    return after(protocol.counts().requests(), scorer);
  }

  /** Returns how long a scorer saw a set being kept; empty for protocols of one request. */
  public Optional<SetSustainability> sustainability(String scorer, QuestionSet set) {
    return sustainability.getOrDefault(scorer, List.of()).stream()
        .filter(one -> one.set() == set)
        .findFirst();
  }
}
