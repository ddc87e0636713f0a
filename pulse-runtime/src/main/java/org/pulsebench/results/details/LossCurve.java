package org.pulsebench.results.details;

import java.util.List;

/**
 * The course of a training, by which a model learned or unlearned.
 *
 * @param points one for each training step, from the first; none for a method that takes no steps,
 *     and fewer than planned where the training diverged
 */
public record LossCurve(List<Point> points) {

  public LossCurve {
    points = List.copyOf(points);
  }

  /**
   * One training step.
   *
   * @param step its number, from 1
   * @param loss before the step, to six digits
   * @param gradientNorm of all gradients together, before clipping, to six digits
   */
  public record Point(int step, double loss, double gradientNorm) {}
}
