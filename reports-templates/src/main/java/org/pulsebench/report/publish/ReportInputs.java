package org.pulsebench.report.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Sha256;
import org.pulsebench.experiment.environment.PulseVersion;
import org.pulsebench.results.details.DetailsArchive;

/**
 * What a report is made from, as a text beside it: while that is the same, so is the report.
 *
 * <p>The time of publication does not count, by which the description of the report alone would
 * differ.
 */
final class ReportInputs {

  /** The name of the text in the report's directory. */
  static final String FILE = "made-from.txt";

  private final ReportRequest request;
  private final List<String> lines = new ArrayList<>();

  private ReportInputs(ReportRequest request) {
    this.request = request;
  }

  /**
   * Returns the text.
   *
   * @throws EnvironmentException if a file cannot be read
   */
  static String of(ReportRequest request) {
    return new ReportInputs(request).text();
  }

  private String text() {
    lines.add("PULSE " + PulseVersion.current());
    request.results().forEach(one -> add("results", one));
    request.compared().forEach(one -> add("compared", one));
    add("configuration", request.directory().resolve(ReportDirectory.CONFIGURATION));
    request.templates().ifPresent(this::addTemplates);
    request.license().ifPresent(license -> lines.add("license " + license));
    request.authors().forEach(author -> lines.add("author " + author));
    return String.join("\n", lines) + "\n";
  }

  private void add(String role, ResultsFile results) {
    add(results.name().map(name -> role + " " + name).orElse(role), results.file());
    add("details", DetailsArchive.beside(results.file()));
  }

  private void addTemplates(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      all.filter(Files::isRegularFile)
          .sorted()
          .forEach(file -> add("template " + directory.relativize(file), file));
    } catch (IOException e) {
      throw EnvironmentException.unreadable(directory, e);
    }
  }

  private void add(String role, Path file) {
    if (Files.isRegularFile(file)) {
      try {
        lines.add(role + " " + Sha256.of(file));
      } catch (IOException e) {
        throw EnvironmentException.unreadable(file, e);
      }
    }
  }
}
