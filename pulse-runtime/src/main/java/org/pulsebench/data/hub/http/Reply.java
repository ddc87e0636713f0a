package org.pulsebench.data.hub.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The answer to a request, whose body went to a sink.
 *
 * @param at the address that gave it, after redirects
 */
public record Reply(URI at, int status, HttpHeaders headers) {

  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  /** Returns whether it says to look elsewhere. */
  boolean isRedirect() {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  /** Returns whether the same request may succeed later. */
  public boolean isTransient() {
    return status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= 500;
  }

  /** Returns whether the body is a page for people. */
  public boolean isPage() {
    return header("Content-Type")
        .map(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"))
        .orElse(false);
  }

  /** Returns the value of a header. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** Returns the time that the server wants to be left alone for. */
  Optional<Duration> retryAfter() {
    return header("Retry-After").flatMap(Reply::pause);
  }

  private static Optional<Duration> pause(String text) {
    try {
      return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(text.strip()))));
    } catch (NumberFormatException e) {
      return pauseUntil(text.strip());
    }
  }

  private static Optional<Duration> pauseUntil(String text) {
    try {
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration left = Duration.between(Instant.now(), until);
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (DateTimeException e) {
      // Nothing that a server may say; our own pauses apply.
      return Optional.empty();
    }
  }
}
