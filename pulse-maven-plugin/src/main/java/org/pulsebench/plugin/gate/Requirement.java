package org.pulsebench.plugin.gate;

/** What of a number has to keep a bound. */
public enum Requirement {
  /** The mean over the seeds. */
  MEAN("mean"),

  /** The whole interval over the seeds. */
  INTERVAL("interval"),

  /** Every seed. */
  WORST("worst");

  private final String id;

  Requirement(String id) {
    this.id = id;
  }

  /** Returns the name in configurations. */
  public String id() {
    return id;
  }

  /**
   * Returns the value that is held against a bound.
   *
   * @param upper whether the bound is an upper one
   */
  double of(Measured measured, boolean upper) {
    return switch (this) {
      case MEAN -> measured.mean();
      case INTERVAL -> upper ? measured.high() : measured.low();
      case WORST -> upper ? measured.max() : measured.min();
    };
  }

  /** Returns what that value is of the number, in brackets; blank where there is but one. */
  String words(Measured measured, boolean upper) {
    String seeds = measured.seeds() == 1 ? "" : " of " + measured.seeds() + " seeds";
    return switch (this) {
      case MEAN -> seeds.isEmpty() ? "" : " (mean" + seeds + ")";
      case INTERVAL -> " (" + (upper ? "upper" : "lower") + " end of the interval" + seeds + ")";
      case WORST -> seeds.isEmpty() ? "" : " (worst" + seeds + ")";
    };
  }
}
