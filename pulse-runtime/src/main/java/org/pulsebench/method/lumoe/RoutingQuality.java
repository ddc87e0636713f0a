package org.pulsebench.method.lumoe;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.pulsebench.Checks;
import org.pulsebench.evaluation.Accuracy;

/**
 * How well questions were routed.
 *
 * @param forget number of questions that an expert should answer
 * @param found how many of those its expert answers, alone or with others
 * @param missed how many of those the base model answers
 * @param retain number of questions that the base model should answer
 * @param refused how many of those an expert answers
 * @param matches number of experts that answer, over all questions
 * @param right how many of those should
 * @param undecided number of questions of which the router could not tell
 * @param confusion for each expert, and {@value #BASE} for the base model, how many of its questions
 *     went where; one that went to several is counted for each
 */
public record RoutingQuality(
    int forget,
    int found,
    int missed,
    int retain,
    int refused,
    int matches,
    int right,
    int undecided,
    Map<String, Map<String, Integer>> confusion) {

  /** What stands for the base model where experts are named. */
  public static final String BASE = "(base)";

  /**
   * A routed question.
   *
   * @param expert which should answer it; empty for the base model
   */
  public record Routed(Optional<String> expert, Routing routing) {

    public Routed {
      Objects.requireNonNull(expert, "expert");
      Objects.requireNonNull(routing, "routing");
    }

    private boolean isFound() {
      return expert.isPresent() && routing.experts().contains(expert.get());
    }

    private List<String> places() {
      return routing.isNone() ? List.of(BASE) : routing.experts();
    }
  }

  public RoutingQuality {
    Checks.require(
        found >= 0 && missed >= 0 && found + missed <= forget, "found", found, "of forget");
    Checks.require(refused >= 0 && refused <= retain, "refused", refused, "of retain");
    Checks.require(right >= 0 && right <= matches, "right", right, "of matches");
    confusion = Collections.unmodifiableMap(new TreeMap<>(confusion));
  }

  /** Counts how some questions were routed. */
  public static RoutingQuality of(List<Routed> questions) {
    List<Routed> forget = questions.stream().filter(each -> each.expert().isPresent()).toList();
    List<Routed> retain = questions.stream().filter(each -> each.expert().isEmpty()).toList();
    int found = (int) forget.stream().filter(Routed::isFound).count();
    Map<String, Map<String, Integer>> confusion = new TreeMap<>();
    for (Routed each : questions) {
      Map<String, Integer> row =
          confusion.computeIfAbsent(each.expert().orElse(BASE), unknown -> new TreeMap<>());
      each.places().forEach(place -> row.merge(place, 1, Integer::sum));
    }
    return new RoutingQuality(
        forget.size(),
        found,
        (int) forget.stream().filter(each -> each.routing().isNone()).count(),
        retain.size(),
        (int) retain.stream().filter(each -> !each.routing().isNone()).count(),
        questions.stream().mapToInt(each -> each.routing().matches().size()).sum(),
        found,
        (int) questions.stream().filter(each -> each.routing().undecided().isPresent()).count(),
        confusion);
  }

  /** Returns which share of the experts that answer should; empty if none does. */
  public Optional<Accuracy> precision() {
    return share(right, matches);
  }

  /** Returns which share of the questions for an expert its expert answers; empty if none is. */
  public Optional<Accuracy> recall() {
    return share(found, forget);
  }

  /** Returns which share of the questions for the base model an expert answers; empty if none is. */
  public Optional<Accuracy> wronglyRefused() {
    return share(refused, retain);
  }

  private static Optional<Accuracy> share(int part, int all) {
    return all == 0 ? Optional.empty() : Optional.of(new Accuracy(part, all));
  }
}
