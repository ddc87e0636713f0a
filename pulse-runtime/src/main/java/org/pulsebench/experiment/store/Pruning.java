package org.pulsebench.experiment.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One removal of steps and leftovers from a store. */
final class Pruning {

  private final StoreLayout layout;
  private final StepLocks locks;
  private final List<StoredStep> removed = new ArrayList<>();
  private final List<StoredStep> inUse = new ArrayList<>();
  private int leftovers;
  private long bytesFreed;

  Pruning(StoreLayout layout, StepLocks locks) {
    this.layout = layout;
    this.locks = locks;
  }

  /** Removes what was last used before a time. */
  PruneReport unusedSince(Instant time, List<StoredStep> steps) throws IOException {
    removeLeftovers();
    for (StoredStep step : steps) {
      if (step.lastUsed().isBefore(time)) {
        remove(step);
      }
    }
    return report();
  }

  /**
   * Removes steps until the others fit.
   *
   * @param steps all steps, in the order in which to remove them
   */
  PruneReport downTo(long maxBytes, List<StoredStep> steps) throws IOException {
    removeLeftovers();
    long bytes = steps.stream().mapToLong(StoredStep::bytes).sum();
    for (StoredStep step : steps) {
      if (bytes > maxBytes && remove(step)) {
        bytes -= step.bytes();
      }
    }
    return report();
  }

  private PruneReport report() {
    return new PruneReport(removed, inUse, leftovers, bytesFreed);
  }

  private boolean remove(StoredStep step) {
    Optional<Boolean> gone = locks.tryRemoving(step.id(), () -> removeLocked(step.id()));
    if (gone.isEmpty()) {
      inUse.add(step);
    } else if (gone.get()) {
      removed.add(step);
      bytesFreed += step.bytes();
    }
    return gone.orElse(false);
  }

  /** Returns whether there was a step to remove: another process may be pruning, too. */
  private boolean removeLocked(StepId id) {
    try {
      if (!Files.exists(layout.step(id))) {
        return false;
      }
      layout.remove(id);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void removeLeftovers() throws IOException {
    for (Path work : layout.allWork()) {
      Optional<StepId> id = StepId.ofWork(work);
      if (id.isPresent()) {
        locks
            .tryRunning(id.get(), () -> removeLeftover(work))
            .flatMap(freed -> freed)
            .ifPresent(this::countLeftover);
      }
    }
  }

  private void countLeftover(long bytes) {
    leftovers++;
    bytesFreed += bytes;
  }

  /** Returns the bytes freed; nothing if what was listed is now finished or gone. */
  private static Optional<Long> removeLeftover(Path work) {
    try {
      if (!Files.exists(work)) {
        return Optional.empty();
      }
      StepDirectory directory = new StepDirectory(work);
      long bytes = directory.bytes();
      directory.delete();
      return Optional.of(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
