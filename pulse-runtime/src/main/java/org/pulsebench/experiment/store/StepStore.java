package org.pulsebench.experiment.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/**
 * Finished steps by their keys: runs a step that is not there yet, and only then.
 *
 * <p>Any number of threads, stores and processes may use one directory at the same time. A step
 * appears whole, by one rename, after its files have reached the disk; of a step that fails nothing
 * stays, and what a killed process leaves is removed by the next run of that step or by pruning. A
 * step that an open store has handed out is not pruned.
 *
 * <p>Sizes are compared with the manifest whenever a step is asked for, and digests the first time
 * that a store is asked for it. A step that does not pass is removed, told of and made again.
 *
 * <p>Every method throws {@link EnvironmentException} if the store cannot be read or written or its
 * disk is full; what was finished before stays. Every method but {@link #close} throws {@link
 * IllegalStateException} after that one.
 */
public final class StepStore implements AutoCloseable {

  private static final StepListener SILENT = new StepListener() {};

  private final StoreLayout layout;
  private final StoreFailure failure;
  private final StepLocks locks;
  private final StepListener listener;
  private final Clock clock;
  private final Set<StepId> digested = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  private StepStore(StoreLayout layout, StepLocks locks, StepListener listener, Clock clock) {
    this.layout = layout;
    this.failure = new StoreFailure(layout.root());
    this.locks = locks;
    this.listener = Objects.requireNonNull(listener, "listener");
    this.clock = clock;
  }

  /** Opens the store in a directory, as {@link #open(Path, StepListener)}, and tells nobody. */
  public static StepStore open(Path directory) {
    return open(directory, SILENT);
  }

  /**
   * Opens the store in a directory, which is created if it does not exist.
   *
   * @param listener is told what happens to steps
   * @throws BadInputException if there is a file in place of a directory
   * @throws EnvironmentException if the directory cannot be created or written
   */
  public static StepStore open(Path directory, StepListener listener) {
    return open(directory, listener, Clock.systemUTC());
  }

  static StepStore open(Path directory, StepListener listener, Clock clock) {
    StoreLayout layout = new StoreLayout(directory);
    try {
      layout.create();
      return new StepStore(layout, StepLocks.join(layout.lockFile()), listener, clock);
    } catch (IOException e) {
      requireNoFileAt(layout.root(), e);
      throw new StoreFailure(layout.root()).explained("The step store cannot be opened", e);
    }
  }

  /**
   * Returns the directory of the store where the user names none: {@code pulse} in the user's cache
   * directory, which is {@code $XDG_CACHE_HOME} (if that is absolute) or {@code ~/.cache} on Linux,
   * {@code ~/Library/Caches} on macOS and {@code %LOCALAPPDATA%} on Windows.
   *
   * @param environment such as {@link System#getenv()}
   * @param properties such as {@link System#getProperties()}
   * @throws EnvironmentException if the user has no home directory where one is needed
   */
  public static Path defaultDirectory(Map<String, String> environment, Properties properties) {
    return new CacheDirectory(environment, properties).path();
  }

  /**
   * Returns a step if it is finished and intact, and keeps it from being pruned.
   *
   * @throws BadInputException if a newer version of PULSE wrote it
   */
  public Optional<StepResult> find(StepKey key) {
    return guarded(
        ofStep(key),
        () -> {
          Inspection found = look(key);
          if (found instanceof Inspection.Damaged) {
            // Where another has the lock, that one finds the damage too, tells of it and mends it.
            return locks.tryRunning(key.id(), () -> unlessDamaged(key)).flatMap(same -> same);
          }
          return usable(key, found);
        });
  }

  /**
   * Returns a step, which is run if it is not finished yet; if another thread or process is running
   * it, this waits for that one first.
   *
   * @param action writes the step's files; what it throws comes out of this method, but for an
   *     {@link IOException} and for what a full disk has caused, which are explained
   * @throws BadInputException if a newer version of PULSE wrote the step
   * @throws IllegalStateException if the action asks for its own step, or writes anything but
   *     regular files
   * @throws java.util.concurrent.CancellationException if the thread is interrupted while it waits
   *     or reads and writes files
   */
  public StepResult run(StepKey key, StepAction action) {
    return guarded(
        ofStep(key),
        () -> {
          Optional<StepResult> finished = usable(key, look(key));
          if (finished.isPresent()) {
            listener.reused(key);
            return finished.get();
          }
          return locks.running(
              key.id(),
              () -> listener.waiting(key),
              () -> listener.stillWaiting(key),
              () -> reuseOrCompute(key, action));
        });
  }

  /** Returns all steps that lie in the store, least recently used first. */
  public List<StoredStep> list() {
    return guarded("The step store cannot be read", () -> inventory().list());
  }

  /** Reads every byte of the store and compares it with what was written; changes nothing. */
  public VerifyReport verify() {
    return guarded("The step store cannot be read", () -> inventory().verify());
  }

  /**
   * Removes steps that were not used for some time, and what killed processes left.
   *
   * @param olderThan at least 0
   */
  public PruneReport prune(Duration olderThan) {
    Checks.require(!olderThan.isNegative(), "olderThan", olderThan, "at least 0");
    return guarded(
        "The step store cannot be pruned",
        () ->
            new Pruning(layout, locks)
                .unusedSince(clock.instant().minus(olderThan), inventory().list()));
  }

