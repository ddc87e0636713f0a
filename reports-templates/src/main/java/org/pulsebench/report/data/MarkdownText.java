package org.pulsebench.report.data;

/**
 * Any text as Markdown (CommonMark with GitHub's tables) that shows it on one line.
 *
 * <p>Characters that nobody sees but that change what is seen, such as a change of direction, are
 * shown by their number, as in {@code [U+202E]}.
 */
final class MarkdownText {

  private static final String SPECIAL = "\\`*_{}[]()#+-.!|~$:@=^";

  private MarkdownText() {}

  /** Returns a text as it is to be read. */
  static String escaped(String text) {
    StringBuilder markdown = new StringBuilder();
    int[] points = text.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      int point = points[i];
      if (isSpace(point)) {
        markdown.append(' ');
      } else if (isUnseen(point)) {
        markdown.append("\\[U+%04X\\]".formatted(point));
      } else if (point == '<' || point == '>' || point == '&') {
        markdown.append(point == '<' ? "&lt;" : point == '>' ? "&gt;" : "&amp;");
      } else if (SPECIAL.indexOf(point) >= 0 && isSpecial(points, i)) {
        markdown.append('\\').appendCodePoint(point);
      } else {
        markdown.appendCodePoint(point);
      }
    }
    return markdown.toString();
  }

  /** Returns a text as code, such as a digest. */
  static String code(String text) {
    if (text.isBlank()) {
      return "";
    }
    // Entities are not resolved in a code span of Markdown; they are in one of HTML.
    return "<code>" + escaped(text) + "</code>";
  }

  /** Points and signs within words and numbers do nothing; escaped they would be hard to read. */
  private static boolean isSpecial(int[] points, int at) {
    int point = points[at];
    if (".-+:=()".indexOf(point) < 0) {
      return true;
    }
    if (point == '(' || point == ')') {
      return at > 0 && points[at - 1] == ']';
    }
    boolean ofAddress = point == ':' && at + 1 < points.length && points[at + 1] == '/';
    boolean begins = at == 0 && (at + 1 >= points.length || !Character.isDigit(points[at + 1]));
    return begins
        || ofAddress
        || point == '.' && isNumberBefore(points, at) && isEndOrSpace(points, at + 1);
  }

  /** Returns whether all before is a number: with a point it would begin a list. */
  private static boolean isNumberBefore(int[] points, int at) {
    for (int i = 0; i < at; i++) {
      if (points[i] < '0' || points[i] > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean isEndOrSpace(int[] points, int at) {
    return at >= points.length || isSpace(points[at]);
  }

  private static boolean isSpace(int point) {
    return point == ' ' || point == '\t' || point == '\n' || point == '\r';
  }

  private static boolean isUnseen(int point) {
    int type = Character.getType(point);
    // The joiner of emoji and of Indic and Persian letters is part of what is seen.
    return (type == Character.CONTROL || type == Character.FORMAT)
        && point != 0x200c
        && point != 0x200d;
  }
}
