package org.pulsebench.evaluation.statistics;

import org.pulsebench.Checks;

/** Checks of the numbers that statistics are made of. */
final class Numbers {

  private Numbers() {}

  static void requireFinite(double value, String name) {
    Checks.require(Double.isFinite(value), name, value, "finite");
  }

  static void requireShare(double value, String name) {
    Checks.require(value >= 0 && value <= 1, name, value, "from 0 to 1");
  }
}
