package org.pulsebench.data.mllmu;

import java.nio.file.Path;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/**
 * A row of a file, as messages name it.
 *
 * @param number from 0
 * @param id {@code null} in words where it is missing
 */
record Row(Path file, long number, String id) {

  private static final int SHOWN_CHARACTERS = 80;

  /** Returns the number from 1 and the ID. */
  String description() {
    return "row " + (number + 1) + " (ID " + shown(id) + ")";
  }

  /** Returns where a column's value is. */
  String where(String column) {
    return file + ", " + description() + ", column " + column;
  }

  BadInputException bad(String what, String column, String found, String expected) {
    return bad(what, column, found, expected, null);
  }

  BadInputException bad(
      String what, String column, String found, String expected, Throwable cause) {
    return new BadInputException(
        new Problem(
            what,
            where(column),
            found,
            expected,
            "Correct the row or fetch the file again; lenient reading leaves such rows out."),
        cause);
  }

  /** Returns a text that has to be there. */
  String text(String column, Object value) {
    if (value == null || value.toString().isBlank()) {
      throw bad("Text is missing", column, shown(value), "a text");
    }
    return value.toString();
  }

  /** Returns how messages show a value: cut short where it is long. */
  static String shown(Object value) {
    if (value == null) {
      return "null";
    }
    String text = value.toString().isBlank() ? "a blank text" : value.toString();
    return text.length() <= SHOWN_CHARACTERS
        ? text
        : text.substring(0, SHOWN_CHARACTERS - 3) + "...";
  }
}
