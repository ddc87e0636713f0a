package org.pulsebench.protocol;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.NearNames;
import org.pulsebench.Problem;
import org.pulsebench.RandomStream;
import org.pulsebench.data.mlubench.Entity;
import org.pulsebench.data.mlubench.Mlubench;
import org.pulsebench.data.mlubench.MlubenchSet;
import org.pulsebench.data.mlubench.TaskSets;

/** Draws who has which role in a protocol, or takes it from a benchmark that publishes it. */
public final class Splits {

  /**
   * An order that does not depend on where ids come from: shorter first, so that 9 is before 10.
   */
  static final Comparator<String> BY_ID =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private Splits() {}

  /**
   * Draws a split.
   *
   * <p>The same candidates in any order, numbers and stream give the same split. Who is learned
   * depends only on {@link Counts#people}, and who is to be forgotten not on how many requests that
   * takes, so that protocols that differ in nothing else share what was learned.
   *
   * @param candidates ids of everybody who may be chosen, each once. Of pre-trained knowledge they
   *     are those that were selected, see {@link Selection}, {@link Counts#people} in number
   * @param random a stream of its own
   * @return with learned ids in order of their length and letters, everybody else in the drawn
   *     order
   * @throws BadInputException if there are fewer candidates than people asked for
   */
  public static Split draw(Protocol protocol, List<String> candidates, RandomStream random) {
    Counts counts = protocol.counts();
    Checks.require(
        new HashSet<>(candidates).size() == candidates.size(), "candidates", "repeated", "unique");
    requireEnough(protocol, candidates.size());
    boolean taught = protocol.knowledge() == Knowledge.FINE_TUNED;
    Checks.require(
        taught || candidates.size() == counts.people(),
        "candidates",
        candidates.size(),
        "the " + counts.people() + " selected");
    List<String> everybody = candidates.stream().sorted(BY_ID).toList();
    List<String> people =
        random.child("people").shuffled(everybody).subList(0, counts.people()).stream()
            .sorted(BY_ID)
            .toList();
    List<String> roles = random.child("roles").shuffled(people);
    return new Split(
        taught ? people : List.of(),
        requests(roles.subList(0, counts.unlearn()), counts.subjectsPerRequest()),
        roles.subList(counts.unlearn(), counts.unlearn() + counts.retain()));
  }

  /**
   * Returns the split that a benchmark publishes.
   *
   * @param protocol whose tasks are the benchmark's, in any order; its numbers are not looked at
   * @throws BadInputException if the benchmark has no such task
   */
  public static Split published(Protocol protocol, Mlubench benchmark) {
    List<List<String>> requests = new ArrayList<>();
    List<List<String>> retain = new ArrayList<>();
    for (String task : protocol.tasks()) {
      TaskSets sets = task(protocol, benchmark, task);
      requests.add(sets.entities(MlubenchSet.FORGET).stream().map(Entity::id).toList());
      retain.add(sets.entities(MlubenchSet.RETAIN).stream().map(Entity::id).toList());
    }
    List<String> kept = retain.stream().flatMap(List::stream).toList();
    List<String> everybody =
        Stream.concat(requests.stream().flatMap(List::stream), kept.stream())
            .sorted(BY_ID)
            .toList();
    boolean taught = protocol.knowledge() == Knowledge.FINE_TUNED;
    return new Split(taught ? everybody : List.of(), requests, kept, retain);
  }

  /** Returns the numbers of a published split. */
  public static Counts counts(Split split) {
    int unlearn = split.unlearn().size();
    int retain = split.retain().size();
    int requests = split.requests().size();
    int most = split.requests().stream().mapToInt(List::size).max().orElseThrow();
    return new Counts(unlearn + retain, unlearn, retain, requests, most);
  }

  private static TaskSets task(Protocol protocol, Mlubench benchmark, String task) {
    List<String> known = benchmark.tasks().stream().map(sets -> sets.task().name()).toList();
    if (!known.contains(task)) {
      throw new BadInputException(
          new Problem(
              "The benchmark has no such task",
              "protocol " + protocol.name() + ", tasks",
              "\"" + task + "\"",
              NearNames.expected(task, known),
              "Correct the name."));
    }
    return benchmark.tasks().get(known.indexOf(task));
  }

  /**
   * Requires that there are as many people as a protocol asks for.
   *
   * @param candidates how many may be chosen
   * @throws BadInputException if there are fewer
   */
  public static void requireEnough(Protocol protocol, int candidates) {
    int people = protocol.counts().people();
    if (candidates < people) {
      throw new BadInputException(
          new Problem(
              "There are fewer people than the protocol asks for",
              "protocol " + protocol.name() + ", people",
              people + " people asked for",
              "at most the " + candidates + " of the corpus",
              "Lower people, with unlearn and retain, or use a larger corpus."));
    }
  }

  private static List<List<String>> requests(List<String> unlearn, int each) {
    List<List<String>> requests = new ArrayList<>();
    for (int from = 0; from < unlearn.size(); from += each) {
      requests.add(unlearn.subList(from, from + each));
    }
    return requests;
  }
}
