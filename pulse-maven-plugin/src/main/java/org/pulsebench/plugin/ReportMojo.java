package org.pulsebench.plugin;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.reporting.AbstractMavenReport;
import org.apache.maven.reporting.MavenReportException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.PulseException;
import org.pulsebench.WholeFile;
import org.pulsebench.plugin.report.SitePage;
import org.pulsebench.report.publish.WrittenReport;

/**
 * Writes the report of results into {@code target/pulse/report}: one HTML page that needs nothing
 * else; LaTeX fragments, macros and a document, with figures as PDF; every table as CSV, JSON,
 * Markdown and text. {@code target/pulse/ro-crate-metadata.json} describes it and all that it was
 * made from (RO-Crate). In a site it becomes a page with the tables, beside a copy of the HTML
 * page.
 */
@Mojo(
    name = "report",
    defaultPhase = LifecyclePhase.SITE,
    requiresProject = false,
    threadSafe = true)
public final class ReportMojo extends AbstractMavenReport {

  private static final String COPY = "pulse-report.html";

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
   * The results that are shown: files, or directories with a {@code results.json}, by default the
   * one in the directory above. Several that were made from the same, such as one a seed or a
   * method, are shown as one study; what cannot be put together is shown apart, with the reason.
   *
   * <p>Example: {@code -Dpulse.results=seed-1/results.json,seed-2/results.json}
   */
  @Parameter(property = "pulse.results")
  private List<String> results = new ArrayList<>();

  /**
   * Results to compare with, as files, directories, or either with a name and {@code =} in front;
   * none by default. All others, those that are shown among them, are held against the first:
   * difference, 95 % interval and paired test, corrected for their number.
   *
   * <p>Example: {@code <compare><results>main=archive/main/results.json</results></compare>}
   */
  @Parameter(property = "pulse.report.compare")
  private List<String> compare = new ArrayList<>();

  /**
   * A directory of templates, whose files in the folders {@code html} and {@code latex} take the
   * place of the built-in ones of the same name; by default {@code src/pulse/templates} if the
   * project has it.
   *
   * <p>Example: {@code <templates>${project.basedir}/paper/templates</templates>}
   */
  @Parameter(property = "pulse.report.templates")
  private File templates;

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
    Path first = first();
    if (Files.exists(first)) {
      return true;
    }
    String missing = "There are no results to report, " + first + ": mvn pulse:run makes them.";
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
      Places places = places();
      WrittenReport written =
          ReportGoal.write(
              ReportGoal.request(places, session.getCurrentProject(), results, compare, templates),
              places,
              getLog());
      copy(written.page(), getReportOutputDirectory().toPath().resolve(COPY));
      SitePage.write(written.report(), getName(locale), COPY, getSink());
    } catch (PulseException e) {
      throw told(e);
    }
  }

  /** Maven would add the cause's message, which is the same in other words. */
  private MavenReportException told(PulseException e) {
    getLog().debug(e);
    return new MavenReportException(e.problem().message());
  }

  private static void copy(Path page, Path to) {
    try {
      Files.createDirectories(to.getParent());
    } catch (IOException e) {
      throw EnvironmentException.unwritable(to, e);
    }
    WholeFile.write(to, partial -> Files.copy(page, partial));
  }

  private Path first() throws MavenReportException {
    try {
      return ReportGoal.results(places(), results).get(0).file();
    } catch (PulseException e) {
      throw told(e);
    }
  }

  private Places places() {
    return Places.of(session, directory);
  }
}
