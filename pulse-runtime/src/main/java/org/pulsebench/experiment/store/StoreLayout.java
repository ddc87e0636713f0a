package org.pulsebench.experiment.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Where things lie in a store.
 *
 * <pre>
 * steps/&lt;kind&gt;/&lt;2 digits&gt;/&lt;digest&gt;/   finished steps, each with its manifest
 * work/&lt;kind&gt;-&lt;digest&gt;-&lt;random&gt;/         steps being written or removed, under the step's lock
 * locks/steps                           see StepLocks
 * digests.json                          see DigestCache
 * </pre>
 *
 * @param root the store's directory, absolute
 */
record StoreLayout(Path root) {

  StoreLayout {
    root = root.toAbsolutePath().normalize();
  }

  void create() throws IOException {
    for (Path directory : List.of(steps(), work(), lockFile().getParent())) {
      Files.createDirectories(directory);
    }
  }

  Path lockFile() {
    return root.resolve("locks").resolve("steps");
  }

  Path step(StepId id) {
    return id.directoryBelow(steps());
  }

  /** Creates an empty directory for a step to be written into; needs the step's lock. */
  Path createWork(StepId id) throws IOException {
    // Not Files.createTempDirectory: its directories are readable by their owner alone, and the
    // rename would keep that.
    return Files.createDirectory(newWork(id));
  }

  /** Makes what was written the step, in one rename; needs the step's lock. */
  Path publish(StepId id, Path work) throws IOException {
    Path step = step(id);
    Files.createDirectories(step.getParent());
    Files.move(work, step, StandardCopyOption.ATOMIC_MOVE);
    StepDirectory.forceEntries(step.getParent());
    return step;
  }

  /** Removes a step, for readers at once; needs the step's lock. */
  void remove(StepId id) throws IOException {
    Path trash = newWork(id);
    Files.move(step(id), trash, StandardCopyOption.ATOMIC_MOVE);
    new StepDirectory(trash).delete();
  }

  /** Returns what lies under work for any step. */
  List<Path> allWork() throws IOException {
    return entries(work());
  }

  /** Returns what lies under work for a step: with the step's lock, what was left behind. */
  List<Path> workOf(StepId id) throws IOException {
    return allWork().stream()
        .filter(path -> path.getFileName().toString().startsWith(id.workPrefix()))
        .toList();
  }

  /** Returns all steps by kind and digest, whatever state they are in. */
  List<StepId> stepIds() throws IOException {
    List<StepId> ids = new ArrayList<>();
    for (Path kind : entries(steps())) {
      for (Path shard : entries(kind)) {
        for (Path step : entries(shard)) {
          StepId.ofDirectory(step).ifPresent(ids::add);
        }
      }
    }
    return ids;
  }

  private Path steps() {
    return root.resolve("steps");
  }

  private Path work() {
    return root.resolve("work");
  }

  private Path newWork(StepId id) {
    return work().resolve(id.workPrefix() + UUID.randomUUID());
  }

  /** Returns a directory's content by name; nothing if it is no directory. */
  private static List<Path> entries(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entries::add);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    entries.sort(null);
    return entries;
  }
}
