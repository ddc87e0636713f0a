package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;
import org.pulsebench.data.Modality;
import org.pulsebench.evaluation.Accuracy;
import org.pulsebench.evaluation.statistics.Direction;

/**
 * Which questions a metric is over, and whether it is good to answer them.
 *
 * @param name as in the names of metrics: {@code unlearn/text}, {@code exam}
 */
record QuestionSet(String name, Direction direction, Predicate<Answered> holds) {

  /** The name of the questions about what must go. */
  static final String UNLEARN = "unlearn";

  /** The name of the questions about what must stay. */
  static final String RETAIN = "retain";

  /** The name of the questions of the exam. */
  static final String EXAM = "exam";

  QuestionSet {
    Checks.require(!name.isBlank(), "name", "blank", "a text");
  }

  /** Returns the questions about some subjects: lower is better for those of the unlearn set. */
  static QuestionSet ofSubjects(String name, Direction direction, Set<String> subjects) {
    Set<String> ids = Set.copyOf(subjects);
    return new QuestionSet(
        name, direction, answer -> answer.subject().map(ids::contains).orElse(false));
  }

  static QuestionSet ofExam() {
    return new QuestionSet(EXAM, Direction.HIGHER_IS_BETTER, answer -> answer.subject().isEmpty());
  }

  /** Returns those of these questions that are asked in one modality. */
  QuestionSet in(Modality modality) {
    String suffix = modality == Modality.TEXT ? "text" : "multimodal";
    return new QuestionSet(
        name + "/" + suffix, direction, holds.and(answer -> answer.modality() == modality));
  }

  /**
   * Returns the answers of one scorer to these questions, in their order.
   *
   * @throws BadInputException if there is none
   */
  List<Answered> of(List<Answered> answers, String scorer) {
    List<Answered> found =
        answers.stream().filter(answer -> answer.scorer().equals(scorer)).filter(holds).toList();
    if (found.isEmpty()) {
      throw new BadInputException(
          new Problem(
              "There is no answer to measure",
              "the questions of " + name + ", scorer " + scorer,
              "none among " + answers.size() + " answers",
              "at least one",
              "Use a corpus that asks about every subject in both modalities."));
    }
    return found;
  }

  static Accuracy accuracy(List<Answered> answers) {
    long right = answers.stream().filter(Answered::right).count();
    return new Accuracy((int) right, answers.size());
  }

  /**
   * Returns answers in groups that are independent of each other: by subject, in the order of the
   * subjects' ids, or each for itself where they are of an exam.
   */
  static List<List<Answered>> units(List<Answered> answers) {
    return answers.get(0).subject().isPresent()
        ? List.copyOf(bySubject(answers).values())
        : answers.stream().map(List::of).toList();
  }

  /** Returns answers by subject, in the order of the subjects' ids. */
  static Map<String, List<Answered>> bySubject(List<Answered> answers) {
    Map<String, List<Answered>> bySubject = new TreeMap<>();
    for (Answered answer : answers) {
      bySubject
          .computeIfAbsent(answer.subject().orElseThrow(), id -> new ArrayList<>())
          .add(answer);
    }
    return bySubject;
  }
}
