package org.pulsebench.evaluation.judge;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pulsebench.BadInputException;
import org.pulsebench.Cancellation;
import org.pulsebench.Problem;
import org.pulsebench.evaluation.judge.HttpJudgeOptions.Retries;
import org.pulsebench.evaluation.judge.Verdict.Cause;
import org.pulsebench.evaluation.judge.Verdict.Failure;

/** Makes requests, again where that may help, and says what came of them. */
final class ChatClient {

  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  /** So soon is a cancelled run over, however long a judge takes. */
  private static final long LOOK_MILLIS = 100;

  /** The reply of the judge, or why there is none. */
  sealed interface Outcome {

    record Reply(String content) implements Outcome {}

    /**
     * No reply.
     *
     * @param again whether another request may have one
     * @param rest how long the judge asks to be left alone
     */
    record NoReply(Failure failure, boolean again, Optional<Duration> rest) implements Outcome {

      static NoReply of(Cause cause, String detail, boolean again) {
        return new NoReply(new Failure(cause, detail), again, Optional.empty());
      }
    }
  }

  private final HttpJudgeOptions options;
  private final Optional<String> token;
  private final HttpClient client;

  ChatClient(HttpJudgeOptions options, Optional<String> token) {
    this.options = options;
    this.token = token;
    this.client = HttpClient.newBuilder().connectTimeout(options.retries().timeout()).build();
  }

  /**
   * Asks, and asks again as often as the options allow.
   *
   * @throws BadInputException if the judge knows neither token nor address: no request will succeed
   * @throws org.pulsebench.CancelledException if that is asked for
   */
  Outcome ask(String body, Cancellation cancellation) {
    Retries retries = options.retries();
    for (int attempt = 1; ; attempt++) {
      Outcome outcome = once(body, cancellation);
      if (!(outcome instanceof Outcome.NoReply none)
          || !none.again()
          || attempt == retries.attempts()) {
        return outcome;
      }
      Duration own = retries.pauseAfter(attempt);
      Duration asked = none.rest().map(retries::capped).orElse(own);
      pause(asked.compareTo(own) > 0 ? asked : own, cancellation);
    }
  }

  private Outcome once(String body, Cancellation cancellation) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(options.address())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    CompletableFuture<HttpResponse<String>> sent =
        client.sendAsync(request.build(), BodyHandlers.ofString());
    try {
      return outcome(await(sent, cancellation));
    } catch (TimeoutException e) {
      String limit = options.retries().timeout().toMillis() + " ms";
      return Outcome.NoReply.of(Cause.TIMED_OUT, "no whole reply within " + limit, true);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof IOException)) {
        throw new IllegalStateException("sending failed otherwise than by the network", e);
      }
      return Outcome.NoReply.of(Cause.UNREACHABLE, safe(e.getCause().toString()), true);
    } finally {
      sent.cancel(true);
    }
  }

  /** A request's own timeout ends with the head of the reply; a judge may be slow in its body. */
  private HttpResponse<String> await(
      CompletableFuture<HttpResponse<String>> sent, Cancellation cancellation)
      throws TimeoutException, ExecutionException {
    long end = System.nanoTime() + options.retries().timeout().toNanos();
    while (true) {
      cancellation.throwIfRequested();
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()) + 1;
      try {
        return sent.get(Math.max(1, Math.min(left, LOOK_MILLIS)), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (System.nanoTime() >= end) {
          throw e;
        }
      } catch (InterruptedException e) {
        throw stopped(e);
      }
    }
  }

  private Outcome outcome(HttpResponse<String> response) {
    int status = response.statusCode();
    String detail = "status " + status + ": " + safe(response.body());
    if (status == OK) {
      return ChatMessages.content(response.body())
          .<Outcome>map(Outcome.Reply::new)
          .orElseGet(() -> Outcome.NoReply.of(Cause.BROKEN_REPLY, detail, true));
    }
    if (status == UNAUTHORIZED || status == FORBIDDEN || status == NOT_FOUND) {
      throw useless(detail);
    }
    if (status == TOO_MANY_REQUESTS) {
      Failure failure = new Failure(Cause.RATE_LIMITED, detail);
      return new Outcome.NoReply(failure, true, retryAfter(response));
    }
    if (status == REQUEST_TIMEOUT || status >= SERVER_ERROR) {
      Failure failure = new Failure(Cause.SERVER_ERROR, detail);
      return new Outcome.NoReply(failure, true, retryAfter(response));
    }
    return Outcome.NoReply.of(Cause.REFUSED, detail, false);
  }

  private BadInputException useless(String detail) {
    return new BadInputException(
        new Problem(
            "The judge takes no request",
            options.address() + ", model " + options.model(),
            detail,
            "an endpoint that takes chat completions for this model with this token",
            "Correct address and model, or the token in "
                + options.tokenVariable().orElse("an environment variable that the options name")
                + "; what was judged before is kept."));
  }

  /** Returns what {@code Retry-After} says in seconds or as a date; a wrong one says nothing. */
  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    Optional<String> header = response.headers().firstValue("Retry-After").map(String::strip);
    if (header.isEmpty()) {
      return Optional.empty();
    }
    if (header.get().matches("[0-9]{1,6}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(header.get())));
    }
    try {
      Instant time =
          ZonedDateTime.parse(header.get(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(Instant.now(), time);
      return wait.isNegative() ? Optional.empty() : Optional.of(wait);
    } catch (DateTimeException e) {
      // Our own pauses are long enough for a judge that cannot say how long it wants.
      return Optional.empty();
    }
  }

  private static void pause(Duration pause, Cancellation cancellation) {
    try {
      cancellation.pause(pause);
    } catch (InterruptedException e) {
      throw stopped(e);
    }
  }

  /** Only the judge interrupts its threads, once their verdicts are of no use any more. */
  private static IllegalStateException stopped(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("judging was stopped", e);
  }

  /** Returns a line for a log, in which a token that a server sent back cannot be read. */
  private String safe(String text) {
    return ChatMessages.shown(token.map(secret -> text.replace(secret, "***")).orElse(text));
  }
}
