package org.pulsebench.plugin;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.pulsebench.report.crate.CrateContents;
import org.pulsebench.report.html.HtmlReport;
import org.pulsebench.report.publish.ReportDirectory;
import org.pulsebench.report.publish.ReportRequest;
import org.pulsebench.report.publish.ResultsFile;
import org.pulsebench.report.publish.WrittenReport;

/** The report as goals ask for it: from parameters and project to files, and what is said of it. */
final class ReportGoal {

  private static final Path USUAL_TEMPLATES = Path.of("src", "pulse", "templates");

  private ReportGoal() {}

  /**
   * Returns the request of a goal.
   *
   * @param results as the user wrote them; empty for those of this build
   * @param compared likewise; may be empty
   * @param templates null, as Maven leaves what is not set, for those of the project if it has any
   */
  static ReportRequest request(
      Places places,
      MavenProject project,
      List<String> results,
      List<String> compared,
      File templates) {
    return new ReportRequest(
        places.output(),
        results(places, results),
        compared.stream().map(text -> ResultsFile.of(text, places.base())).toList(),
        templates(places, templates),
        license(project),
        authors(project),
        published(project));
  }

  /** Returns where the results are that a goal is to show. */
  static List<ResultsFile> results(Places places, List<String> results) {
    return results.isEmpty()
        ? List.of(new ResultsFile(Optional.empty(), places.output().resolve(ResultsFile.USUAL)))
        : results.stream().map(text -> ResultsFile.of(text, places.base())).toList();
  }

  /** Writes a report and says so in one line. */
  static WrittenReport write(ReportRequest request, Places places, Log log) {
    WrittenReport written = ReportDirectory.write(request);
    written
        .withoutCharts()
        .ifPresent(problem -> log.warn("The report has no PDF files. " + problem.message()));
    log.info("Report: %s (%s)".formatted(places.shown(written.page()), written.summary()));
    return written;
  }

  /** Writes a report unless the one that is there is the same, and says so in one line. */
  static void update(ReportRequest request, Places places, Log log) {
    if (ReportDirectory.isCurrent(request)) {
      Path page = request.directory().resolve(ReportRequest.REPORT).resolve(HtmlReport.FILE);
      log.info("Report: %s (up to date)".formatted(places.shown(page)));
    } else {
      write(request, places, log);
    }
  }

  private static Optional<Path> templates(Places places, File given) {
    return given == null
        ? Optional.of(places.base().resolve(USUAL_TEMPLATES)).filter(Files::isDirectory)
        : Optional.of(places.base().resolve(given.toPath()));
  }

  private static Optional<CrateContents.License> license(MavenProject project) {
    return project.getLicenses().stream()
        .filter(one -> one.getUrl() != null && one.getUrl().matches("https?://\\S+"))
        .findFirst()
        .map(
            one ->
                new CrateContents.License(
                    one.getName() == null || one.getName().isBlank() ? one.getUrl() : one.getName(),
                    one.getUrl()));
  }

  private static List<CrateContents.Author> authors(MavenProject project) {
    List<CrateContents.Author> authors = new ArrayList<>();
    project.getDevelopers().stream()
        .filter(one -> one.getName() != null && !one.getName().isBlank())
        .forEach(
            one ->
                authors.add(
                    new CrateContents.Author(one.getName(), Optional.ofNullable(one.getUrl()))));
    return authors;
  }

  /** The time of a build that is to give the same bytes again, or now. */
  private static Instant published(MavenProject project) {
    String fixed = project.getProperties().getProperty("project.build.outputTimestamp", "");
    try {
      return fixed.matches("\\d{2,}")
          ? Instant.ofEpochSecond(Long.parseLong(fixed))
          : Instant.parse(fixed);
    } catch (DateTimeParseException | NumberFormatException e) {
      return Instant.now();
    }
  }
}
