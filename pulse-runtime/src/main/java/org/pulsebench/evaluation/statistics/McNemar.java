package org.pulsebench.evaluation.statistics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import org.pulsebench.Checks;

/**
 * McNemar's exact test of whether two states of a model differ on the same questions.
 *
 * <p>Only the questions that one state answers right and the other wrong tell them apart. If the
 * states do not differ, b of these b + c questions follow the binomial distribution with
 * probability 1/2; the two-sided p-value is min(1, 2 P(X &lt;= min(b, c))). Questions count as
 * independent, which those about one subject are not quite: {@link BootstrapInterval} is the more
 * careful statement.
 *
 * @param b number of questions answered right before and wrong after
 * @param c number of questions answered wrong before and right after
 */
public record McNemar(int b, int c) {

  public McNemar {
    Checks.require(b >= 0, "b", b, "0 or more");
    Checks.require(c >= 0, "c", c, "0 or more");
  }

  /**
   * Counts the questions on which two states differ.
   *
   * @param before whether each question was answered right
   * @param after the same of the same questions in the same order
   */
  public static McNemar of(List<Boolean> before, List<Boolean> after) {
    Checks.require(
        before.size() == after.size(),
        "number of answers after",
        after.size(),
        before.size() + ", as before");
    int b = 0;
    int c = 0;
    for (int i = 0; i < before.size(); i++) {
      b += before.get(i) && !after.get(i) ? 1 : 0;
      c += !before.get(i) && after.get(i) ? 1 : 0;
    }
    return new McNemar(b, c);
  }

  /**
   * Returns the exact two-sided p-value, rounded once, to the nearest double; 1 if the states
   * differ on no question.
   */
  public double pValue() {
    // Whole numbers: 2^-n is 0 as a double for an exam's worth of questions.
    int questions = Math.addExact(b, c);
    BigInteger ways = BigInteger.ONE;
    BigInteger tail = BigInteger.ONE;
    for (int k = 1; k <= Math.min(b, c); k++) {
      ways = ways.multiply(BigInteger.valueOf(questions - k + 1L)).divide(BigInteger.valueOf(k));
      tail = tail.add(ways);
    }
    BigInteger all = BigInteger.TWO.pow(questions);
    BigInteger bothTails = tail.shiftLeft(1).min(all);
    return new BigDecimal(bothTails)
        .divide(new BigDecimal(all), MathContext.DECIMAL128)
        .doubleValue();
  }
}
