package org.pulsebench.data.hub.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/** Tells how much room there is. */
@FunctionalInterface
public interface FreeSpace {

  /** What a full disk would else take from everything else on it. */
  long RESERVE_BYTES = 64L << 20;

  /** What the file system says. */
  FreeSpace OF_DISK = directory -> Files.getFileStore(directory).getUsableSpace();

  /** Returns how many bytes may be written below a directory, which exists. */
  long bytes(Path directory) throws IOException;

  /**
   * Returns if there is room for some bytes.
   *
   * @throws EnvironmentException if there is not
   */
  default void require(Path directory, long needed, String what) {
    if (needed == 0) {
      return;
    }
    long free;
    try {
      free = bytes(directory);
    } catch (IOException e) {
      throw EnvironmentException.unreadable(directory, e);
    }
    if (free - RESERVE_BYTES < needed) {
      throw new EnvironmentException(
          new Problem(
              "Disk has too little space for " + what,
              directory.toString(),
              "%,d MB free".formatted(free / 1_000_000),
              "%,d MB".formatted((needed + RESERVE_BYTES) / 1_000_000 + 1),
              "Free that much, or move the store elsewhere with -Dpulse.store=DIRECTORY."));
    }
  }
}
