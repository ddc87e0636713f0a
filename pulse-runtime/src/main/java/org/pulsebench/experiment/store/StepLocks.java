package org.pulsebench.experiment.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * The locks of a store's steps, between processes and between the threads of this one. They end
 * with their process, however it ends.
 *
 * <p>A step has two: the run lock, which one thread of one process holds while it runs or removes
 * the step, and the use lock, which every store that has handed the step out shares, and which only
 * pruning wants for itself.
 *
 * <p>All are bytes of one file, two for each step, far beyond its end: it stays empty however many
 * steps there are. Closing any channel of a file lets go of all POSIX locks that the process has on
 * it, so all stores of this process in one directory share one channel.
 */
final class StepLocks {

  /** How long a lock that another process lets go of may go unnoticed. */
  private static final long POLL_MILLIS = 50;

  /** So many digits of the digest leave room for the sign and the two bytes. */
  private static final int POSITION_DIGITS = 15;

  private static final Map<Object, StepLocks> OPEN = new HashMap<>();

  private final Object identity;
  private final FileChannel channel;
  private final Map<StepId, Thread> running = new HashMap<>();
  private final Map<StepId, Use> uses = new HashMap<>();
  private int stores;

  private record Use(FileLock lock, Set<Object> users) {}

  private StepLocks(Object identity, FileChannel channel) {
    this.identity = identity;
    this.channel = channel;
  }

  /** Returns the locks in a file, which is created if it does not exist, for one more store. */
  static StepLocks join(Path file) throws IOException {
    synchronized (OPEN) {
      Object identity = identity(file);
      StepLocks locks = OPEN.get(identity);
      if (locks == null) {
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        locks = new StepLocks(identity, channel);
        OPEN.put(identity, locks);
      }
      locks.stores++;
      return locks;
    }
  }

  /** Lets go of what a store uses; the last to leave closes the file. */
  void leave(Object store) throws IOException {
    synchronized (OPEN) {
      synchronized (this) {
        for (StepId id : Set.copyOf(uses.keySet())) {
          release(id, store);
        }
      }
      stores--;
      if (stores == 0) {
        OPEN.remove(identity);
        channel.close();
      }
    }
  }

  /**
   * Does something with the run lock, which it waits for.
   *
   * @param waiting what to do once before waiting
   * @param stillWaiting what to do after each look at a lock that another has; what it throws ends
   *     the waiting
   * @throws IllegalStateException if this thread has that lock already
   * @throws CancellationException if the thread is interrupted while it waits
   */
  <T> T running(StepId id, Runnable waiting, Runnable stillWaiting, Supplier<T> body) {
    if (isRunBy(id, Thread.currentThread())) {
      throw new IllegalStateException("step " + id.shortName() + " needs itself");
    }
    Optional<FileLock> lock = tryRun(id);
    if (lock.isEmpty()) {
      waiting.run();
      lock = Optional.of(awaitRun(id, stillWaiting));
    }
    try {
      return body.get();
    } finally {
      endRun(id, lock.get());
    }
  }

  /** Does something with the run lock, or nothing if another has it. */
  <T> Optional<T> tryRunning(StepId id, Supplier<T> body) {
    Optional<FileLock> lock = tryRun(id);
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(body.get());
    } finally {
      endRun(id, lock.get());
    }
  }

  /** Does something with both locks, or nothing if another has one of them. */
  <T> Optional<T> tryRemoving(StepId id, Supplier<T> body) {
    Optional<FileLock> lock = tryRun(id);
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<FileLock> sole = tryUseAlone(id);
      if (sole.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(body.get());
      } finally {
        unlock(sole.get());
      }
    } finally {
      endRun(id, lock.get());
    }
  }

  /**
   * Takes the use lock for a user until that user releases it or leaves; again is the same as once.
   *
   * @return whether the user has it now; not while the step is being pruned
   */
  synchronized boolean use(StepId id, Object user) {
    Use use = uses.get(id);
    if (use == null) {
      Optional<FileLock> lock = tryLock(usePosition(id), true);
      if (lock.isEmpty()) {
        return false;
      }
      use = new Use(lock.get(), new HashSet<>());
      uses.put(id, use);
    }
    use.users().add(user);
    return true;
  }

  /** Lets a user go of the use lock, if it has it. */
  synchronized void release(StepId id, Object user) {
    Use use = uses.get(id);
    if (use != null && use.users().remove(user) && use.users().isEmpty()) {
      uses.remove(id);
      unlock(use.lock());
    }
  }

  private synchronized Optional<FileLock> tryUseAlone(StepId id) {
    return uses.containsKey(id) ? Optional.empty() : tryLock(usePosition(id), false);
  }

  private synchronized boolean isRunBy(StepId id, Thread thread) {
    return running.get(id) == thread;
  }

  private synchronized Optional<FileLock> tryRun(StepId id) {
    if (running.containsKey(id)) {
      return Optional.empty();
    }
    Optional<FileLock> lock = tryLock(runPosition(id), false);
    if (lock.isPresent()) {
      running.put(id, Thread.currentThread());
    }
    return lock;
  }

  private synchronized FileLock awaitRun(StepId id, Runnable stillWaiting) {
    try {
      Optional<FileLock> lock = tryRun(id);
      while (lock.isEmpty()) {
        stillWaiting.run();
        wait(POLL_MILLIS);
        lock = tryRun(id);
      }
      return lock.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled =
          new CancellationException("interrupted while another ran step " + id.shortName());
      cancelled.initCause(e);
      throw cancelled;
    }
  }

  private synchronized void endRun(StepId id, FileLock lock) {
    running.remove(id);
    notifyAll();
    unlock(lock);
  }

  private Optional<FileLock> tryLock(long position, boolean shared) {
    try {
      return Optional.ofNullable(channel.tryLock(position, 1, shared));
    } catch (OverlappingFileLockException e) {
      // This class, loaded a second time in this process, has it.
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unlock(FileLock lock) {
    try {
      lock.release();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long runPosition(StepId id) {
    return Long.parseLong(id.digest().substring(0, POSITION_DIGITS), 16) << 1;
  }

  private static long usePosition(StepId id) {
    return runPosition(id) + 1;
  }

  /** Returns what tells the file from others of that name, before and after it, unopened. */
  private static Object identity(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      // As it should be, but for the first time.
    }
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return key == null ? file.toRealPath() : key;
  }
}
