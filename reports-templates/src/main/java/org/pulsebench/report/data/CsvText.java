package org.pulsebench.report.data;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lines of CSV as RFC 4180 has them: ended by CR and LF, with quotes where a field needs them. */
final class CsvText {

  /** What spreadsheets take for the beginning of a formula, also in its full-width forms. */
  private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\t\r\n＝＋－＠]");

  private static final Pattern QUOTED = Pattern.compile("[\",\r\n]|^\\s|\\s$");

  private final StringBuilder text = new StringBuilder();

  /** Adds a line. */
  CsvText row(List<String> fields) {
    text.append(fields.stream().map(CsvText::quoted).collect(Collectors.joining(",")));
    // A line of one empty field would be no line at all.
    text.append(fields.size() == 1 && fields.get(0).isEmpty() ? "\"\"\r\n" : "\r\n");
    return this;
  }

  /** Returns a text that no spreadsheet executes. */
  static String harmless(String text) {
    return FORMULA.matcher(text).find() ? "'" + text : text;
  }

  /** Returns a number that reads back as the same, a whole one without a point. */
  static String number(double value) {
    String digits = Double.toString(value);
    return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
  }

  private static String quoted(String field) {
    return QUOTED.matcher(field).find() ? '"' + field.replace("\"", "\"\"") + '"' : field;
  }

  /** Returns all lines. */
  @Override
  public String toString() {
    return text.toString();
  }
}
