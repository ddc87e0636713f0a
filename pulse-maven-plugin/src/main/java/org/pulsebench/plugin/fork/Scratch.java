package org.pulsebench.plugin.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.pulsebench.EnvironmentException;

/**
 * A directory for a worker's temporary files, such as the libraries that it unpacks.
 *
 * <p>A worker that is stopped or killed deletes nothing itself, and would leave some sixty
 * megabytes among the system's temporary files each time.
 */
final class Scratch implements AutoCloseable {

  private final Path directory;

  private Scratch(Path directory) {
    this.directory = directory;
  }

  /**
   * Creates the directory, without what an earlier worker has left in it.
   *
   * @throws EnvironmentException if it cannot be emptied or created
   */
  static Scratch at(Path directory) {
    try {
      delete(directory);
      Files.createDirectories(directory);
      return new Scratch(directory.toAbsolutePath());
    } catch (IOException e) {
      throw EnvironmentException.unwritable(directory, e);
    }
  }

  /** Returns its path from the root on. */
  Path directory() {
    return directory;
  }

  /**
   * Deletes the directory with all that is in it.
   *
   * @throws EnvironmentException if that is not possible
   */
  @Override
  public void close() {
    try {
      delete(directory);
    } catch (IOException e) {
      throw EnvironmentException.unwritable(directory, e);
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
