package org.pulsebench.model;

/**
 * The constructor checks of this package's records: a failure is a caller's bug, not a user's
 * mistake.
 */
final class Checks {

  private Checks() {}

  static void require(boolean holds, String name, Object found, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + found + ", must be " + expected);
    }
  }

  static void positive(int value, String name) {
    require(value > 0, name, value, "positive");
  }
}
