package org.pulsebench.method;

import java.util.Objects;
import org.pulsebench.Checks;
import org.pulsebench.RandomStream;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.ExampleSet;
import org.pulsebench.model.config.AdapterPlan;

/**
 * One request: what is to be forgotten, by which state of which model, and how.
 *
 * @param before the state that the request begins with: a base, with an adapter or without; the
 *     caller's, like everything else here
 * @param initial the state that knowledge came from, before any request; the same base
 * @param forget the examples to forget, images seen through {@code before}
 * @param retain examples to keep, images seen through {@code before}
 * @param settings of the method
 * @param plan which parts are trained, and how
 * @param checkpointing whether activations are computed twice instead of kept: less memory, more
 *     time, the same result
 * @param random the source of all randomness
 * @param listener is told of every step
 */
public record UnlearningTask(
    Checkpoint before,
    Checkpoint initial,
    ExampleSet forget,
    ExampleSet retain,
    MethodSettings settings,
    AdapterPlan plan,
    boolean checkpointing,
    RandomStream random,
    TrainingListener listener) {

  public UnlearningTask {
    Objects.requireNonNull(forget, "forget");
    Objects.requireNonNull(retain, "retain");
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(random, "random");
    Objects.requireNonNull(listener, "listener");
    String base = before.model().fingerprint();
    String other = initial.model().fingerprint();
    Checks.require(base.equals(other), "base of initial", other, base + ", that of before");
    Checks.require(
        (forget.holdsPixels() && retain.holdsPixels())
            || ModelState.visionOf(before).equals(ModelState.visionOf(initial)),
        "vision tower of initial",
        "another",
        "that of before, through which the images are seen");
  }

  /** Returns this task with another listener. */
  UnlearningTask withListener(TrainingListener other) {
    return new UnlearningTask(
        before, initial, forget, retain, settings, plan, checkpointing, random, other);
  }
}
