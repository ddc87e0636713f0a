package org.pulsebench.data;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;
import org.pulsebench.Sha256;

/**
 * A general-ability test in MMBench's form.
 *
 * @param name what reports call it
 * @param version the publisher's version, or what stands for it
 * @param digest SHA-256 of its content, 64 hexadecimal digits; equal for equal content
 * @param rows questions and their rotated copies in the publisher's order, with indexes of their
 *     own; at least one is no rotation
 * @param skipped rows that a lenient reader left out
 */
public record Exam(
    String name, String version, String digest, List<ExamQuestion> rows, List<SkippedRow> skipped) {

  /**
   * Checks that there is something to ask.
   *
   * @throws BadInputException if every row is a rotation, or there is none
   */
  public Exam {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    Sha256.require(digest, "digest");
    rows = List.copyOf(rows);
    skipped = List.copyOf(skipped);
    Set<Long> indexes = new HashSet<>();
    for (ExamQuestion row : rows) {
      Checks.require(indexes.add(row.index()), "index " + row.index(), "repeated", "unique");
    }
    if (rows.stream().noneMatch(row -> row.rotation() == 0)) {
      throw new BadInputException(
          new Problem(
              "The exam has no question",
              name,
              rows.size() + " rotated rows, and " + skipped.size() + " rows left out",
              "one row or more with an index below " + ExamQuestion.ROTATION,
              "Read it strictly to see what is wrong with the first row."));
    }
  }

  /** Returns the questions as they were written, in their order. */
  public List<ExamQuestion> mainRows() {
    return rows.stream().filter(row -> row.rotation() == 0).toList();
  }

  /**
   * Returns the exam with fewer questions, which are spread evenly over its order and bring their
   * rotations along.
   *
   * @param questions how many
   * @throws BadInputException if the exam has not as many
   */
  public Exam sample(int questions) {
    List<ExamQuestion> all = mainRows();
    if (questions < 1 || questions > all.size()) {
      throw new BadInputException(
          new Problem(
              "The exam does not have as many questions",
              name,
              questions + " asked for",
              "a number from 1 to " + all.size(),
              "Ask for fewer, or for all."));
    }
    Set<Long> kept = new HashSet<>();
    for (long i = 0; i < questions; i++) {
      kept.add(all.get((int) (i * all.size() / questions)).index());
    }
    return new Exam(
        "%s, %,d of %,d questions".formatted(name, questions, all.size()),
        version,
        Sha256.of(digest + "\n" + questions + " questions, evenly\n"),
        rows.stream().filter(row -> kept.contains(row.group())).toList(),
        skipped);
  }

  /** Returns the rotated copies of questions, in their order. */
  public List<ExamQuestion> rotations() {
    return rows.stream().filter(row -> row.rotation() > 0).toList();
  }
}
