package org.pulsebench.evaluation.judge;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pulsebench.evaluation.text.PorterStemmer;

/**
 * The words of a text as rules compare them: in Unicode's form NFKC, lower case, runs of letters
 * and digits; ideographs, which nothing parts, one by one.
 */
record AnswerWords(List<String> words) {

  private static final Pattern WORD =
      Pattern.compile("\\p{IsIdeographic}|[\\p{L}\\p{M}\\p{N}&&\\P{IsIdeographic}]+");

  /** Words that carry no answer. */
  private static final Set<String> COMMON =
      Set.of(
          """
          a an and are as at be been being but by can did do does for from had has have he her his
          in into is it its may of on one or s she so such than that the their them then there these
          they this those to was were what when where which who whom whose will with would also
          about after all among around before between both each if more most other some through
          until up while including include includes\
          """
              .split("\\s+"));

  private static final Pattern ASCII = Pattern.compile("[a-z0-9]+");
  private static final Pattern ORDINAL = Pattern.compile("(\\d+)(st|nd|rd|th)");

  /** Cardinals and ordinals that are written out where others write digits. */
  private static final List<List<String>> NUMERALS =
      List.of(
          List.of("first"),
          List.of("two", "second"),
          List.of("three", "third"),
          List.of("four", "fourth"),
          List.of("five", "fifth"),
          List.of("six", "sixth"),
          List.of("seven", "seventh"),
          List.of("eight", "eighth"),
          List.of("nine", "ninth"),
          List.of("ten", "tenth"),
          List.of("eleven", "eleventh"),
          List.of("twelve", "twelfth"));

  private static final int RUN = 3;

  /** Words up to this length are their own stems, as for ROUGE. */
  private static final int SHORT = 3;

  AnswerWords {
    words = List.copyOf(words);
  }

  static AnswerWords of(String text) {
    String normal = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return new AnswerWords(
        WORD.matcher(normal).results().map(found -> inDigits(found.group())).toList());
  }

  /** Returns a numeral in digits, so that "4th", "fourth" and "four" are one word; others as is. */
  private static String inDigits(String word) {
    Matcher ordinal = ORDINAL.matcher(word);
    if (ordinal.matches()) {
      return ordinal.group(1);
    }
    for (int i = 0; i < NUMERALS.size(); i++) {
      if (NUMERALS.get(i).contains(word)) {
        return Integer.toString(i + 1);
      }
    }
    return word;
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  /** Returns the words in a row, with a blank around each. */
  String row() {
    return " " + String.join(" ", words) + " ";
  }

  /** Returns whether other words stand here in a row. */
  boolean contains(AnswerWords other) {
    return !other.isEmpty() && row().contains(other.row());
  }

  /**
   * Returns the stems of what a true answer tells beyond its question: its words without the common
   * ones and those of the question; where nothing is left, without the common ones; where nothing
   * is left of those, all.
   */
  Set<String> informative(AnswerWords question) {
    Set<String> all = stems();
    Set<String> carrying = carrying();
    Set<String> beyond = new LinkedHashSet<>(carrying);
    beyond.removeAll(question.stems());
    if (!beyond.isEmpty()) {
      return beyond;
    }
    return carrying.isEmpty() ? all : carrying;
  }

  /** Returns the stems of all words but the common ones. */
  Set<String> carrying() {
    return stems(words.stream().filter(word -> !COMMON.contains(word)).toList());
  }

  Set<String> stems() {
    return stems(words);
  }

  private static Set<String> stems(List<String> words) {
    Set<String> stems = new LinkedHashSet<>();
    for (String word : words) {
      boolean stemmed =
          !COMMON.contains(word) && word.length() > SHORT && ASCII.matcher(word).matches();
      stems.add(stemmed ? PorterStemmer.stem(word) : word);
    }
    return stems;
  }

  /** Returns which share of all runs of three words stood before in the text, 0 to 1. */
  double repeated() {
    int runs = words.size() - RUN + 1;
    if (runs < 1) {
      return 0;
    }
    Set<List<String>> distinct = new HashSet<>();
    for (int i = 0; i < runs; i++) {
      distinct.add(words.subList(i, i + RUN));
    }
    return 1 - (double) distinct.size() / runs;
  }
}
