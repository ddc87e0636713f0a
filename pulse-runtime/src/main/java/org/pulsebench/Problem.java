package org.pulsebench;

import java.util.Objects;

/**
 * What went wrong, told in the order in which a reader needs it: what, where, found, expected, and
 * what to do next.
 *
 * @param what what is wrong, one clause without a full stop
 * @param where the file, tensor, option, subject or question it is about
 * @param found the value that was found
 * @param expected the value or range that would have been right
 * @param remedy what to do next, a sentence in the imperative
 */
public record Problem(String what, String where, String found, String expected, String remedy) {

  public Problem {
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(found, "found");
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(remedy, "remedy");
  }

  /** Returns the three lines a user sees. */
  public String message() {
    return what + ": " + where + "\n  found " + found + "; expected " + expected + "\n  " + remedy;
  }
}
