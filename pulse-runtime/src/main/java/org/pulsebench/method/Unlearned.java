package org.pulsebench.method;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.Problem;
import org.pulsebench.model.Adapter;
import org.pulsebench.model.Trainer;

/**
 * What came of a request.
 *
 * @param state the new state of the model, closed by {@link #close}; after a divergence the last
 *     one with finite numbers
 * @param curve what each training step did; empty for a method that takes none
 * @param diverged why training broke off, if it did
 */
public record Unlearned(Adapter state, List<Trainer.Step> curve, Optional<Problem> diverged)
    implements AutoCloseable {

  public Unlearned {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(diverged, "diverged");
    curve = List.copyOf(curve);
  }

  /** Returns a state that was reached without training steps. */
  public static Unlearned of(Adapter state) {
    return new Unlearned(state, List.of(), Optional.empty());
  }

  @Override
  public void close() {
    state.close();
  }
}
