package org.pulsebench.report.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.report.Report;
import org.pulsebench.report.ReportBuilder;
import org.pulsebench.report.ReportFiles;
import org.pulsebench.report.Source;
import org.pulsebench.report.compare.Comparison;
import org.pulsebench.report.compare.NamedResults;
import org.pulsebench.report.crate.CrateContents;
import org.pulsebench.report.crate.RoCrate;
import org.pulsebench.report.data.CsvReport;
import org.pulsebench.report.data.JsonReport;
import org.pulsebench.report.data.MarkdownReport;
import org.pulsebench.report.html.HtmlReport;
import org.pulsebench.report.latex.LatexReport;
import org.pulsebench.results.PaperTables;
import org.pulsebench.results.ResultsDocument;
import org.pulsebench.results.details.DetailsArchive;

/**
 * Writes a report in all its formats.
 *
 * <p>In the request's directory it makes {@code report}: {@code report.html}; {@code latex} with
 * fragments, macros, a document and the figures as PDF; {@code tables} with a CSV file a table and
 * all numbers as {@code values.csv}; {@code pulse-report.json}; {@code pulse-report.md}, and its
 * beginning as {@code summary.md}; {@code tables.txt} as a run shows it. {@code
 * ro-crate-metadata.json} beside it describes report, results, details and configuration.
 *
 * <p>{@code made-from.txt} in it says what it was made from, by which {@link #isCurrent} knows.
 *
 * <p>The directory of the report appears whole, in the place of an older one, or that stays.
 */
public final class ReportDirectory {

  /** The folder of LaTeX files. */
  public static final String LATEX = "latex";

  /** The folder of CSV files. */
  public static final String TABLES = "tables";

  /** The beginning of the report for the summary of a CI job, in Markdown. */
  public static final String SUMMARY = "summary.md";

  /** The tables as a run shows them. */
  public static final String TEXT = "tables.txt";

  static final String CONFIGURATION = "experiment.json";

  private final ReportRequest request;

  /** Results with the file that they were read from. */
  private record Read(ResultsFile place, Source source) {}

  private ReportDirectory(ReportRequest request) {
    this.request = request;
  }

  /**
   * Writes a report.
   *
   * <p>Where no figure can be drawn as PDF, since the machine has no fonts, all else is written:
   * the document does without them.
   *
   * @throws org.pulsebench.BadInputException if results are missing, damaged or of a newer version,
   *     or if a template of the user's has a fault
   * @throws EnvironmentException if something cannot be read or written
   */
  public static WrittenReport write(ReportRequest request) {
    return new ReportDirectory(request).write();
  }

  /**
   * Returns whether the report that is there was made by this version of the same results,
   * templates and names, so that nothing of it would be another.
   *
   * @throws EnvironmentException if something cannot be read
   */
  public static boolean isCurrent(ReportRequest request) {
    Path directory = request.directory().resolve(ReportRequest.REPORT);
    Path inputs = directory.resolve(ReportInputs.FILE);
    try {
      return Files.isRegularFile(directory.resolve(HtmlReport.FILE))
          && Files.isRegularFile(request.directory().resolve(RoCrate.FILE))
          && Files.isRegularFile(inputs)
          && Files.readString(inputs).equals(ReportInputs.of(request));
    } catch (IOException e) {
      throw EnvironmentException.unreadable(inputs, e);
    }
  }

  private WrittenReport write() {
    List<Read> results = request.results().stream().map(ReportDirectory::read).toList();
    List<Read> compared = request.compared().stream().map(ReportDirectory::read).toList();
    Report report = report(results, compared);
    Path directory = request.directory().resolve(ReportRequest.REPORT);
    List<Path> files = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    WholeDirectory.write(
        directory,
        fresh -> {
          for (Path file : files(report, results, fresh, problems)) {
            files.add(directory.resolve(fresh.relativize(file)));
          }
        });
    Path crate = RoCrate.write(request.directory(), contents(report, results, compared, files));
    return new WrittenReport(
        report,
        directory,
        directory.resolve(HtmlReport.FILE),
        files,
        crate,
        problems.stream().findFirst());
  }

  private static Read read(ResultsFile place) {
    return new Read(place, Source.read(place.file()));
  }

  private static Report report(List<Read> results, List<Read> compared) {
    Report report = ReportBuilder.ofSources(results.stream().map(Read::source).toList());
    // Several results without a partner are one study: its tables have them side by side.
    if (compared.isEmpty() && results.size() > 1) {
      return report;
    }
    List<Read> all = new ArrayList<>(compared);
    all.addAll(results);
    return Comparison.addedTo(report, named(all));
  }

  private static List<NamedResults> named(List<Read> all) {
    Set<String> taken = new HashSet<>();
    List<NamedResults> named = new ArrayList<>();
    for (Read one : all) {
      String name = one.place().name().orElse(one.source().results().experiment());
      String unique = name;
      for (int i = 2; !taken.add(unique); i++) {
        unique = name + " (" + i + ")";
      }
      named.add(NamedResults.of(unique, one.source()));
    }
    return named;
  }

  private List<Path> files(
      Report report, List<Read> results, Path directory, List<Problem> problems) {
    List<Path> files = new ArrayList<>();
    files.add(HtmlReport.write(report, directory, request.templates()));
    Path latex = directory.resolve(LATEX);
    files.addAll(LatexReport.write(report, latex, request.templates()));
    try {
      files.addAll(LatexReport.writeCharts(report, latex));
    } catch (EnvironmentException e) {
      // Machines of CI often have no fonts; that is no reason to go without all else.
      problems.add(e.problem());
    }
    files.addAll(CsvReport.write(report, directory.resolve(TABLES)));
    files.addAll(JsonReport.write(report, directory));
    files.addAll(MarkdownReport.write(report, directory));
    ReportFiles texts = new ReportFiles();
    if (problems.isEmpty()) {
      // Without figures it is not to be taken for whole once there are fonts.
      texts.add(ReportInputs.FILE, ReportInputs.of(request));
    }
    files.addAll(
        texts
            .add(SUMMARY, MarkdownReport.summary(report))
            .add(TEXT, text(results).getBytes(StandardCharsets.UTF_8))
            .writeTo(directory));
    return files;
  }

  private static String text(List<Read> results) {
    return results.stream()
        .flatMap(one -> PaperTables.of(one.source().results()).lines().stream())
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private CrateContents contents(
      Report report, List<Read> results, List<Read> compared, List<Path> files) {
    List<CrateContents.Run> runs = new ArrayList<>();
    results.forEach(one -> runs.add(run(one)));
    compared.forEach(one -> runs.add(run(one)));
    return new CrateContents(
        report.title(),
        "What models forgot and what they kept: results of PULSE, and the report of them.",
        request.license(),
        request.authors(),
        request.published(),
        runs,
        files);
  }

  private CrateContents.Run run(Read one) {
    ResultsDocument document = one.source().results();
    Path results = one.place().file();
    List<Path> files = new ArrayList<>(List.of(results));
    if (one.source().details().isPresent()) {
      files.add(DetailsArchive.beside(results));
    }
    // Elsewhere, a file of that name may be of anything.
    Path configuration = request.directory().resolve(CONFIGURATION);
    boolean ours =
        results
                .toAbsolutePath()
                .normalize()
                .equals(request.directory().resolve(ResultsFile.USUAL).toAbsolutePath().normalize())
            && Files.isRegularFile(configuration);
    return new CrateContents.Run(
        document, files, ours ? Optional.of(configuration) : Optional.empty());
  }
}
