package org.pulsebench.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.pulsebench.BadInputException;
import org.pulsebench.NearNames;
import org.pulsebench.Problem;

/**
 * What is unlearnt and how it is asked about; which people it falls on is a {@link Split}.
 *
 * @param name what reports call it; not blank
 * @param knowledge how the model came to know the people
 * @param counts how many people have which role
 * @param trainedParts which parts of the model unlearning may change; several are compared with
 *     each other, each from the same start
 * @param scorer the name of the scorer that figures are selected and results are reported by
 * @param otherScorers names of scorers that are reported beside it
 * @param minimumAccuracy what a figure has to reach in both modalities to count as known, from 0 to
 *     1; 0 for fine-tuned knowledge, of which nobody is selected
 * @param paper where the protocol is from, or blank; numbers that were changed are not from there
 * @param tasks the tasks of a benchmark that publishes who is forgotten and who is kept in each, in
 *     the order in which they are unlearnt, a request each; {@code counts} are then the
 *     benchmark's. Empty where people are drawn.
 */
public record Protocol(
    String name,
    Knowledge knowledge,
    Counts counts,
    List<TrainedParts> trainedParts,
    String scorer,
    List<String> otherScorers,
    double minimumAccuracy,
    String paper,
    List<String> tasks) {

  /** The names of the scorers of {@code org.pulsebench.evaluation}. */
  public static final List<String> SCORERS =
      List.of("letter", "likelihood", "likelihood-normalised", "open");

  /**
   * Checks that the protocol can be carried out.
   *
   * @throws BadInputException if the name is blank, no or twice the same trained parts are given, a
   *     scorer is unknown or given twice, the minimum accuracy is out of range or without meaning,
   *     a task is blank or given twice, or drawn people cannot be shared out evenly among requests
   */
  public Protocol {
    Objects.requireNonNull(knowledge, "knowledge");
    Objects.requireNonNull(counts, "counts");
    Objects.requireNonNull(paper, "paper");
    trainedParts = List.copyOf(trainedParts);
    otherScorers = List.copyOf(otherScorers);
    tasks = List.copyOf(tasks);
    if (name.isBlank()) {
      throw bad(name, "name", "a blank text", "a name", "Name the protocol.");
    }
    if (trainedParts.isEmpty() || new HashSet<>(trainedParts).size() < trainedParts.size()) {
      throw bad(
          name,
          "trainedParts",
          trainedParts.toString(),
          "one or more, each different",
          "Name what may be trained, for instance projector+llm.");
    }
    checkScorers(name, scorer, otherScorers);
    checkMinimum(name, knowledge, minimumAccuracy);
    checkTasks(name, tasks, counts);
  }

  /** Creates a protocol that draws its people. */
  public Protocol(
      String name,
      Knowledge knowledge,
      Counts counts,
      List<TrainedParts> trainedParts,
      String scorer,
      List<String> otherScorers,
      double minimumAccuracy,
      String paper) {
    this(
        name,
        knowledge,
        counts,
        trainedParts,
        scorer,
        otherScorers,
        minimumAccuracy,
        paper,
        List.of());
  }

  /** Returns whether a benchmark publishes who is forgotten and who is kept. */
  public boolean isPublished() {
    return !tasks.isEmpty();
  }

  /**
   * Returns the protocol that a JSON object describes: {@code preset} and, if it is not to be the
   * paper's, {@code size}, and any field of {@link #toJson} that is to differ. Without {@code
   * preset} every field has to be there but {@code otherScorers}, {@code minimumAccuracy} and
   * {@code paper}.
   *
   * @param source what messages call the place that the object is from
   * @throws BadInputException if a field is unknown, missing or of another kind, or if the numbers
   *     do not fit together
   */
  public static Protocol fromJson(JsonNode content, String source) {
    return ProtocolJson.read(content, source);
  }

  /** Does the same for an object of which messages need not tell where it is from. */
  public static Protocol fromJson(JsonNode content) {
    return fromJson(content, "protocol");
  }

  /** Returns every field, from which {@link #fromJson} makes an equal protocol. */
  public ObjectNode toJson() {
    return ProtocolJson.write(this);
  }

  /** Returns this protocol under another name. */
  public Protocol withName(String other) {
    return new Protocol(
        other,
        knowledge,
        counts,
        trainedParts,
        scorer,
        otherScorers,
        minimumAccuracy,
        paper,
        tasks);
  }

  /** Returns this protocol with other numbers of people. */
  public Protocol withCounts(Counts others) {
    return new Protocol(
        name, knowledge, others, trainedParts, scorer, otherScorers, minimumAccuracy, paper, tasks);
  }

  /** Returns this protocol with other published tasks, or in another order, and their numbers. */
  public Protocol withTasks(List<String> others, Counts theirs) {
    return new Protocol(
        name,
        knowledge,
        theirs,
        trainedParts,
        scorer,
        otherScorers,
        minimumAccuracy,
        paper,
        others);
  }

  /** Returns this protocol with other parts to be trained. */
  public Protocol withTrainedParts(List<TrainedParts> others) {
    return new Protocol(
        name, knowledge, counts, others, scorer, otherScorers, minimumAccuracy, paper, tasks);
  }

  /** Returns this protocol with another scorer, and others beside it. */
  public Protocol withScorers(String other, List<String> others) {
    return new Protocol(
        name, knowledge, counts, trainedParts, other, others, minimumAccuracy, paper, tasks);
  }

  /** Returns this protocol with another accuracy that a figure has to reach. */
  public Protocol withMinimumAccuracy(double other) {
    return new Protocol(
        name, knowledge, counts, trainedParts, scorer, otherScorers, other, paper, tasks);
  }

  private static void checkScorers(String name, String scorer, List<String> others) {
    HashSet<String> seen = new HashSet<>();
    for (int i = -1; i < others.size(); i++) {
      String field = i < 0 ? "scorer" : "otherScorers";
      String one = i < 0 ? scorer : others.get(i);
      if (!SCORERS.contains(one)) {
        throw bad(name, field, one, NearNames.expected(one, SCORERS), "Correct the name.");
      }
      if (!seen.add(one)) {
        throw bad(name, field, one + " twice", "each scorer once", "Leave one of them out.");
      }
    }
  }

  private static void checkTasks(String name, List<String> tasks, Counts counts) {
    if (tasks.isEmpty()) {
      counts.requireEven();
      return;
    }
    if (new HashSet<>(tasks).size() < tasks.size() || tasks.stream().anyMatch(String::isBlank)) {
      throw bad(
          name, "tasks", tasks.toString(), "names, each once", "Name every task once, in order.");
    }
    if (tasks.size() != counts.requests()) {
      throw bad(
          name,
          "tasks",
          tasks.size() + " tasks and " + counts.requests() + " requests",
          "a request for each task",
          "Leave requests out: the tasks say how many there are.");
    }
  }

  private static void checkMinimum(String name, Knowledge knowledge, double minimum) {
    if (!(minimum >= 0 && minimum <= 1)) {
      throw bad(
          name,
          "minimumAccuracy",
          Double.toString(minimum),
          "a number from 0 to 1",
          "Give a share, not a percentage.");
    }
    if (knowledge == Knowledge.FINE_TUNED && minimum > 0) {
      throw bad(
          name,
          "minimumAccuracy",
          Double.toString(minimum),
          "0: of fine-tuned knowledge nobody is selected",
          "Leave it out, or make the knowledge pre-trained.");
    }
  }

  private static BadInputException bad(
      String name, String field, String found, String expected, String remedy) {
    return new BadInputException(
        new Problem(
            "Protocol cannot be carried out",
            "protocol " + name + ", " + field,
            found,
            expected,
            remedy));
  }
}
