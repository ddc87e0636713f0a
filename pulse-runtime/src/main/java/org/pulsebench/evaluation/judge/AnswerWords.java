package org.pulsebench.evaluation.judge;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.pulsebench.evaluation.text.PorterStemmer;

/**
 * The words of a text as rules compare them: in Unicode's form NFKC, lower case, runs of letters and
 * digits; ideographs, which nothing parts, one by one.
 */
record AnswerWords(List<String> words) {

  private static final Pattern WORD = Pattern.compile("\\p{IsIdeographic}|[\\p{L}\\p{M}\\p{N}&&\\P{IsIdeographic}]+");

  /** Words that carry no answer. */
  private static final Set<String> COMMON =
      Set.of(
          ("a an and are as at be been being but by can did do does for from had has have he her his "
                  + "in into is it its may of on one or s she so such than that the their them then "
                  + "there these they this those to was were what when where which who whom whose "
                  + "will with would also including include includes")
              .split(" "));

  private static final Pattern ASCII = Pattern.compile("[a-z0-9]+");
  private static final int RUN = 3;

  AnswerWords {
    words = List.copyOf(words);
  }

  static AnswerWords of(String text) {
    String normal = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return new AnswerWords(WORD.matcher(normal).results().map(found -> found.group()).toList());
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
   * ones and those of the question; where nothing is left, without the common ones; where nothing is
   * left of those, all.
   */
  Set<String> informative(AnswerWords question) {
    Set<String> all = stems();
    Set<String> carrying = new LinkedHashSet<>(all);
    carrying.removeAll(COMMON);
    Set<String> beyond = new LinkedHashSet<>(carrying);
    beyond.removeAll(question.stems());
    if (!beyond.isEmpty()) {
      return beyond;
    }
    return carrying.isEmpty() ? all : carrying;
  }

  Set<String> stems() {
    Set<String> stems = new LinkedHashSet<>();
    for (String word : words) {
      boolean stemmed = !COMMON.contains(word) && ASCII.matcher(word).matches();
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
