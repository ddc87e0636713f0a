package org.pulsebench.evaluation.judge;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds names in a text by their capitals, other than those that begin a sentence. */
final class ProperNames {

  private static final Pattern CAPITAL =
      Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}])\\p{Lu}[\\p{L}\\p{M}\\p{N}]*");
  private static final Pattern NO_WORD_BEFORE = Pattern.compile("(^|[.!?:|])[^\\p{L}\\p{N}.!?:]*$");

  /** A text of no more words is no sentence, and its first word as good as any. */
  private static final int FRAGMENT = 4;

  private ProperNames() {}

  /** Returns the stems of all names, without common words. */
  static Set<String> in(String text) {
    String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
    boolean fragment = AnswerWords.of(normal).words().size() <= FRAGMENT;
    Set<String> names = new HashSet<>();
    Matcher capital = CAPITAL.matcher(normal);
    while (capital.find()) {
      if (fragment
          || !startsSentence(normal.substring(0, capital.start()))
          || leadsName(normal.substring(capital.end()))) {
        names.addAll(AnswerWords.of(capital.group()).carrying());
      }
    }
    return names;
  }

  private static boolean startsSentence(String before) {
    return NO_WORD_BEFORE.matcher(before).find();
  }

  /** Returns whether a name goes on: "Ada" in "Ada Lovelace wrote". */
  private static boolean leadsName(String after) {
    return after.length() > 1 && after.charAt(0) == ' ' && Character.isUpperCase(after.charAt(1));
  }
}
