package org.pulsebench.report;

/** Times in words. */
final class Durations {

  private Durations() {}

  /** Returns a time such as {@code 12 s}, {@code 4 min 5 s} or {@code 3 h 20 min}. */
  static String words(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return whole / 60 + " min" + (whole % 60 == 0 ? "" : " " + whole % 60 + " s");
    }
    long minutes = Math.round(seconds / 60);
    return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
  }
}
