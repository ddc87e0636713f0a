package org.pulsebench.report.latex;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pulsebench.report.Figure;
import org.pulsebench.report.Item;
import org.pulsebench.report.Report;
import org.pulsebench.report.ReportFiles;
import org.pulsebench.report.Table;
import org.pulsebench.report.Templates;
import org.pulsebench.report.chart.PdfChart;

/**
 * A report as LaTeX: a fragment for each table and figure, the numbers as macros, and a document
 * that shows them all.
 *
 * <p>A table {@code x} gives {@code x.tex}, which is a {@code tabular} for an author's own float,
 * or a {@code longtable} if it is longer than a page; {@code x-intervals.tex} has intervals and
 * counts below the numbers; {@code x-published.tex} and {@code x-difference.tex} have the paper's
 * numbers, and ours less those. A figure {@code x} gives {@code x.tex} and {@code x-published.tex}
 * in pgfplots beside the fragments of its numbers. Everything compiles with pdflatex.
 */
public final class LatexReport {

  /** The folder of the templates. */
  public static final String FOLDER = "latex";

  /** The file with a macro for every number of the paper's items. */
  public static final String MACROS = "pulse-macros.tex";

  /** The document. */
  public static final String DOCUMENT = "pulse-report.tex";

  private final Report report;
  private final Templates templates;
  private final ReportFiles files = new ReportFiles();

  private LatexReport(Report report, Templates templates) {
    this.report = report;
    this.templates = templates;
  }

  /**
   * A section as the template of the document sees it.
   *
   * @param lead what to know of all items, a paragraph each
   */
  public record Section(String title, List<String> lead, List<SectionItem> items) {

    public Section {
      lead = List.copyOf(lead);
      items = List.copyOf(items);
    }
  }

  /**
   * An item as the template of the document sees it.
   *
   * @param figures the names of its figures' files, without {@code .tex}
   * @param tables its tables, in the variants that the document shows
   */
  public record SectionItem(
      String title, String caption, List<LatexMarkup> figures, List<LatexTable> tables) {

    public SectionItem {
      figures = List.copyOf(figures);
      tables = List.copyOf(tables);
    }
  }

  /**
   * Writes all files of a report, the document last.
   *
   * @param directory is created if need be
   * @param templates the user's directory of templates, whose folder {@value #FOLDER} replaces
   *     those built in
   * @return the files that were written
   * @throws org.pulsebench.BadInputException if a template of the user's has a fault; nothing is
   *     written
   * @throws org.pulsebench.EnvironmentException if a file cannot be written
   */
  public static List<Path> write(Report report, Path directory, Optional<Path> templates) {
    LatexReport latex =
        new LatexReport(report, Templates.of(FOLDER, LatexOutputFormat.INSTANCE, templates));
    latex.render();
    return latex.files.writeTo(directory);
  }

  /**
   * Writes each chart as {@code x.pdf}, {@code x} being the id of its panel, for documents without
   * pgfplots.
   *
   * @param directory is created if need be
   * @return the files that were written
   * @throws org.pulsebench.EnvironmentException if a file cannot be written, or if there is no font
   *     to draw with
   */
  public static List<Path> writeCharts(Report report, Path directory) {
    ReportFiles charts = new ReportFiles();
    for (Item item : report.items()) {
      if (item instanceof Figure figure) {
        figure.panels().forEach(panel -> charts.add(panel.id() + ".pdf", PdfChart.of(panel)));
      }
    }
    return charts.writeTo(directory);
  }

  private void render() {
    List<Section> sections = report.sections().stream().map(this::section).toList();
    add(MACROS, Map.of("groups", Macros.of(report)));
    Map<String, Object> model = functions();
    model.put("report", report);
    model.put("sections", sections);
    add(DOCUMENT, model);
  }

  private Section section(Report.Section section) {
    boolean ofPaper = section.kind() == Report.Section.Kind.PAPER;
    List<SectionItem> items = new ArrayList<>();
    for (Item item : section.items()) {
      Table table = item instanceof Figure figure ? figure.numbers() : (Table) item;
      List<LatexMarkup> figures = item instanceof Figure figure ? figures(figure) : List.of();
      List<LatexTable> tables = tables(table);
      // What only repeats numbers with less said of them is left to those who want the fragment.
      List<LatexTable> shown =
          ofPaper ? tables : tables.subList(tables.size() > 1 ? 1 : 0, Math.min(2, tables.size()));
      items.add(new SectionItem(item.title(), item.caption(), figures, shown));
    }
    return new Section(section.title(), section.lead(), items);
  }

  private List<LatexTable> tables(Table table) {
    List<LatexTable> tables = new ArrayList<>();
    for (Variant variant : Variant.of(table)) {
      LatexTable one = LatexTable.of(table, variant);
      files.add(
          LatexTable.name(table, variant) + ".tex",
          templates.render("table.tex.ftl", Map.of("table", one)));
      tables.add(one);
    }
    return tables;
  }

  private List<LatexMarkup> figures(Figure figure) {
    List<LatexMarkup> names = new ArrayList<>();
    for (boolean published : new boolean[] {false, true}) {
      List<Figure.Panel> panels =
          figure.panels().stream().filter(panel -> panel.published() == published).toList();
      if (!panels.isEmpty()) {
        String name = figure.id() + (published ? Variant.PUBLISHED.suffix() : "");
        Map<String, Object> model = functions();
        model.put("figure", figure);
        model.put("panels", panels);
        model.put("colours", List.of(Figure.Colour.values()));
        files.add(name + ".tex", templates.render("figure.tex.ftl", model));
        names.add(LatexMarkup.of(name));
      }
    }
    return names;
  }

  private void add(String file, Map<String, ?> model) {
    files.add(file, templates.render(file + ".ftl", model));
  }

  private static Map<String, Object> functions() {
    Map<String, Object> functions = new HashMap<>();
    functions.put("heading", (TemplateMethodModelEx) LatexReport::heading);
    functions.put("hex", (TemplateMethodModelEx) LatexReport::hex);
    return functions;
  }

  private static Object heading(List<?> arguments) throws TemplateModelException {
    return LatexMarkup.heading(((TemplateScalarModel) arguments.get(0)).getAsString());
  }

  private static Object hex(List<?> arguments) throws TemplateModelException {
    Number rgb = ((TemplateNumberModel) arguments.get(0)).getAsNumber();
    return "%06X".formatted(rgb.intValue());
  }
}
