package org.pulsebench.data.hub.content;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.pulsebench.Cancellation;
import org.pulsebench.EnvironmentException;

/**
 * A lock between builds, held until it is let go of; it ends with its process, however that ends.
 *
 * <p>The file stays: removing it would let two others lock two files of one name. Closing any
 * channel of a file lets go of all POSIX locks that the process has on it, so within a process only
 * who holds the name in {@code HELD} opens the file.
 */
final class FileGuard {

  private static final long LOOK_MILLIS = 50;

  private static final Set<Path> HELD = new HashSet<>();

  private final Path file;
  private final FileChannel channel;

  private FileGuard(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Waits until nobody else has the lock, and takes it.
   *
   * @param file is created if it does not exist, with its directory
   * @param waiting is told once, if it has to wait
   * @throws EnvironmentException if the file cannot be written
   * @throws org.pulsebench.CancelledException if it should stop
   * @throws CancellationException if this thread is interrupted
   */
  static FileGuard take(Path file, Runnable waiting, Cancellation cancellation) {
    Path place = file.toAbsolutePath().normalize();
    Waiting patience = new Waiting(waiting, cancellation);
    while (!hold(place)) {
      patience.look();
    }
    boolean taken = false;
    try {
      Files.createDirectories(place.getParent());
      FileChannel channel =
          FileChannel.open(place, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        while (!isLocked(channel)) {
          patience.look();
        }
        taken = true;
        return new FileGuard(place, channel);
      } finally {
        if (!taken) {
          channel.close();
        }
      }
    } catch (IOException e) {
      throw EnvironmentException.unwritable(place, e);
    } finally {
      if (!taken) {
        letGo(place);
      }
    }
  }

  void letGo() {
    try {
      channel.close();
    } catch (IOException e) {
      throw EnvironmentException.unwritable(file, e);
    } finally {
      letGo(file);
    }
  }

  private static final class Waiting {

    private final Runnable told;
    private final Cancellation cancellation;
    private boolean isTold;

    Waiting(Runnable told, Cancellation cancellation) {
      this.told = told;
      this.cancellation = cancellation;
    }

    void look() {
      if (!isTold) {
        isTold = true;
        told.run();
      }
      cancellation.throwIfRequested();
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while another build fetches");
      }
    }
  }

  private static boolean hold(Path place) {
    synchronized (HELD) {
      return HELD.add(place);
    }
  }

  private static void letGo(Path place) {
    synchronized (HELD) {
      HELD.remove(place);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // This class, loaded a second time in this process, has it.
      return false;
    }
  }
}
