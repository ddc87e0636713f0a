package org.pulsebench.report.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.pulsebench.EnvironmentException;

/**
 * A directory that appears whole, or stays as it was.
 *
 * <p>Its content is made beside it and takes its place at the end, so that nothing of an older
 * content is left among the new. Only a machine that stops between the two renames leaves the place
 * empty; both contents then lie beside it.
 */
final class WholeDirectory {

  private static final String PARTIAL = ".partial";

  private final Path target;

  private WholeDirectory(Path target) {
    this.target = target;
  }

  /**
   * Replaces a directory.
   *
   * @param content fills a new, empty one
   * @throws EnvironmentException if something cannot be written; what was there before stays, as it
   *     does when the content fails
   */
  static void write(Path target, Consumer<Path> content) {
    new WholeDirectory(target.toAbsolutePath().normalize()).write(content);
  }

  private void write(Consumer<Path> content) {
    Path fresh = sibling();
    Path old = sibling();
    try {
      try {
        Files.createDirectories(fresh);
        content.accept(fresh);
        boolean replaces = Files.exists(target);
        if (replaces) {
          Files.move(target, old);
        }
        try {
          Files.move(fresh, target);
        } catch (IOException e) {
          if (replaces) {
            Files.move(old, target);
          }
          throw e;
        }
      } finally {
        delete(fresh);
        if (Files.exists(target)) {
          delete(old);
        }
      }
    } catch (IOException e) {
      throw EnvironmentException.unwritable(target, e);
    }
  }

  private Path sibling() {
    return target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + PARTIAL);
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      List<Path> innermostFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : innermostFirst) {
        Files.delete(path);
      }
    }
  }
}
