package org.pulsebench.experiment.store;

import java.util.List;
import java.util.Objects;
import org.pulsebench.Problem;

/**
 * What a look at every byte of a store found; nothing was changed.
 *
 * @param intact the steps that are as they were written
 * @param damaged the steps that are not, which are computed again where they are needed
 * @param newer the steps of a newer version, which only that version can check
 */
public record VerifyReport(
    List<StoredStep> intact, List<DamagedStep> damaged, List<StoredStep> newer) {

  /** A step that is not as it was written, and the first difference that was found. */
  public record DamagedStep(StoredStep step, Problem problem) {

    public DamagedStep {
      Objects.requireNonNull(step, "step");
      Objects.requireNonNull(problem, "problem");
    }
  }

  public VerifyReport {
    intact = List.copyOf(intact);
    damaged = List.copyOf(damaged);
    newer = List.copyOf(newer);
  }
}
