package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;
import org.pulsebench.data.Exam;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.evaluation.CircularEval;
import org.pulsebench.evaluation.CircularEval.Hit;

/** An exam and how it is asked. */
record ExamSitting(Exam exam, ExamMode mode) {

  /**
   * Checks that answers can be judged, before any question is asked.
   *
   * @throws BadInputException if the right option of a row is kept back, or the exam is to be asked
   *     in rotations and has none, or one without its question
   */
  ExamSitting {
    Objects.requireNonNull(exam, "exam");
    Objects.requireNonNull(mode, "mode");
    List<ExamQuestion> rows = rows(exam, mode);
    rows.forEach(row -> requireKnown(exam, row));
    if (mode == ExamMode.CIRCULAR) {
      requireRotations(exam);
      CircularEval.together(rows.stream().map(row -> new Hit(row, true)).toList());
    }
  }

  /** Returns the rows that are asked, in the exam's order. */
  List<ExamQuestion> rows() {
    return rows(exam, mode);
  }

  /**
   * Returns the answers with one for each question of the exam: in rotations, that to its main row,
   * right if all are. Answers about subjects come first, as they are.
   *
   * @param answers of any number of scorers, each to every row in the order of {@link #rows}
   */
  List<Answered> judged(List<Answered> answers) {
    if (mode == ExamMode.SINGLE_PASS) {
      return answers;
    }
    List<Answered> judged = new ArrayList<>();
    Map<String, List<Answered>> ofExam = new LinkedHashMap<>();
    for (Answered answer : answers) {
      if (answer.subject().isPresent()) {
        judged.add(answer);
      } else {
        ofExam.computeIfAbsent(answer.scorer(), name -> new ArrayList<>()).add(answer);
      }
    }
    ofExam.values().forEach(all -> judged.addAll(together(all)));
    return judged;
  }

  private List<Answered> together(List<Answered> answers) {
    List<ExamQuestion> rows = rows();
    Checks.require(answers.size() == rows.size(), "answers", answers.size(), "" + rows.size());
    List<Hit> hits = new ArrayList<>();
    Map<Long, Answered> byIndex = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      ExamQuestion row = rows.get(i);
      Answered answer = answers.get(i);
      Checks.require(
          answer.question().equals(row.question().id()),
          "answer " + i,
          "to question " + answer.question(),
          "to question " + row.question().id());
      hits.add(new Hit(row, answer.right()));
      byIndex.put(row.index(), answer);
    }
    return CircularEval.together(hits).stream()
        .map(hit -> byIndex.get(hit.row().index()).judged(hit.right()))
        .toList();
  }

  private static List<ExamQuestion> rows(Exam exam, ExamMode mode) {
    return mode == ExamMode.CIRCULAR ? exam.rows() : exam.mainRows();
  }

  private static void requireKnown(Exam exam, ExamQuestion row) {
    if (row.question().correct().isEmpty()) {
      throw new BadInputException(
          new Problem(
              "The right option is not known",
              exam.name() + ", question " + row.question().id(),
              "no answer",
              "the letter of an option",
              "Use a split whose answers are published."));
    }
  }

  private static void requireRotations(Exam exam) {
    if (exam.rotations().isEmpty()) {
      throw new BadInputException(
          new Problem(
              "The exam cannot be asked in rotations",
              exam.name(),
              exam.rows().size() + " rows, all of them as they were written",
              "rows with an index of " + ExamQuestion.ROTATION + " or more too",
              "Use a file with the rotated rows, or ask the exam in a single pass."));
    }
  }
}
