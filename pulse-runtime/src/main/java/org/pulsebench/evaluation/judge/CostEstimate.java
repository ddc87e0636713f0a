package org.pulsebench.evaluation.judge;

import java.util.Locale;
import java.util.OptionalDouble;
import org.pulsebench.Checks;

/**
 * What judging will take, told before it begins. Requests that have to be made again are not in it.
 *
 * @param calls number of requests
 * @param cached number of answers whose judgement is kept already
 * @param tokensIn of all requests, estimated from their characters
 * @param tokensOut of all replies, at most
 * @param cost in the money of the prices, where those were given; an upper bound as far as {@code
 *     tokensIn} is right
 */
public record CostEstimate(
    int calls, int cached, long tokensIn, long tokensOut, OptionalDouble cost) {

  public CostEstimate {
    Checks.require(calls >= 0 && cached >= 0, "count", "negative", "0 or more");
  }

  /** Returns one line for the user. */
  public String summary() {
    String tokens =
        String.format(
            Locale.ROOT,
            "%d calls (%d answers judged before), about %d tokens in and at most %d out",
            calls,
            cached,
            tokensIn,
            tokensOut);
    return cost.isPresent()
        ? tokens + String.format(Locale.ROOT, ", at most about %.2f", cost.getAsDouble())
        : tokens;
  }
}
