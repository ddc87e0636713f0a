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
 * A state of the model: its base as it is, or with the adapter that a step left, or experts that
 * steps left.
 *
 * @param identity what tells it from other states: the digest of the model, or of the step's key
 * @param adapter where the adapter lies, of experts that of the last one; empty for the base
 * @param experts empty for a state that is one model
 */
record State(String identity, Optional<Path> adapter, Optional<Experts> experts) {

  /** What the directory of an adapter is called in that of its step. */
  static final String ADAPTER = "adapter";

  State {
    Checks.require(!identity.isBlank(), "identity", "blank", "a digest");
    Objects.requireNonNull(adapter, "adapter");
    Objects.requireNonNull(experts, "experts");
  }

  /** Creates a state that is one model. */
  State(String identity, Optional<Path> adapter) {
    this(identity, adapter, Optional.empty());
  }

  static State of(Experts experts) {
    Experts.Expert last = experts.all().get(experts.all().size() - 1);
    return new State(experts.identity(), last.adapter(), Optional.of(experts));
  }

  /** Returns the digest of the step that left the state; of the model for its base. */
  String step() {
    return experts.map(all -> all.all().get(all.all().size() - 1).step()).orElse(identity);
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
