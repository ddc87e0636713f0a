package org.pulsebench.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.Checks;
import org.pulsebench.experiment.store.StepKey;
import org.pulsebench.experiment.store.StepResult;
import org.pulsebench.model.Trainer;

/**
 * A state of the model: its base as it is, or with the adapter that a step left.
 *
 * @param identity what tells it from other states: the digest of the model, or of the step's key
 * @param adapter where the adapter lies; empty for the base
 */
record State(String identity, Optional<Path> adapter) {

  /** What the directory of an adapter is called in that of its step. */
  static final String ADAPTER = "adapter";

  State {
    Checks.require(!identity.isBlank(), "identity", "blank", "a digest");
    Objects.requireNonNull(adapter, "adapter");
  }

  static State ofBase(String modelDigest) {
    return new State(modelDigest, Optional.empty());
  }

  /** Returns the course of the training that left the state; empty for the base. */
  List<Trainer.Step> training() {
    return adapter
        .map(directory -> LearningCurve.read(directory.resolveSibling(LearningCurve.NAME)))
        .orElse(List.of());
  }

  static State of(StepKey key, StepResult result) {
    return new State(key.digest(), Optional.of(result.directory().resolve(ADAPTER)));
  }
}
