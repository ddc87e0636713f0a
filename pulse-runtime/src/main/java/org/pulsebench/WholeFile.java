package org.pulsebench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Files that appear whole or not at all, whoever else reads or writes them. */
public final class WholeFile {

  private WholeFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {

    /** Writes it to a path at which nothing lies yet. */
    void writeTo(Path partial) throws IOException;
  }

  /**
   * Writes a file beside its place under a name of its own and moves it there at once, over the one
   * that was there.
   *
   * @throws EnvironmentException if it cannot be written; what was there before stays
   */
  public static void write(Path file, Content content) {
    Path target = file.toAbsolutePath();
    Path partial =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".partial");
    try {
      try {
        content.writeTo(partial);
        Files.move(
            partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw EnvironmentException.unwritable(file, e);
    }
  }
}
