package org.pulsebench.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;
import org.pulsebench.data.ExamQuestion;

/**
 * The scores of an exam in MMBench's form (arXiv 2307.06281), whose questions come with their
 * options in several rotations.
 *
 * <p>As VLMEvalKit without a judge, except that rotations whose question is missing are an error
 * here and are left out there.
 *
 * @param circular a question counts as right only if every rotation of it is answered right;
 *     category and split are those of its main row
 * @param mainRows each question once, as it was written
 * @param allRows every rotation for itself
 */
public record CircularEval(Report circular, Report mainRows, Report allRows) {

  /**
   * The accuracy of an exam and of its parts, by name in alphabetical order.
   *
   * @param byL2Category of each group of skills
   * @param byCategory of each skill
   * @param bySplit of each split, which VLMEvalKit reports in place of the whole
   */
  public record Report(
      Accuracy overall,
      SortedMap<String, Accuracy> byL2Category,
      SortedMap<String, Accuracy> byCategory,
      SortedMap<String, Accuracy> bySplit) {

    public Report {
      byL2Category = Collections.unmodifiableSortedMap(new TreeMap<>(byL2Category));
      byCategory = Collections.unmodifiableSortedMap(new TreeMap<>(byCategory));
      bySplit = Collections.unmodifiableSortedMap(new TreeMap<>(bySplit));
    }

    private static Report of(List<Hit> hits) {
      return new Report(
          accuracy(hits),
          by(hits, ExamQuestion::l2Category),
          by(hits, ExamQuestion::category),
          by(hits, ExamQuestion::split));
    }

    private static Accuracy accuracy(List<Hit> hits) {
      return new Accuracy((int) hits.stream().filter(Hit::right).count(), hits.size());
    }

    private static SortedMap<String, Accuracy> by(
        List<Hit> hits, Function<ExamQuestion, String> part) {
      SortedMap<String, List<Hit>> parts = new TreeMap<>();
      for (Hit hit : hits) {
        parts.computeIfAbsent(part.apply(hit.row()), absent -> new ArrayList<>()).add(hit);
      }
      SortedMap<String, Accuracy> accuracies = new TreeMap<>();
      parts.forEach((name, members) -> accuracies.put(name, accuracy(members)));
      return accuracies;
    }
  }

  /**
   * A row of an exam and whether it counts as right.
   *
   * @param row the main row, where the question counts with its rotations
   */
  public record Hit(ExamQuestion row, boolean right) {}

  /**
   * Returns the scores of an exam.
   *
   * @param rows of the exam, in any order
   * @param predictions for the rows' questions, in the same order
   * @throws BadInputException if there is no row, an index appears twice, a rotation's question is
   *     missing, or a right option is not known
   */
  public static CircularEval of(List<ExamQuestion> rows, List<Prediction> predictions) {
    GreedyAnswers.requireSome(rows);
    Checks.require(
        rows.size() == predictions.size(),
        "number of predictions",
        predictions.size(),
        rows.size() + ", one a row");
    List<Hit> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      requireUsable(rows.get(i), predictions.get(i));
      all.add(new Hit(rows.get(i), predictions.get(i).right()));
    }
    List<Hit> circular = together(all);
    List<Hit> main = all.stream().filter(hit -> hit.row().rotation() == 0).toList();
    return new CircularEval(Report.of(circular), Report.of(main), Report.of(all));
  }

  /**
   * Returns the questions, each of which counts as right if every rotation of it does, in the order
   * of their indexes.
   *
   * @param rows all rows of an exam, in any order
   * @throws BadInputException if an index appears twice, or a rotation's question is missing
   */
  public static List<Hit> together(List<Hit> rows) {
    Set<Long> seen = new HashSet<>();
    SortedMap<Long, List<Hit>> groups = new TreeMap<>();
    for (Hit hit : rows) {
      requireNew(hit.row(), seen);
      groups.computeIfAbsent(hit.row().group(), absent -> new ArrayList<>()).add(hit);
    }
    return groups.values().stream().map(CircularEval::question).toList();
  }

  private static Hit question(List<Hit> rotations) {
    ExamQuestion main =
        rotations.stream()
            .map(Hit::row)
            .filter(row -> row.rotation() == 0)
            .findFirst()
            .orElseThrow(() -> noMainRow(rotations.get(0).row()));
    return new Hit(main, rotations.stream().allMatch(Hit::right));
  }

  private static void requireUsable(ExamQuestion row, Prediction prediction) {
    Checks.require(
        prediction.question().equals(row.question()),
        "prediction",
        "for question " + prediction.question().id(),
        "for question " + row.question().id());
    Accuracy.requireKnown(prediction);
  }

  private static void requireNew(ExamQuestion row, Set<Long> seen) {
    if (!seen.add(row.index())) {
      throw new BadInputException(
          new Problem(
              "Two rows of the exam have one index",
              "question " + row.question().id(),
              "index " + row.index(),
              "an index of its own for every row",
              "Remove the second row, or give it another index."));
    }
  }

  private static BadInputException noMainRow(ExamQuestion row) {
    return new BadInputException(
        new Problem(
            "A rotated row has no question that it is a rotation of",
            "question " + row.question().id(),
            "index " + row.index(),
            "a row with index " + row.group() + " too",
            "Give all rows of the exam."));
  }
}
