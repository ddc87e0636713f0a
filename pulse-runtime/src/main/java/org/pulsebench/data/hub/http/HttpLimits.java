package org.pulsebench.data.hub.http;

import java.time.Duration;
import org.pulsebench.Checks;

/**
 * How long a server is waited for, and how often it is asked again.
 *
 * @param connect how long a connection may take to come about
 * @param stall how long a connection may bring nothing
 * @param attempts how many failures in a row, none of which brought a byte, end the work
 * @param firstPause the longest pause after the first failure; it doubles with each one
 * @param longestPause what it does not grow beyond
 * @param patience the longest pause that a server may ask for
 */
public record HttpLimits(
    Duration connect,
    Duration stall,
    int attempts,
    Duration firstPause,
    Duration longestPause,
    Duration patience) {

  /** 20 s to connect, 60 s without a byte, 6 attempts with pauses from 1 s to 60 s, 10 min. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          6,
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofMinutes(10));

  /** A Hub answers with one redirect to its store, mirrors with two or three. */
  static final int MOST_REDIRECTS = 5;

  public HttpLimits {
    Checks.positive(attempts, "attempts");
    Checks.require(!connect.isNegative() && !connect.isZero(), "connect", connect, "positive");
    Checks.require(!stall.isNegative() && !stall.isZero(), "stall", stall, "positive");
  }
}
