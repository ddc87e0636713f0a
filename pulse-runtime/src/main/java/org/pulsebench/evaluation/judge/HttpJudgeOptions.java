package org.pulsebench.evaluation.judge;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.Checks;

/**
 * Where a judging model is and how it is asked.
 *
 * @param endpoint what {@code /chat/completions} follows, for instance {@code
 *     https://host.example/v1}; results do not depend on it
 * @param model as the endpoint names it
 * @param tokenVariable the environment variable that holds the token, where one is needed; the token
 *     itself stands in no option, message or file
 * @param retries how long to wait for it
 * @param parallel most requests at a time, at least 1
 * @param maxTokens most tokens of a reply, at least 1
 * @param showPicture whether the picture is sent with the question; the published judge sees none
 */
public record HttpJudgeOptions(
    URI endpoint,
    String model,
    Optional<String> tokenVariable,
    Retries retries,
    int parallel,
    int maxTokens,
    boolean showPicture) {

  private static final int PARALLEL = 4;
  private static final int MAX_TOKENS = 256;

  /**
   * How often and when a request is made again that found the judge slow, away, too busy or broken.
   *
   * @param timeout for the whole of one reply, over 0
   * @param attempts most requests for one answer, at least 1
   * @param firstPause before the second request; every further pause is twice the one before
   * @param longestPause no pause is longer, whatever the judge asks for
   */
  public record Retries(
      Duration timeout, int attempts, Duration firstPause, Duration longestPause) {

    /** One minute for a reply; five requests, 1, 2, 4 and 8 seconds apart; a minute at most. */
    public static final Retries DEFAULT =
        new Retries(Duration.ofMinutes(1), 5, Duration.ofSeconds(1), Duration.ofMinutes(1));

    public Retries {
      Checks.require(timeout.toMillis() > 0, "timeout", timeout, "positive");
      Checks.positive(attempts, "attempts");
      Checks.require(!firstPause.isNegative(), "firstPause", firstPause, "0 or more");
      Checks.require(
          longestPause.compareTo(firstPause) >= 0, "longestPause", longestPause, "the longest");
    }

    /** Returns the pause after a request, counted from 1. */
    Duration pauseAfter(int attempt) {
      long factor = 1L << Math.min(attempt - 1, 20);
      return capped(firstPause.multipliedBy(factor));
    }

    Duration capped(Duration pause) {
      return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
  }

  public HttpJudgeOptions {
    String scheme = String.valueOf(endpoint.getScheme());
    Checks.require(
        scheme.equals("http") || scheme.equals("https"), "endpoint", endpoint, "an HTTP address");
    Checks.require(!model.isBlank(), "model", "blank", "a name");
    Objects.requireNonNull(tokenVariable, "tokenVariable");
    Objects.requireNonNull(retries, "retries");
    Checks.positive(parallel, "parallel");
    Checks.positive(maxTokens, "maxTokens");
  }

  /** Returns the options to ask a model without a token or pictures. */
  public static HttpJudgeOptions of(URI endpoint, String model) {
    return new HttpJudgeOptions(
        endpoint, model, Optional.empty(), Retries.DEFAULT, PARALLEL, MAX_TOKENS, false);
  }

  /** Returns the same with a token from an environment variable. */
  public HttpJudgeOptions withToken(String variable) {
    return new HttpJudgeOptions(
        endpoint, model, Optional.of(variable), retries, parallel, maxTokens, showPicture);
  }

  /** Returns the same with other patience. */
  public HttpJudgeOptions with(Retries others) {
    return new HttpJudgeOptions(
        endpoint, model, tokenVariable, others, parallel, maxTokens, showPicture);
  }

  /** Returns the same with the pictures shown. */
  public HttpJudgeOptions withPictures() {
    return new HttpJudgeOptions(
        endpoint, model, tokenVariable, retries, parallel, maxTokens, true);
  }

  URI address() {
    return URI.create(endpoint.toString().replaceFirst("/+$", "") + "/chat/completions");
  }
}
