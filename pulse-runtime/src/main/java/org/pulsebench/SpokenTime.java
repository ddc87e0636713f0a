package org.pulsebench;

import java.time.Duration;

/** Durations as people say them: the two largest units, no finer than a second. */
public final class SpokenTime {

  private SpokenTime() {}

  /** Returns such as {@code 2 h 5 min}, {@code 3 min 20 s}, {@code 45 s} or {@code under 1 s}. */
  public static String of(Duration time) {
    if (time.toSeconds() == 0) {
      return "under 1 s";
    }
    if (time.toDays() > 0) {
      return time.toDays() + " d " + time.toHoursPart() + " h";
    }
    if (time.toHours() > 0) {
      return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
    return time.toMinutes() > 0
        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
        : time.toSeconds() + " s";
  }
}
