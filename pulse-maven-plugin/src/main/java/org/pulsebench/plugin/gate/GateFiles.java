package org.pulsebench.plugin.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pulsebench.EnvironmentException;
import org.pulsebench.WholeFile;
import org.pulsebench.json.JsonFile;

/** The files of a verdict; the same verdict gives the same bytes. */
public final class GateFiles {

  /** For programs. */
  public static final String JSON = "gate.json";

  /** For people, such as in the summary of a CI job. */
  public static final String MARKDOWN = "gate.md";

  /** For a CI system that shows tests. */
  public static final String JUNIT = "TEST-pulse-gate.xml";

  private GateFiles() {}

  /**
   * Writes all three, each whole.
   *
   * @param directory made if it is not there
   * @throws EnvironmentException if one cannot be written
   */
  public static void write(Verdict verdict, Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw EnvironmentException.unwritable(directory, e);
    }
    JsonFile.write(VerdictJson.of(verdict), directory.resolve(JSON));
    write(VerdictMarkdown.of(verdict), directory.resolve(MARKDOWN));
    write(JunitXml.of(verdict), directory.resolve(JUNIT));
  }

  private static void write(String text, Path file) {
    WholeFile.write(file, partial -> Files.writeString(partial, text));
  }
}
