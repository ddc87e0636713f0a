package org.pulsebench.evaluation.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.pulsebench.Checks;

/**
 * How much of the true answer an answer says, and how little else: F-measures of ROUGE (Lin, 2004).
 *
 * <p>As {@code rouge_score} 0.1.2 with {@code use_stemmer=True}. Texts are lower-cased and split
 * into runs of the characters a to z and 0 to 9; runs of more than three characters are replaced by
 * their {@link PorterStemmer stem}. An F-measure is 2PR / (P + R) with the shared runs' share P of
 * the answer and R of the truth, 0 where nothing is shared. It follows that a text without ASCII
 * letters and digits scores 0 even against itself, as there.
 *
 * @param rouge1 of single tokens, 0 to 1
 * @param rouge2 of pairs of tokens, 0 to 1; 0 where either text has fewer than two
 * @param rougeL of the longest common subsequence, 0 to 1
 */
public record Rouge(double rouge1, double rouge2, double rougeL) {

  private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");

  /** Tokens up to this length are not stemmed. */
  private static final int SHORT = 3;

  public Rouge {
    requireShare(rouge1, "rouge1");
    requireShare(rouge2, "rouge2");
    requireShare(rougeL, "rougeL");
  }

  /** Returns the scores of an answer; swapping the two texts does not change them. */
  public static Rouge of(String truth, String answer) {
    List<String> expected = tokens(truth);
    List<String> said = tokens(answer);
    return new Rouge(
        ofRuns(1, expected, said),
        ofRuns(2, expected, said),
        fMeasure(longestCommonSubsequence(expected, said), expected.size(), said.size()));
  }

  private static double ofRuns(int n, List<String> expected, List<String> said) {
    NGrams of = NGrams.of(expected, n);
    NGrams in = NGrams.of(said, n);
    return fMeasure(of.sharedWith(in), of.total(), in.total());
  }

  private static double fMeasure(int shared, int expected, int said) {
    if (shared == 0) {
      return 0;
    }
    double precision = (double) shared / said;
    double recall = (double) shared / expected;
    return 2 * precision * recall / (precision + recall);
  }

  private static int longestCommonSubsequence(List<String> a, List<String> b) {
    int[] above = new int[b.size() + 1];
    for (String token : a) {
      int[] row = new int[b.size() + 1];
      for (int i = 1; i < row.length; i++) {
        row[i] = token.equals(b.get(i - 1)) ? above[i - 1] + 1 : Math.max(above[i], row[i - 1]);
      }
      above = row;
    }
    return above[b.size()];
  }

  private static List<String> tokens(String text) {
    return SEPARATORS
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(token -> !token.isEmpty())
        .map(token -> token.length() > SHORT ? PorterStemmer.stem(token) : token)
        .toList();
  }

  private static void requireShare(double value, String name) {
    Checks.require(value >= 0 && value <= 1, name, value, "from 0 to 1");
  }
}
