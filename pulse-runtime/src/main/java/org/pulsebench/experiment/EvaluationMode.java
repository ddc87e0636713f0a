package org.pulsebench.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.protocol.Counts;
import org.pulsebench.protocol.Knowledge;
import org.pulsebench.protocol.Protocol;

/** What is shown to the model before a question about a subject. */
public enum EvaluationMode {
  /** Nothing: a model that answers right knew it. */
  WITHOUT_EXAMPLES("without-examples"),

  /**
   * What MLLMU-Bench's own evaluation shows: before a multiple-choice question all those of one
   * person with their answers, before a sentence with a blank those of two, drawn from the very set
   * that is evaluated. So the model is told true facts about the people that it is asked about; the
   * questions that are shown are not scored. About celebrities nothing is shown, as published.
   */
  PUBLISHED("published");

  /** One is asked about where the two are shown whose sentences fill blanks. */
  private static final int LEAST_PEOPLE = ShownPeople.IN_CLOZE + 1;

  private final String id;

  EvaluationMode(String id) {
    this.id = id;
  }

  /** Returns the name in options and files. */
  public String id() {
    return id;
  }

  /** Returns all names. */
  static List<String> ids() {
    return Arrays.stream(values()).map(EvaluationMode::id).toList();
  }

  /** Returns whether examples are shown before the questions of a protocol. */
  boolean showsExamples(Protocol protocol) {
    return this == PUBLISHED && protocol.knowledge() == Knowledge.FINE_TUNED;
  }

  /**
   * Requires that a protocol can be evaluated so.
   *
   * @throws BadInputException if examples are to be shown to a scorer that they were not published
   *     for, or a set has too few people to show some and ask about others
   */
  void require(Protocol protocol) {
    if (!showsExamples(protocol)) {
      return;
    }
    if (!protocol.scorer().equals(Scorer.LETTER) || !protocol.otherScorers().isEmpty()) {
      throw bad(
          protocol,
          "scorers",
          Stream.concat(Stream.of(protocol.scorer()), protocol.otherScorers().stream())
              .collect(Collectors.joining(", ")),
          Scorer.LETTER + " alone, the only one that was published",
          "Choose the scorer " + Scorer.LETTER + ", or the evaluation " + WITHOUT_EXAMPLES.id);
    }
    Counts counts = protocol.counts();
    int least = Math.min(counts.unlearn(), counts.retain());
    if (least < LEAST_PEOPLE || (counts.requests() > 1 && counts.subjectsPerRequest() < 2)) {
      throw bad(
          protocol,
          "people",
          "%d to forget in requests of %d, %d to keep"
              .formatted(counts.unlearn(), counts.subjectsPerRequest(), counts.retain()),
          LEAST_PEOPLE + " or more in each set, and 2 in each request: those shown are not scored",
          "Raise the numbers, or choose the evaluation " + WITHOUT_EXAMPLES.id);
    }
  }

  private static BadInputException bad(
      Protocol protocol, String what, String found, String expected, String remedy) {
    return new BadInputException(
        new Problem(
            "The published evaluation cannot be made",
            "protocol " + protocol.name() + ", " + what,
            found,
            expected,
            remedy + "."));
  }
}
