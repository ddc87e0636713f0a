package org.pulsebench.data.mmbench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.ReadMode;
import org.pulsebench.data.Reading;
import org.pulsebench.data.SkippedRow;

/**
 * Reads MMBench's tab-separated files as published (English and Chinese, dev and test, the first
 * release and V11).
 *
 * <p>Columns are found by name: {@code index, question, A, B, C, D, category, image, l2-category},
 * and where there are any {@code hint, answer, source, comment, split} and options from E on. An
 * empty cell is a missing one; options end at the first. A file without answers, or a row without
 * one, is a question whose answer the publisher keeps back. An image cell of 64 characters or fewer
 * is the index of the row whose picture to show, as in VLMEvalKit ({@code
 * vlmeval/dataset/image_base.py}); unlike there, that row may refer on.
 *
 * <p>Differs from pandas, on which VLMEvalKit relies: {@code nan}, {@code NA}, {@code None} and the
 * like are texts here, and may be options.
 */
public final class MmbenchReader {

  private static final int MAX_COLUMNS = 1000;

  private final Path file;
  private final ReadMode mode;
  private final Map<Long, MmbenchRow> rows = new LinkedHashMap<>();
  private final Map<Long, Long> lines = new HashMap<>();
  private final Map<Long, SkippedRow> skipped = new TreeMap<>();

  private MmbenchReader(Path file, ReadMode mode) {
    this.file = file;
    this.mode = mode;
  }

  /**
   * Reads a file, in one pass and without keeping its pictures: their base64 is checked, their
   * bytes are read from the file when they are asked for.
   *
   * @param tsv UTF-8, with or without a byte order mark, lines ending in LF or CRLF; must stay as
   *     it is for as long as the pictures are used
   * @return the rows in the file's order; rows that show one picture share one {@link
   *     org.pulsebench.data.Image}
   * @throws BadInputException if there is no such file, a column is missing or given twice, quotes
   *     do not match or there is no row; under {@link ReadMode#STRICT} also if any row breaks the
   *     format, the first of them being named
   * @throws EnvironmentException if the file cannot be read
   */
  public static Reading<ExamQuestion> read(Path tsv, ReadMode mode) {
    MmbenchReader reader = new MmbenchReader(tsv, mode);
    try (TsvTokenizer tokenizer = new TsvTokenizer(open(tsv))) {
      reader.readRows(tokenizer);
    } catch (IOException e) {
      throw EnvironmentException.unreadable(tsv, e);
    }
    return reader.link();
  }

  private static InputStream open(Path tsv) throws IOException {
    try {
      return Files.newInputStream(tsv);
    } catch (NoSuchFileException e) {
      throw new BadInputException(
          new Problem(
              "File is missing",
              tsv.toString(),
              "no such file",
              "a tab-separated file of MMBench",
              "Correct the path, or fetch the file from where it was published."),
          e);
    }
  }

  private void readRows(TsvTokenizer tokenizer) throws IOException {
    MmbenchColumns columns = MmbenchColumns.of(header(tokenizer), file);
    RowCells cells = new RowCells(file, tokenizer, columns);
    RowParser parser = new RowParser(cells, columns.options());
    boolean any = false;
    while (next(tokenizer, cells)) {
      any = true;
      OptionalLong index = cells.index();
      try {
        add(parser);
      } catch (BadInputException e) {
        skip(cells.line(), cells.row(), e);
      }
      index.ifPresent(known -> lines.putIfAbsent(known, cells.line()));
    }
    if (!any) {
      throw new BadInputException(
          new Problem(
              "The exam has no question",
              file.toString(),
              "a header and no row",
              "at least one row",
              "Fetch the file again; it may be cut short."));
    }
  }

  private List<String> header(TsvTokenizer tokenizer) throws IOException {
    List<TextCell> names = new ArrayList<>();
    for (int i = 0; i < MAX_COLUMNS; i++) {
      names.add(new TextCell());
    }
    List<String> header = new ArrayList<>();
    try {
      tokenizer.next(names);
      for (TextCell name : names.subList(0, Math.min(tokenizer.cells(), MAX_COLUMNS))) {
        header.add(name.text());
      }
    } catch (TsvSyntaxException | CharacterCodingException e) {
      throw new BadInputException(
          new Problem(
              "The header cannot be read",
              file + ", line 1",
              e instanceof TsvSyntaxException syntax ? syntax.found() : "bytes that are not UTF-8",
              "names of columns, separated by tabs",
              "Check that this is an MMBench file, and fetch it again."),
          e);
    }
    return header;
  }

  private static boolean next(TsvTokenizer tokenizer, RowCells cells) throws IOException {
    try {
      return tokenizer.next(cells.sinks());
    } catch (TsvSyntaxException e) {
      // Also when lenient: where the next row begins cannot be told.
      throw cells.bad(e);
    }
  }

  private void add(RowParser parser) {
    long index = parser.index();
    if (lines.containsKey(index)) {
      throw parser.duplicate(lines.get(index));
    }
    rows.put(index, parser.row(index));
  }

  private Reading<ExamQuestion> link() {
    RowLinks links = new RowLinks(file, Collections.unmodifiableMap(rows), lines);
    boolean again = true;
    while (again) {
      // A row that is left out takes with it those that need it, wherever they stand.
      again = false;
      for (MmbenchRow row : List.copyOf(rows.values())) {
        try {
          links.check(row);
        } catch (BadInputException e) {
          skip(row.line(), RowCells.row(row.line(), row.index()), e);
          rows.remove(row.index());
          again = true;
        }
      }
    }
    List<ExamQuestion> questions =
        rows.values().stream().map(row -> row.with(links.image(row))).toList();
    return new Reading<>(questions, List.copyOf(skipped.values()));
  }

  private void skip(long line, String row, BadInputException reason) {
    if (mode == ReadMode.STRICT) {
      throw reason;
    }
    skipped.put(line, new SkippedRow(file.getFileName().toString(), row, reason.problem()));
  }
}
