package org.pulsebench.report.latex;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names of TeX macros, which have letters only, of texts that have anything.
 *
 * <p>Words begin with a capital and are joined, digits are spelt out, accents fall away, and any
 * other letter becomes {@code U} and its number in the letters {@code a} to {@code p}. The same
 * text always gives the same name; the second text to give a name of before gets {@code B} behind
 * it, the third {@code C}.
 */
final class MacroNames {

  private static final String PREFIX = "pulse";
  private static final List<String> DIGITS =
      List.of("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine");

  private final Set<String> taken = new HashSet<>();

  /** Returns the name of what some texts name together; no other call returns it. */
  String of(List<String> texts) {
    String name = PREFIX + letters(String.join(" ", texts));
    String unique = name;
    for (int i = 1; !taken.add(unique); i++) {
      unique = name + suffix(i);
    }
    return unique;
  }

  static String letters(String text) {
    StringBuilder letters = new StringBuilder();
    boolean first = true;
    for (int point : Normalizer.normalize(text, Normalizer.Form.NFKD).codePoints().toArray()) {
      if (point >= '0' && point <= '9') {
        letters.append(DIGITS.get(point - '0'));
        first = true;
      } else if (isLatin(point)) {
        letters.appendCodePoint(first ? Character.toUpperCase(point) : point);
        first = false;
      } else if (Character.isLetter(point)) {
        letters.append('U').append(spelt(point));
        first = true;
      } else if (Character.getType(point) != Character.NON_SPACING_MARK) {
        first = true;
      }
    }
    return letters.toString();
  }

  private static boolean isLatin(int point) {
    return point >= 'a' && point <= 'z' || point >= 'A' && point <= 'Z';
  }

  private static String spelt(int point) {
    StringBuilder letters = new StringBuilder();
    for (char digit : Integer.toHexString(point).toCharArray()) {
      letters.append((char) ('a' + Character.digit(digit, 16)));
    }
    return letters.toString();
  }

  /** Counts B, C, and so on, and beyond Z in two letters. */
  private static String suffix(int number) {
    return number < 26
        ? String.valueOf((char) ('A' + number))
        : suffix(number / 26) + (char) ('A' + number % 26);
  }
}
