package org.pulsebench.evaluation.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The stem of an English word by Porter's algorithm (M. Porter, "An algorithm for suffix
 * stripping", Program 14 (3), 1980), with the changes that NLTK makes to it by default.
 *
 * <p>It is NLTK's mode {@code NLTK_EXTENSIONS}, since {@code rouge_score} uses that one: a table of
 * irregular words; words of one or two letters stay; "dies" and "died" become "die"; a final y
 * becomes i after any consonant but the first letter; a vowel and a consonant alone count as short;
 * and the endings -alli, -fulli and -logi of the second step. Words are meant to be of ASCII
 * letters and digits; a digit counts as a consonant.
 */
public final class PorterStemmer {

  /**
   * One suffix and what becomes of it; of a list of rules the first one whose suffix matches is the
   * only one looked at.
   *
   * @param condition on what stands before the suffix; if it does not hold, the word stays
   */
  private record Rule(String suffix, String replacement, Predicate<String> condition) {}

  private static final Map<String, String> IRREGULAR =
      Map.ofEntries(
          Map.entry("sky", "sky"),
          Map.entry("skies", "sky"),
          Map.entry("dying", "die"),
          Map.entry("lying", "lie"),
          Map.entry("tying", "tie"),
          Map.entry("news", "news"),
          Map.entry("inning", "inning"),
          Map.entry("innings", "inning"),
          Map.entry("outing", "outing"),
          Map.entry("outings", "outing"),
          Map.entry("canning", "canning"),
          Map.entry("cannings", "canning"),
          Map.entry("howe", "howe"),
          Map.entry("proceed", "proceed"),
          Map.entry("exceed", "exceed"),
          Map.entry("succeed", "succeed"));

  private static final List<Rule> STEP_1A =
      List.of(
          new Rule("sses", "ss", stem -> true),
          new Rule("ies", "i", stem -> true),
          new Rule("ss", "ss", stem -> true),
          new Rule("s", "", stem -> true));

  private static final List<Rule> STEP_2 =
      List.of(
          afterMeasure(0, "ational", "ate"),
          afterMeasure(0, "tional", "tion"),
          afterMeasure(0, "enci", "ence"),
          afterMeasure(0, "anci", "ance"),
          afterMeasure(0, "izer", "ize"),
          afterMeasure(0, "bli", "ble"),
          afterMeasure(0, "entli", "ent"),
          afterMeasure(0, "eli", "e"),
          afterMeasure(0, "ousli", "ous"),
          afterMeasure(0, "ization", "ize"),
          afterMeasure(0, "ation", "ate"),
          afterMeasure(0, "ator", "ate"),
          afterMeasure(0, "alism", "al"),
          afterMeasure(0, "iveness", "ive"),
          afterMeasure(0, "fulness", "ful"),
          afterMeasure(0, "ousness", "ous"),
          afterMeasure(0, "aliti", "al"),
          afterMeasure(0, "iviti", "ive"),
          afterMeasure(0, "biliti", "ble"),
          afterMeasure(0, "fulli", "ful"),
          // The l counts as part of the stem, so that "geology" loses its ending too.
          new Rule("logi", "log", stem -> measure(stem + "l") > 0));

  private static final List<Rule> STEP_3 =
      List.of(
          afterMeasure(0, "icate", "ic"),
          afterMeasure(0, "ative", ""),
          afterMeasure(0, "alize", "al"),
          afterMeasure(0, "iciti", "ic"),
          afterMeasure(0, "ical", "ic"),
          afterMeasure(0, "ful", ""),
          afterMeasure(0, "ness", ""));

  private static final List<Rule> STEP_4 =
      List.of(
          afterMeasure(1, "al", ""),
          afterMeasure(1, "ance", ""),
          afterMeasure(1, "ence", ""),
          afterMeasure(1, "er", ""),
          afterMeasure(1, "ic", ""),
          afterMeasure(1, "able", ""),
          afterMeasure(1, "ible", ""),
          afterMeasure(1, "ant", ""),
          afterMeasure(1, "ement", ""),
          afterMeasure(1, "ment", ""),
          afterMeasure(1, "ent", ""),
          new Rule(
              "ion", "", stem -> measure(stem) > 1 && (stem.endsWith("s") || stem.endsWith("t"))),
          afterMeasure(1, "ou", ""),
          afterMeasure(1, "ism", ""),
          afterMeasure(1, "ate", ""),
          afterMeasure(1, "iti", ""),
          afterMeasure(1, "ous", ""),
          afterMeasure(1, "ive", ""),
          afterMeasure(1, "ize", ""));

  private PorterStemmer() {}

