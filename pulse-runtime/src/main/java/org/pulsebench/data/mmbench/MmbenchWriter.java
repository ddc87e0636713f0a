package org.pulsebench.data.mmbench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pulsebench.Checks;
import org.pulsebench.EnvironmentException;
import org.pulsebench.WholeFile;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ExamQuestion;

/**
 * Writes exams as MMBench's publisher does: UTF-8, LF, quotes only where a cell needs them, and
 * each picture once.
 *
 * <p>The row with the lowest index among those that show a picture holds it, all others refer to
 * that row: rotated rows to their main row, and no reference to another one, which VLMEvalKit would
 * not follow. The columns are {@code index, question, hint, A, B, C, D} and on to the last option
 * of any row, {@code answer} unless no row has one, {@code category, image, source, l2-category,
 * comment, split}.
 */
public final class MmbenchWriter {

  private final List<ExamQuestion> rows;
  private final PictureHolders holders;
  private final int options;
  private final boolean answers;

  private MmbenchWriter(List<ExamQuestion> rows) {
    this.rows = rows;
    holders = PictureHolders.of(rows);
    options =
        rows.stream()
            .mapToInt(row -> row.question().options().size())
            .reduce(MmbenchColumns.MIN_OPTIONS, Math::max);
    answers = rows.stream().anyMatch(row -> row.question().correct().isPresent());
  }

  /**
   * Writes a file, in the order of the rows; the same rows give the same bytes. It appears whole
   * or, where there was one, replaces that at once.
   *
   * @param rows with pictures, which are read twice and one at a time
   * @throws IllegalArgumentException if the reader would not give the same rows back: if there are
   *     none, two have the same index, a rotation has no main row, a question is blank, a hint or
   *     an option is empty, a text is no Unicode, or a picture is neither PNG nor JPEG
   * @throws EnvironmentException if the file cannot be written
   * @throws org.pulsebench.BadInputException if a picture is missing where it was announced
   */
  public static void write(Path tsv, List<ExamQuestion> rows) {
    check(rows);
    MmbenchWriter writer = new MmbenchWriter(List.copyOf(rows));
    WholeFile.write(tsv, writer::writeAll);
  }

  private void writeAll(Path file) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), 1 << 16)) {
      writeLine(header(), out);
      for (ExamQuestion row : rows) {
        writeLine(cells(row), out);
      }
    }
  }

  private List<String> header() {
    List<String> names =
        new ArrayList<>(
            List.of(MmbenchColumns.INDEX, MmbenchColumns.QUESTION, MmbenchColumns.HINT));
    for (int i = 0; i < options; i++) {
      names.add(String.valueOf(ChoiceQuestion.letter(i)));
    }
    if (answers) {
      names.add(MmbenchColumns.ANSWER);
    }
    names.addAll(
        List.of(
            MmbenchColumns.CATEGORY,
            MmbenchColumns.IMAGE,
            MmbenchColumns.SOURCE,
            MmbenchColumns.L2_CATEGORY,
            MmbenchColumns.COMMENT,
            MmbenchColumns.SPLIT));
    return names;
  }

  private List<String> cells(ExamQuestion row) {
    ChoiceQuestion question = row.question();
    List<String> cells = new ArrayList<>();
    cells.add(Long.toString(row.index()));
    cells.add(question.text());
    cells.add(question.hint().orElse(""));
    for (int i = 0; i < options; i++) {
      cells.add(i < question.options().size() ? question.options().get(i) : "");
    }
    if (answers) {
      cells.add(
          question.correct().isPresent()
              ? String.valueOf(ChoiceQuestion.letter(question.correct().getAsInt()))
              : "");
    }
    cells.add(row.category());
    cells.add(holders.cell(row));
    cells.add(row.source());
    cells.add(row.l2Category());
    cells.add(row.comment());
    cells.add(row.split());
    return cells;
  }

  private static void writeLine(List<String> cells, OutputStream out) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      out.write(quoted(cells.get(i)).getBytes(UTF_8));
      out.write(i + 1 < cells.size() ? '\t' : '\n');
    }
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == '\t' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  private static void check(List<ExamQuestion> rows) {
    Checks.require(!rows.isEmpty(), "rows", "empty", "at least one row");
    Set<Long> indices = new HashSet<>();
    for (ExamQuestion row : rows) {
      Checks.require(indices.add(row.index()), "index", row.index(), "that of one row");
      check(row);
    }
    for (ExamQuestion row : rows) {
      Checks.require(
          indices.contains(row.group()), "index", row.index(), "a rotation of one of the rows");
    }
  }

  private static void check(ExamQuestion row) {
    ChoiceQuestion question = row.question();
    String name = "row " + row.index();
    Checks.require(!question.text().isBlank(), name, "without question", "a question");
    List<String> texts = new ArrayList<>(question.options());
    question.hint().ifPresent(texts::add);
    for (String text : texts) {
      Checks.require(!text.isEmpty(), name, "with an empty hint or option", "without");
    }
    texts.addAll(
        List.of(
            question.text(),
            row.category(),
            row.l2Category(),
            row.split(),
            row.source(),
            row.comment()));
    for (String text : texts) {
      Checks.require(UTF_8.newEncoder().canEncode(text), name, "with a lone surrogate", "Unicode");
    }
  }
}
