package org.pulsebench.evaluation.text;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The BLEU-4 of one sentence against one true sentence (Papineni et al., 2002), smoothed.
 *
 * <p>As NLTK's {@code sentence_bleu([truth.split()], answer.split(), smoothing_function =
 * SmoothingFunction().method1)}: tokens are what stands between white space, as it is, with case
 * and punctuation. p(n) is the share of the answer's runs of n tokens that the truth has too, each
 * counted at most as often as there; where none is shared it is {@value #EPSILON} over the number
 * of runs, or over 1 where the answer is shorter than n (method 1 of Chen and Cherry, 2014). The
 * score is the geometric mean of p(1) to p(4), times exp(1 - |truth| / |answer|) if the answer is
 * not longer than the truth; 0 if not even a token is shared.
 *
 * <p>It follows, as there, that an answer of fewer than four tokens scores below 1 even against
 * itself.
 */
public final class Bleu {

  private static final double EPSILON = 0.1;
  private static final int ORDERS = 4;

  /** What Python's {@code str.split} splits at: Unicode's white space and four separators. */
  private static final Pattern SPACES =
      Pattern.compile("[\\s\\x1c-\\x1f]+", Pattern.UNICODE_CHARACTER_CLASS);

  private Bleu() {}

  /** Returns the score of an answer, 0 to 1. */
  public static double sentence(String truth, String answer) {
    List<String> expected = tokens(truth);
    List<String> said = tokens(answer);
    double logarithms = 0;
    for (int n = 1; n <= ORDERS; n++) {
      NGrams runs = NGrams.of(said, n);
      int shared = runs.sharedWith(NGrams.of(expected, n));
      if (n == 1 && shared == 0) {
        return 0;
      }
      double precision = (shared == 0 ? EPSILON : shared) / Math.max(1, runs.total());
      logarithms += StrictMath.log(precision) / ORDERS;
    }
    double brevity = Math.min(0, 1 - (double) expected.size() / said.size());
    return StrictMath.exp(brevity) * StrictMath.exp(logarithms);
  }

  private static List<String> tokens(String text) {
    return SPACES.splitAsStream(text).filter(token -> !token.isEmpty()).toList();
  }
}
