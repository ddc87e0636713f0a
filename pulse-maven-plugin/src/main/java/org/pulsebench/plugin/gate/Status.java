package org.pulsebench.plugin.gate;

/** What came of a rule. */
public enum Status {
  /** The number keeps its bound. */
  KEPT("ok"),

  /** It does not. */
  VIOLATED("violated"),

  /** The results have no such number. */
  MISSING("missing"),

  /** There cannot be such a figure. */
  UNDEFINED("undefined"),

  /** A request ended in numbers that are not finite. */
  DIVERGED("diverged"),

  /** A seed, or a state of one, is not there. */
  INCOMPLETE("incomplete"),

  /** There is no baseline, or none of that number. */
  NO_BASELINE("no baseline"),

  /** What the number would be compared with was made in another way. */
  INCOMPARABLE("incomparable");

  private final String word;

  Status(String word) {
    this.word = word;
  }

  /** Returns the word in tables and files. */
  public String word() {
    return word;
  }
}
