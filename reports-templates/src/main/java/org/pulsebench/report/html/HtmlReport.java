package org.pulsebench.report.html;

import freemarker.core.HTMLOutputFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pulsebench.EnvironmentException;
import org.pulsebench.WholeFile;
import org.pulsebench.report.Report;
import org.pulsebench.report.Templates;

/**
 * Writes a report as one HTML file.
 *
 * <p>Templates are those of the folder {@code html}. They see the {@link Report} as {@code report},
 * and these functions: {@code symbols(text)} sets the paper's symbols, {@code kind(object)} is the
 * simple name of a class, such as {@code Table}, {@code detail(entry)} what stands behind a number,
 * in lines, {@code difference(entry)} ours less the published, {@code brief(entry)} interval and
 * count, {@code shown(entry)} its text with signs set as such, {@code share(entry)} a per cent from
 * 0 to 1, {@code chart(panel)} the SVG of a chart, {@code subjects(answers)} the {@link
 * SubjectMap}s of a file and {@code markup(map)} the SVG of one, {@code questions(report)} all
 * single answers as JSON for the page's script, {@code method(id)} the paper's name of a method,
 * {@code legend(figure)} a {@link Legend} and {@code sample(style)} one of its lines.
 */
public final class HtmlReport {

  /** The name of the file. */
  public static final String FILE = "report.html";

  private static final String FOLDER = "html";
  private static final String TEMPLATE = "report.html.ftl";

  private HtmlReport() {}

  /**
   * Writes the page, over one that was there.
   *
   * @param directory is created if it is not there
   * @param templates a directory with a folder {@code html}, whose files replace built-in templates
   *     of the same name
   * @return the file
   * @throws org.pulsebench.BadInputException if a template of the user's has a fault; it names
   *     file, line and expression
   * @throws EnvironmentException if the file cannot be written; what was there before stays
   */
  public static Path write(Report report, Path directory, Optional<Path> templates) {
    String page = render(report, templates);
    Path file = directory.resolve(FILE);
    try {
      Files.createDirectories(directory);
    } catch (java.io.IOException e) {
      throw EnvironmentException.unwritable(file, e);
    }
    WholeFile.write(file, partial -> Files.write(partial, page.getBytes(StandardCharsets.UTF_8)));
    return file;
  }

  /** Returns the page. */
  static String render(Report report, Optional<Path> templates) {
    Map<String, Object> model = new LinkedHashMap<>(Functions.all());
    model.put("report", report);
    return Templates.of(FOLDER, HTMLOutputFormat.INSTANCE, templates).render(TEMPLATE, model);
  }
}
