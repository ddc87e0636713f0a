package org.pulsebench.tensor;

import org.pulsebench.Checks;

/**
 * How the learning rate moves over the steps of a run, as in transformers' schedules of the same
 * names.
 *
 * @param shape of the course after the warm-up
 * @param warmupSteps steps over which the rate rises linearly from 0, at least 0
 * @param totalSteps steps after which {@code LINEAR} and {@code COSINE} have reached 0, at least 1
 */
public record LearningRateSchedule(Shape shape, int warmupSteps, int totalSteps) {

  /** The course of the rate after the warm-up. */
  public enum Shape {
    /** Stays at the peak. */
    CONSTANT,
    /** Falls in a straight line to 0. */
    LINEAR,
    /** Falls along half a cosine to 0. */
    COSINE
  }

  public LearningRateSchedule {
    Checks.require(warmupSteps >= 0, "warmupSteps", warmupSteps, "at least 0");
    Checks.positive(totalSteps, "totalSteps");
  }

  /** Returns a schedule that keeps the peak rate from the first step. */
  public static LearningRateSchedule constant() {
    return new LearningRateSchedule(Shape.CONSTANT, 0, 1);
  }

  /**
   * Returns the factor on the peak rate.
   *
   * @param step number of steps already taken, from 0
   * @return from 0 to 1; 0 for the first step of a warm-up, as in transformers
   */
  public double factor(int step) {
    if (step < warmupSteps) {
      return (double) step / Math.max(1, warmupSteps);
    }
    double progress =
        Math.min(1, (double) (step - warmupSteps) / Math.max(1, totalSteps - warmupSteps));
    return switch (shape) {
      case CONSTANT -> 1;
      // Not 1 - progress: after a warm-up as long as the run that would be 1 again.
      case LINEAR ->
          Math.max(0, (double) (totalSteps - step) / Math.max(1, totalSteps - warmupSteps));
      case COSINE -> 0.5 * (1 + Math.cos(Math.PI * progress));
    };
  }
}
