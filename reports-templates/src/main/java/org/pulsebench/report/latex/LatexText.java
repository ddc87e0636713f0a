package org.pulsebench.report.latex;

import java.text.Normalizer;
import java.util.Optional;

/**
 * Any text as LaTeX that shows it, in ASCII, whatever the document's encoding and fonts.
 *
 * <p>Characters that mean something to TeX are replaced by commands. Latin letters with accents,
 * Greek letters and common signs become the commands of LaTeX's kernel. A character that pdflatex
 * cannot set (Chinese, Arabic, emoji) or that nobody sees (a change of direction, a zero width) is
 * handed to {@code \pulseunicode} with its hexadecimal number, which shows it as {@code [U+4E2D]}
 * unless the document defines it otherwise. Words of more than {@value #LONGEST_WORD} characters
 * may be broken in a paragraph, without a hyphen.
 */
final class LatexText {

  /** What fits on a line of any column. */
  static final int LONGEST_WORD = 24;

  private static final int BREAK_AFTER = 6;

  private final StringBuilder latex = new StringBuilder();
  private int wordLength;

  private LatexText() {}

  /** Returns a text as LaTeX; line breaks become spaces. */
  static String escaped(String text) {
    LatexText escaping = new LatexText();
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    int[] points = composed.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      escaping.add(points[i], i + 1 < points.length ? points[i + 1] : 0, longWord(points, i));
    }
    return escaping.latex.toString();
  }

  private void add(int point, int next, boolean inLongWord) {
    if (isSpace(point)) {
      latex.append(' ');
      wordLength = 0;
      return;
    }
    if (inLongWord && wordLength > 0 && wordLength % BREAK_AFTER == 0) {
      latex.append("\\allowbreak{}");
    }
    wordLength++;
    latex.append(command(point, next));
  }

  private static String command(int point, int next) {
    if (point > ' ' && point < 0x7f) {
      return ascii((char) point, next);
    }
    return LatexSymbols.of(point)
        .or(() -> accented(point))
        .orElseGet(() -> String.format("\\pulseunicode{%04X}", point));
  }

  private static String ascii(char c, int next) {
    return switch (c) {
      case '#', '$', '%', '&', '_', '{', '}' -> "\\" + c;
      case '\\' -> "\\textbackslash{}";
      case '~' -> "\\textasciitilde{}";
      case '^' -> "\\textasciicircum{}";
      case '<' -> "\\textless{}";
      case '>' -> "\\textgreater{}";
      case '|' -> "\\textbar{}";
      // As a number: some languages make the quotation mark a command.
      case '"' -> "{\\char34}";
      case '`' -> "\\textasciigrave{}";
      // After the end of a row they would be an argument of it.
      case '[', ']', '*' -> "{" + c + "}";
      // Two of them would become a dash or a quotation mark.
      case '-', '\'', ',' -> next == c ? c + "{}" : "" + c;
      default -> "" + c;
    };
  }

  private static Optional<String> accented(int point) {
    String parts = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFD);
    if (parts.length() < 2 || parts.charAt(0) > 0x7f || !Character.isLetter(parts.charAt(0))) {
      return Optional.empty();
    }
    String letter = parts.substring(0, 1);
    for (int i = 1; i < parts.length(); i++) {
      Optional<String> accent = LatexSymbols.accent(parts.charAt(i));
      if (accent.isEmpty()) {
        return Optional.empty();
      }
      letter = accent.get() + "{" + letter + "}";
    }
    return Optional.of("{" + letter + "}");
  }

  private static boolean isSpace(int point) {
    return point == ' ' || point == '\t' || point == '\n' || point == '\r';
  }

  private static boolean longWord(int[] points, int at) {
    int start = at;
    while (start > 0 && !isSpace(points[start - 1]) && at - start <= LONGEST_WORD) {
      start--;
    }
    int end = at;
    while (end < points.length && !isSpace(points[end]) && end - start <= LONGEST_WORD) {
      end++;
    }
    return end - start > LONGEST_WORD;
  }
}
