package org.pulsebench.data.mmbench;

import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/** The cells of the row that the tokenizer stands at, by the names of their columns. */
final class RowCells {

  private static final String REMEDY = "Fetch the file again, or mend the row.";
  private static final int MAX_INDEX_DIGITS = 18;
  private static final int EXCERPT = 60;

  private final Path file;
  private final TsvTokenizer rows;
  private final MmbenchColumns columns;
  private final List<CellSink> sinks;
  private final Map<String, TextCell> texts = new HashMap<>();
  private final ImageCell image = new ImageCell();

  RowCells(Path file, TsvTokenizer rows, MmbenchColumns columns) {
    this.file = file;
    this.rows = rows;
    this.columns = columns;
    sinks = new ArrayList<>(Collections.nCopies(columns.count(), CellSink.DISCARD));
    for (String name : columns.texts()) {
      TextCell text = new TextCell();
      texts.put(name, text);
      sinks.set(columns.position(name).orElseThrow(), text);
    }
    sinks.set(columns.position(MmbenchColumns.IMAGE).orElseThrow(), image);
  }

  /** Returns what takes the cells, column by column. */
  List<CellSink> sinks() {
    return sinks;
  }

  Path file() {
    return file;
  }

  long line() {
    return rows.line();
  }

  ImageCell image() {
    return image;
  }

  /**
   * Returns the text of a cell, which is empty if there is no such column.
   *
   * @throws BadInputException if it is not UTF-8, or too long
   */
  String text(String column) {
    TextCell cell = texts.get(column);
    if (cell == null) {
      return "";
    }
    if (cell.tooLong()) {
      throw bad(
          "A cell is too long",
          column,
          "more than %,d bytes".formatted(TextCell.MAX_BYTES),
          "a text; a quote may have been left open");
    }
    try {
      return cell.text();
    } catch (CharacterCodingException e) {
      throw bad("A cell is not text", column, "bytes that are not UTF-8", "UTF-8");
    }
  }

  /**
   * Requires as many cells as the header has.
   *
   * @throws BadInputException if there are fewer or more
   */
  void requireAll() {
    int cells = rows.cells();
    if (cells < columns.count()) {
      throw bad(
          "A row has too few fields",
          columns.name(cells),
          cells + " fields",
          columns.count() + ", as the header has");
    }
    if (cells > columns.count()) {
      throw bad(
          "A row has too many fields",
          "after " + columns.name(columns.count() - 1),
          cells + " fields",
          columns.count() + ", as the header has");
    }
  }

  /**
   * Returns the number that a text writes, as indices are written: digits alone.
   *
   * @throws BadInputException if it writes none
   */
  long number(String text, String what, String column, String expected) {
    if (!isIndex(text)) {
      throw bad(what, column, quoted(text), expected);
    }
    return Long.parseLong(text);
  }

  /** Returns what is wrong with a cell of this row. */
  BadInputException bad(String what, String column, String found, String expected) {
    return new BadInputException(
        new Problem(what, file + ", " + row() + ", column " + column, found, expected, REMEDY));
  }

  /** Returns what is wrong with the quotes of the cell at which the tokenizer stopped. */
  BadInputException bad(TsvSyntaxException e) {
    return bad(
        e.getMessage(),
        columns.name(rows.cells()),
        e.found(),
        "quotes around a whole cell, those within doubled");
  }

  /** Returns the index of this row, also of one that breaks the format; empty if it has none. */
  OptionalLong index() {
    if (columns.position(MmbenchColumns.INDEX).orElseThrow() >= rows.cells()) {
      return OptionalLong.empty();
    }
    try {
      String text = texts.get(MmbenchColumns.INDEX).text();
      return isIndex(text) ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    } catch (CharacterCodingException e) {
      return OptionalLong.empty();
    }
  }

  /** Returns what messages call this row: its line and, where it has one, its index. */
  String row() {
    OptionalLong index = index();
    return index.isPresent() ? row(line(), index.getAsLong()) : "line " + line();
  }

  static String row(long line, long index) {
    return "line " + line + ", index " + index;
  }

  static String quoted(String text) {
    String excerpt = text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "...";
    return text.isEmpty() ? "an empty cell" : "\"" + excerpt + "\"";
  }

  private static boolean isIndex(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_INDEX_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
