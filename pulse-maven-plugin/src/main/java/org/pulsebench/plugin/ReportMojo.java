package org.pulsebench.plugin;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.reporting.AbstractMavenReport;
import org.apache.maven.reporting.MavenReportException;
import org.pulsebench.PulseException;
import org.pulsebench.WholeFile;
import org.pulsebench.results.PaperTables;
import org.pulsebench.results.ResultsDocument;

/**
 * Shows the paper's tables of {@code results.json}: as a page of the project's site, or alone as
 * {@code target/reports/pulse.html}, and as text in {@code target/pulse/report/tables.txt}.
 */
@Mojo(
    name = "report",
    defaultPhase = LifecyclePhase.SITE,
    requiresProject = false,
    threadSafe = true)
public final class ReportMojo extends AbstractMavenReport {

  /**
   * Skips all goals of PULSE.
   *
   * <p>Example: {@code -Dpulse.skip}
   */
  @Parameter(property = "pulse.skip", defaultValue = "false")
  private boolean skip;

  /** Skips this goal. */
  @Parameter(property = "pulse.report.skip", defaultValue = "false")
  private boolean skipReport;

  /**
   * Where PULSE writes what it makes; {@code ${project.build.directory}/pulse} by default.
   *
   * <p>Example: {@code <directory>${project.build.directory}/forgetting</directory>}
   */
  @Parameter(property = "pulse.directory")
  private File directory;

  /**
   * The results that are shown, by default {@code results.json} in the directory above.
   *
   * <p>Example: {@code -Dpulse.results=archive/results.json}
   */
  @Parameter(property = "pulse.results")
  private File results;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Override
  public String getOutputName() {
    return "pulse";
  }

  @Override
  public String getName(Locale locale) {
    return "Unlearning";
  }

  @Override
  public String getDescription(Locale locale) {
    return "What models forgot and what they kept, measured by PULSE.";
  }

  @Override
  public boolean canGenerateReport() throws MavenReportException {
    if (skip || skipReport) {
      getLog().info("Skipped: pulse." + (skip ? "skip" : "report.skip") + " is set.");
      return false;
    }
    if (Files.exists(results())) {
      return true;
    }
    String missing = "There are no results to report, " + results() + ": mvn pulse:run makes them.";
    if (mojoExecution.getSource() == MojoExecution.Source.CLI) {
      throw new MavenReportException(missing);
    }
    getLog().warn(missing);
    return false;
  }

  @Override
  protected void executeReport(Locale locale) throws MavenReportException {
    try {
      ConfigurationCheck.require(session, mojoExecution);
      List<String> lines = PaperTables.of(ResultsDocument.read(results())).lines();
      Path text = places().output().resolve("report").resolve("tables.txt");
      Files.createDirectories(text.getParent());
      WholeFile.write(text, partial -> Files.write(partial, lines, StandardCharsets.UTF_8));
      write(getSink(), lines);
      getLog().info("Report: " + places().shown(text));
    } catch (PulseException | IOException e) {
      throw new MavenReportException(e.getMessage(), e);
    }
  }

  private void write(Sink sink, List<String> lines) {
    sink.head();
    sink.title();
    sink.text(getName(Locale.ENGLISH));
    sink.title_();
    sink.head_();
    sink.body();
    sink.section1();
    sink.sectionTitle1();
    sink.text(getName(Locale.ENGLISH));
    sink.sectionTitle1_();
    sink.verbatim();
    sink.text(String.join("\n", lines));
    sink.verbatim_();
    sink.section1_();
    sink.body_();
  }

  private Path results() {
    return results == null ? places().output().resolve("results.json") : results.toPath();
  }

  private Places places() {
    return Places.of(session, directory);
  }
}
