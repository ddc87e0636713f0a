package org.pulsebench.report.publish;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;

/**
 * Where results are, and what tables call them.
 *
 * @param name empty to call them after their experiment
 * @param file a {@code results.json}
 */
public record ResultsFile(Optional<String> name, Path file) {

  /** The name of the file that an experiment writes. */
  public static final String USUAL = "results.json";

  public ResultsFile {
    name.ifPresent(text -> Checks.require(!text.isBlank(), "name", "blank", "a name"));
    Objects.requireNonNull(file, "file");
  }

  /**
   * Returns what a user wrote: a file, or a directory with a {@value #USUAL}, with {@code name=} in
   * front if it is to have another name.
   *
   * @param base the directory that relative paths are from
   * @throws BadInputException if there is nothing behind the name, or a blank one
   */
  public static ResultsFile of(String text, Path base) {
    String given = text.strip();
    Path whole = base.resolve(given);
    int sign = given.indexOf('=');
    if (given.isEmpty() || sign == 0 || sign == given.length() - 1) {
      throw new BadInputException(
          new Problem(
              "No results are named",
              "the results of the report",
              "\"" + text + "\"",
              "a file, a directory, or name=file",
              "Write for example main=archive/results.json."));
    }
    // A file whose own name has the sign is what it says.
    if (sign < 0 || Files.exists(whole)) {
      return new ResultsFile(Optional.empty(), inside(whole));
    }
    return new ResultsFile(
        Optional.of(given.substring(0, sign).strip()),
        inside(base.resolve(given.substring(sign + 1).strip())));
  }

  private static Path inside(Path path) {
    return Files.isDirectory(path) ? path.resolve(USUAL) : path;
  }
}
