package org.pulsebench;

/** Checks of constructor arguments: a failure is a caller's bug, not a user's mistake. */
public final class Checks {

  private Checks() {}

  /**
   * Requires a condition on an argument.
   *
   * @param name the argument's name
   * @param found its value, or what of it breaks the condition
   * @param expected the condition in words that follow "must be"
   * @throws IllegalArgumentException if the condition does not hold
   */
  public static void require(boolean holds, String name, Object found, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + found + ", must be " + expected);
    }
  }

  /**
   * Requires an argument of at least 1.
   *
   * @throws IllegalArgumentException if it is less
   */
  public static void positive(int value, String name) {
    require(value > 0, name, value, "positive");
  }
}
