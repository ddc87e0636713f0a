package org.pulsebench.experiment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.Problem;
import org.pulsebench.data.hub.PinnedSource;

/**
 * What an experiment needs, where it lies on this machine.
 *
 * @param pins what was fetched or unpacked, exactly; the user's own directories are not in it
 * @param missing why model and materials cannot be used, if something is not on this machine
 */
record Located(
    ModelSource model, Materials materials, List<PinnedSource> pins, Optional<Problem> missing) {

  Located {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(materials, "materials");
    pins = List.copyOf(pins);
    Objects.requireNonNull(missing, "missing");
  }

  /** Returns an experiment's own model, with materials from elsewhere. */
  static Located of(Experiment experiment, Materials materials) {
    return new Located(
        ModelSource.of(experiment.checkpoint()), materials, List.of(), Optional.empty());
  }
}