  /** Returns the stem of a word, in lower case. */
  public static String stem(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (IRREGULAR.containsKey(lower)) {
      return IRREGULAR.get(lower);
    }
    if (lower.length() <= 2) {
      return lower;
    }
    String inflected = step1c(step1b(step1a(lower)));
    String derived = apply(STEP_4, apply(STEP_3, step2(inflected)));
    return step5b(step5a(derived));
  }

  /** Takes a plural's s away. */
  private static String step1a(String word) {
    return word.length() == 4 && word.endsWith("ies") ? cut(word, 1) : apply(STEP_1A, word);
  }

  /** Takes -ed and -ing away. */
  private static String step1b(String word) {
    if (word.endsWith("ied")) {
      return cut(word, word.length() == 4 ? 1 : 2);
    }
    if (word.endsWith("eed")) {
      return measure(cut(word, 3)) > 0 ? cut(word, 1) : word;
    }
    for (String suffix : List.of("ed", "ing")) {
      if (word.endsWith(suffix) && hasVowel(cut(word, suffix.length()))) {
        return restored(cut(word, suffix.length()));
      }
    }
    return word;
  }

  /** Gives a stem without its -ed or -ing the form that it has alone: "hopp" hop, "fil" file. */
  private static String restored(String stem) {
    if (stem.endsWith("at") || stem.endsWith("bl") || stem.endsWith("iz")) {
      return stem + "e";
    }
    char last = stem.charAt(stem.length() - 1);
    if (endsInDoubleConsonant(stem)) {
      return last == 'l' || last == 's' || last == 'z' ? stem : cut(stem, 1);
    }
    return measure(stem) == 1 && isShort(stem) ? stem + "e" : stem;
  }

  /** Turns a final y into i. */
  private static String step1c(String word) {
    if (!word.endsWith("y") || word.length() <= 2) {
      return word;
    }
    boolean[] consonants = consonants(word);
    return consonants[word.length() - 2] ? cut(word, 1) + "i" : word;
  }

  private static String step2(String word) {
    boolean alli = word.endsWith("alli") && measure(cut(word, 4)) > 0;
    return apply(STEP_2, alli ? cut(word, 2) : word);
  }

  /** Takes a final e away. */
  private static String step5a(String word) {
    if (!word.endsWith("e")) {
      return word;
    }
    String stem = cut(word, 1);
    int measure = measure(stem);
    return measure > 1 || measure == 1 && !isShort(stem) ? stem : word;
  }

  /** Makes a final ll one l. */
  private static String step5b(String word) {
    return word.endsWith("ll") && measure(cut(word, 1)) > 1 ? cut(word, 1) : word;
  }

  private static Rule afterMeasure(int more, String suffix, String replacement) {
    return new Rule(suffix, replacement, stem -> measure(stem) > more);
  }

  private static String apply(List<Rule> rules, String word) {
    for (Rule rule : rules) {
      if (word.endsWith(rule.suffix())) {
        String stem = cut(word, rule.suffix().length());
        return rule.condition().test(stem) ? stem + rule.replacement() : word;
      }
    }
    return word;
  }

  /** Returns Porter's measure m: how often a consonant follows a vowel. */
  private static int measure(String stem) {
    boolean[] consonants = consonants(stem);
    int measure = 0;
    for (int i = 1; i < consonants.length; i++) {
      measure += consonants[i] && !consonants[i - 1] ? 1 : 0;
    }
    return measure;
  }

  private static boolean hasVowel(String stem) {
    for (boolean consonant : consonants(stem)) {
      if (!consonant) {
        return true;
      }
    }
    return false;
  }

  /** Porter's condition *d. */
  private static boolean endsInDoubleConsonant(String word) {
    int last = word.length() - 1;
    return last >= 1 && word.charAt(last) == word.charAt(last - 1) && consonants(word)[last];
  }

  /** Porter's condition *o: consonant, vowel, consonant other than w, x and y at the end. */
  private static boolean isShort(String word) {
    boolean[] consonants = consonants(word);
    int last = word.length() - 1;
    if (last < 1 || !consonants[last] || consonants[last - 1]) {
      return false;
    }
    return last == 1 || consonants[last - 2] && "wxy".indexOf(word.charAt(last)) < 0;
  }

  /** Returns of every letter whether it is a consonant; a y is one unless it follows another. */
  private static boolean[] consonants(String word) {
    boolean[] consonants = new boolean[word.length()];
    for (int i = 0; i < consonants.length; i++) {
      char letter = word.charAt(i);
      consonants[i] = letter == 'y' ? i == 0 || !consonants[i - 1] : "aeiou".indexOf(letter) < 0;
    }
    return consonants;
  }

  private static String cut(String word, int letters) {
    return word.substring(0, word.length() - letters);
  }
}
