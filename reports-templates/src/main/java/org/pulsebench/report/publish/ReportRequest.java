package org.pulsebench.report.publish;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;
import org.pulsebench.report.crate.CrateContents;

/**
 * A report that is asked for.
 *
 * @param directory the root of the RO-Crate; the report becomes {@value #REPORT} in it
 * @param results whose tables are shown, at least one
 * @param compared with which those are compared, in a section of its own; may be empty
 * @param templates the user's, whose folders {@code html} and {@code latex} replace those built in
 * @param license under which results and report are published, if somebody has said
 * @param authors who made them; may be empty
 * @param published the time that the RO-Crate names
 */
public record ReportRequest(
    Path directory,
    List<ResultsFile> results,
    List<ResultsFile> compared,
    Optional<Path> templates,
    Optional<CrateContents.License> license,
    List<CrateContents.Author> authors,
    Instant published) {

  /** The name of the report's directory. */
  public static final String REPORT = "report";

  /**
   * Checks what is asked for.
   *
   * @throws BadInputException if a file is named twice
   */
  public ReportRequest {
    Objects.requireNonNull(directory, "directory");
    results = List.copyOf(results);
    compared = List.copyOf(compared);
    Objects.requireNonNull(templates, "templates");
    Objects.requireNonNull(license, "license");
    authors = List.copyOf(authors);
    Objects.requireNonNull(published, "published");
    Checks.positive(results.size(), "number of results");
    Set<Path> seen = new HashSet<>();
    results.forEach(one -> requireNew(one, seen));
    compared.forEach(one -> requireNew(one, seen));
  }

  /** Returns the request for the report of one file and nothing else. */
  public static ReportRequest of(Path directory, Path results) {
    return new ReportRequest(
        directory,
        List.of(new ResultsFile(Optional.empty(), results)),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Instant.now());
  }

  private static void requireNew(ResultsFile one, Set<Path> seen) {
    if (!seen.add(one.file().toAbsolutePath().normalize())) {
      throw new BadInputException(
          new Problem(
              "Results are named twice",
              "the results of the report",
              one.file().toString(),
              "each file once",
              "Name it among the results or among those to compare with."));
    }
  }
}
