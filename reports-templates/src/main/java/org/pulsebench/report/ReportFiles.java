package org.pulsebench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pulsebench.EnvironmentException;
import org.pulsebench.WholeFile;

/**
 * Files of a report that are written once all of them are there.
 *
 * <p>Each appears whole or not at all, in the order in which they were added: what refers to others
 * is added last.
 */
public final class ReportFiles {

  private final Map<String, byte[]> contents = new LinkedHashMap<>();

  /**
   * Adds a file of bytes.
   *
   * @param name below the directory, parts separated by slashes
   * @throws IllegalArgumentException if there is one of that name already
   */
  public ReportFiles add(String name, byte[] content) {
    if (contents.putIfAbsent(name, content.clone()) != null) {
      throw new IllegalArgumentException("two files of the report are named " + name);
    }
    return this;
  }

  /** Adds a file of text in UTF-8. */
  public ReportFiles add(String name, String content) {
    return add(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes all files, over those that were there.
   *
   * @param directory is created with those above it
   * @return the files, in their order
   * @throws EnvironmentException if one cannot be written; what was there of its name stays
   */
  public List<Path> writeTo(Path directory) {
    List<Path> written = new ArrayList<>();
    contents.forEach(
        (name, content) -> {
          Path file = directory.resolve(name);
          try {
            Files.createDirectories(file.toAbsolutePath().getParent());
          } catch (IOException e) {
            throw EnvironmentException.unwritable(file, e);
          }
          WholeFile.write(file, partial -> Files.write(partial, content));
          written.add(file);
        });
    return List.copyOf(written);
  }
}