  /**
   * Removes the least recently used steps until the others are small enough together, and what
   * killed processes left.
   *
   * @param maxBytes at least 0
   */
  public PruneReport prune(long maxBytes) {
    Checks.require(maxBytes >= 0, "maxBytes", maxBytes, "at least 0");
    return guarded(
        "The step store cannot be pruned",
        () -> new Pruning(layout, locks).downTo(maxBytes, inventory().list()));
  }

  /** Lets the steps that this store has handed out be pruned; none may be running in it. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        locks.leave(this);
      } catch (IOException e) {
        throw failure.explained("The step store cannot be closed", e);
      }
    }
  }

  private Inventory inventory() {
    return new Inventory(layout, locks);
  }

  private Inspection look(StepKey key) throws IOException {
    Path step = layout.step(key.id());
    // Locked before the look: what it finds intact must not be pruned before it is read.
    if (!Files.exists(step) || !locks.use(key.id(), this)) {
      return new Inspection.Absent();
    }
    Inspection found = Inspection.of(key.id(), step, !digested.contains(key.id()));
    if (found instanceof Inspection.Intact) {
      digested.add(key.id());
      Inventory.touch(step, clock.instant());
    } else {
      digested.remove(key.id());
      locks.release(key.id(), this);
    }
    return found;
  }

  private Optional<StepResult> usable(StepKey key, Inspection found) {
    if (found instanceof Inspection.Newer newer) {
      throw new BadInputException(newer.problem());
    }
    return found instanceof Inspection.Intact intact
        ? Optional.of(new StepResult(layout.step(key.id()), intact.manifest()))
        : Optional.empty();
  }

  /** Looks again, under the run lock, so that what is damaged is told once and can be removed. */
  private Optional<StepResult> unlessDamaged(StepKey key) {
    try {
      Inspection found = look(key);
      if (found instanceof Inspection.Damaged damaged) {
        listener.damaged(key, damaged.problem());
        layout.remove(key.id());
      }
      return usable(key, found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StepResult reuseOrCompute(StepKey key, StepAction action) {
    Optional<StepResult> finished = unlessDamaged(key);
    if (finished.isPresent()) {
      listener.reused(key);
      return finished.get();
    }
    try {
      return compute(key, action);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StepResult compute(StepKey key, StepAction action) throws IOException {
    for (Path leftover : layout.workOf(key.id())) {
      new StepDirectory(leftover).delete();
    }
    listener.started(key);
    Path work = layout.createWork(key.id());
    StepResult result;
    try {
      StepManifest manifest = write(key, action, work);
      // Before there is anything to prune, so that nothing comes between.
      locks.use(key.id(), this);
      result = new StepResult(layout.publish(key.id(), work), manifest);
    } catch (IOException e) {
      // Explained before anything is deleted: that frees what a full disk is short of.
      RuntimeException told = failure.explained(ofStep(key), e);
      abandon(key, work, told);
      throw told;
    } catch (RuntimeException e) {
      RuntimeException told = failure.explained(ofStep(key), e);
      abandon(key, work, told);
      throw told;
    } catch (Error e) {
      abandon(key, work, e);
      throw e;
    }
    digested.add(key.id());
    listener.finished(key, result.manifest().duration());
    return result;
  }

  private StepManifest write(StepKey key, StepAction action, Path work) throws IOException {
    long start = System.nanoTime();
    action.run(work);
    Duration duration = Duration.ofNanos(System.nanoTime() - start).truncatedTo(ChronoUnit.MILLIS);
    StepDirectory directory = new StepDirectory(work);
    StepManifest manifest =
        new StepManifest(key, directory.digestFiles(), clock.instant(), duration);
    ManifestFile.write(manifest, work);
    Inventory.touch(work, manifest.created());
    directory.force();
    return manifest;
  }

  private void abandon(StepKey key, Path work, Throwable failure) {
    locks.release(key.id(), this);
    try {
      if (Files.exists(work)) {
        new StepDirectory(work).delete();
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static String ofStep(StepKey key) {
    return "Step " + key.shortName() + " could not read or write a file";
  }

  /** Explains what goes wrong with files; everything else comes out as it is. */
  private <T> T guarded(String what, StoreTask<T> task) {
    if (closed.get()) {
      throw new IllegalStateException("the step store is closed: " + layout.root());
    }
    try {
      return task.run();
    } catch (IOException e) {
      throw failure.explained(what, e);
    } catch (RuntimeException e) {
      throw failure.explained(what, e);
    }
  }

  @FunctionalInterface
  private interface StoreTask<T> {
    T run() throws IOException;
  }

  private static void requireNoFileAt(Path directory, IOException failure) {
    for (Path path = directory; path != null; path = path.getParent()) {
      if (Files.exists(path) && !Files.isDirectory(path)) {
        throw new BadInputException(
            new Problem(
                "The step store's directory is a file",
                path.toString(),
                "a file",
                "a directory, or a place for one",
                "Choose another directory for the store."),
            failure);
      }
    }
  }
}
