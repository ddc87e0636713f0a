package org.pulsebench.method.lumoe;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.pulsebench.Checks;

/**
 * Where a question goes.
 *
 * @param matches the experts that answer it, each once, the best first and equal ones by name; none
 *     if the base model does
 * @param undecided why there is none, where the router could not tell; empty where it could
 */
public record Routing(List<Match> matches, Optional<String> undecided) {

  private static final Routing NONE = new Routing(List.of(), Optional.empty());

  /**
   * An expert that answers.
   *
   * @param score how sure its router is, from -1 to 1; comparable within one router alone
   */
  public record Match(String expert, double score) {

    public Match {
      Objects.requireNonNull(expert, "expert");
      Checks.require(Double.isFinite(score), "score", score, "finite");
    }
  }

  public Routing {
    matches = List.copyOf(matches);
    Checks.require(
        undecided.isEmpty() || matches.isEmpty(), "matches", matches, "none where undecided");
  }

  /** Returns the routing to the base model. */
  public static Routing none() {
    return NONE;
  }

  /** Returns the routing to the base model by a router that could not tell. */
  public static Routing undecided(String why) {
    return new Routing(List.of(), Optional.of(why));
  }

  /** Returns a routing to experts; of several matches of an expert the best counts. */
  public static Routing to(Collection<Match> matches) {
    Map<String, Match> best = new TreeMap<>();
    for (Match match : matches) {
      best.merge(match.expert(), match, (one, other) -> one.score() >= other.score() ? one : other);
    }
    return new Routing(
        best.values().stream()
            .sorted(Comparator.comparingDouble(Match::score).reversed().thenComparing(Match::expert))
            .toList(),
        Optional.empty());
  }

  /** Returns the names of the experts, the best first. */
  public List<String> experts() {
    return matches.stream().map(Match::expert).toList();
  }

  /** Returns whether the base model answers. */
  public boolean isNone() {
    return matches.isEmpty();
  }
}
