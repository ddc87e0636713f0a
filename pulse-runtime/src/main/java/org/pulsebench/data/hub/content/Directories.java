package org.pulsebench.data.hub.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.pulsebench.EnvironmentException;

/** Directories with all that is in them. */
public final class Directories {

  /** Deeper trees are not data sets but home directories. */
  private static final int DEPTH = 8;

  /** Reading the list of more would take longer than it saves. */
  private static final int MOST_FILES = 200_000;

  private Directories() {}

  /**
   * Returns the regular files in a directory and those below it, in the order of their paths.
   *
   * @throws EnvironmentException if it cannot be read
   */
  public static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.walk(directory, DEPTH)) {
      return files.filter(Files::isRegularFile).limit(MOST_FILES).sorted().toList();
    } catch (IOException e) {
      throw EnvironmentException.unreadable(directory, e);
    }
  }

  /**
   * Removes a directory and what is in it, if it is there; links are removed, not followed.
   *
   * @throws EnvironmentException if it cannot be removed
   */
  public static void delete(Path directory) {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw EnvironmentException.unwritable(directory, e);
    }
  }
}
