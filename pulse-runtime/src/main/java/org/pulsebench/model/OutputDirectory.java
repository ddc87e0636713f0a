package org.pulsebench.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/** A directory that a model or an adapter is written into. */
final class OutputDirectory {

  private OutputDirectory() {}

  /**
   * Creates a directory and those above it, where they do not exist.
   *
   * @param content what is to be written there, for the message
   * @throws EnvironmentException if that is not possible
   */
  static void create(String content, Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new EnvironmentException(
          new Problem(
              "The " + content + "'s directory cannot be created",
              directory.toString(),
              e.toString(),
              "a place that this user may write to",
              "Choose another directory."),
          e);
    }
  }
}
