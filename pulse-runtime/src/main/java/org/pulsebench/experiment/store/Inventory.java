package org.pulsebench.experiment.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.experiment.store.VerifyReport.DamagedStep;
import org.pulsebench.json.JsonFields;

/** What lies in a store while others may add to it and remove from it. */
record Inventory(StoreLayout layout, StepLocks locks) {

  private static final Comparator<StoredStep> LEAST_RECENTLY_USED_FIRST =
      Comparator.comparing(StoredStep::lastUsed)
          .thenComparing(StoredStep::kind)
          .thenComparing(StoredStep::digest);

  /** Notes that a step is used now: the modification time of its manifest says so. */
  static void touch(Path step, Instant now) throws IOException {
    Files.setLastModifiedTime(step.resolve(ManifestFile.NAME), FileTime.from(now));
  }

  /** Returns all steps, least recently used first. */
  List<StoredStep> list() throws IOException {
    List<StoredStep> steps = new ArrayList<>();
    for (StepId id : layout.stepIds()) {
      describe(id).ifPresent(steps::add);
    }
    steps.sort(LEAST_RECENTLY_USED_FIRST);
    return List.copyOf(steps);
  }

  /** Compares every byte with the manifests. */
  VerifyReport verify() throws IOException {
    List<StoredStep> intact = new ArrayList<>();
    List<DamagedStep> damaged = new ArrayList<>();
    List<StoredStep> newer = new ArrayList<>();
    for (StoredStep step : list()) {
      Inspection found = inspect(step);
      if (found instanceof Inspection.Intact) {
        intact.add(step);
      } else if (found instanceof Inspection.Damaged damage) {
        damaged.add(new DamagedStep(step, damage.problem()));
      } else if (found instanceof Inspection.Newer) {
        newer.add(step);
      }
    }
    return new VerifyReport(intact, damaged, newer);
  }

  private Inspection inspect(StoredStep step) throws IOException {
    Object reader = new Object();
    // Without the lock a step that is pruned meanwhile would look damaged.
    if (!locks.use(step.id(), reader)) {
      return new Inspection.Absent();
    }
    try {
      return Inspection.of(step.id(), step.directory(), true);
    } finally {
      locks.release(step.id(), reader);
    }
  }

  private Optional<StoredStep> describe(StepId id) throws IOException {
    Path step = layout.step(id);
    try {
      return Optional.of(
          new StoredStep(
              id.kind(),
              id.digest(),
              step,
              new StepDirectory(step).bytes(),
              lastUsed(step),
              manifest(step)));
    } catch (NoSuchFileException e) {
      // Removed since it was listed, or while it was read.
      return Optional.empty();
    }
  }

  private static Instant lastUsed(Path step) throws IOException {
    Path manifest = step.resolve(ManifestFile.NAME);
    return Files.getLastModifiedTime(Files.exists(manifest) ? manifest : step).toInstant();
  }

  private static Optional<StepManifest> manifest(Path step) {
    if (!Files.isDirectory(step)) {
      return Optional.empty();
    }
    try {
      JsonFields fields = ManifestFile.read(step);
      return ManifestFile.isNewer(fields)
          ? Optional.empty()
          : Optional.of(ManifestFile.parse(fields));
    } catch (BadInputException e) {
      // A list is no place for complaints: verify() tells what is wrong.
      return Optional.empty();
    }
  }
}
