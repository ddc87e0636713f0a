package org.pulsebench.plugin.report;

import java.util.List;
import java.util.Optional;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.doxia.sink.impl.SinkEventAttributeSet;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.report.Entry;
import org.pulsebench.report.Figure;
import org.pulsebench.report.Finding;
import org.pulsebench.report.Item;
import org.pulsebench.report.Report;
import org.pulsebench.report.Table;

/**
 * What a site shows of a report: findings, remarks and all tables; figures by their numbers. The
 * whole page, with figures and single answers, is linked.
 */
public final class SitePage {

  private final Sink sink;

  private SitePage(Sink sink) {
    this.sink = sink;
  }

  /**
   * Writes the page.
   *
   * @param title of the page
   * @param link to the whole report, relative to this page
   */
  public static void write(Report report, String title, String link, Sink sink) {
    new SitePage(sink).page(report, title, link);
  }

  private void page(Report report, String title, String link) {
    sink.head();
    sink.title();
    sink.text(title);
    sink.title_();
    sink.head_();
    sink.body();
    sink.section1();
    sink.sectionTitle1();
    sink.text(report.title());
    sink.sectionTitle1_();
    sink.paragraph();
    sink.link(link);
    sink.text("The whole report");
    sink.link_();
    sink.text(" has the figures, what stands behind each number, and every single answer.");
    sink.paragraph_();
    summary(report);
    sink.section1_();
    report.sections().forEach(this::section);
    sink.body_();
  }

  private void summary(Report report) {
    for (Report.Remark remark : report.remarks()) {
      sink.paragraph();
      strong(remark.title() + ".");
      sink.text(" " + remark.text());
      sink.paragraph_();
    }
    if (!report.findings().isEmpty()) {
      sink.list();
      for (Finding finding : report.findings()) {
        sink.listItem();
        sink.text(finding.protocol() + ", " + finding.method() + ": ");
        strong(finding.outcome().words() + ".");
        sink.text(" " + finding.text());
        sink.listItem_();
      }
      sink.list_();
    }
  }

  private void section(Report.Section section) {
    sink.section1();
    sink.sectionTitle1();
    sink.text(section.title());
    sink.sectionTitle1_();
    section.lead().forEach(this::paragraph);
    for (Item item : section.items()) {
      sink.section2();
      sink.sectionTitle2();
      sink.text(item.title());
      sink.sectionTitle2_();
      paragraph(item.caption());
      Table table = item instanceof Figure figure ? figure.numbers() : (Table) item;
      table(table);
      table.notes().forEach(this::paragraph);
      sink.section2_();
    }
    sink.section1_();
  }

  private void table(Table table) {
    int columns = table.columns().size();
    sink.table();
    sink.tableRows();
    for (List<Table.Header> row : table.headers()) {
      sink.tableRow();
      for (Table.Header cell : row) {
        SinkEventAttributeSet span = new SinkEventAttributeSet();
        span.addAttribute("colspan", Integer.toString(cell.columns()));
        span.addAttribute("rowspan", Integer.toString(cell.rows()));
        sink.tableHeaderCell(span);
        sink.text(cell.text() + arrow(cell.direction()));
        sink.tableHeaderCell_();
      }
      sink.tableRow_();
    }
    for (Table.Block block : table.blocks()) {
      if (!block.title().isBlank()) {
        sink.tableRow();
        SinkEventAttributeSet span = new SinkEventAttributeSet();
        span.addAttribute("colspan", Integer.toString(columns));
        sink.tableHeaderCell(span);
        sink.text(block.title());
        sink.tableHeaderCell_();
        sink.tableRow_();
      }
      for (Table.Row row : block.rows()) {
        sink.tableRow();
        row.entries().forEach(this::entry);
        sink.tableRow_();
      }
    }
    sink.tableRows_();
    sink.table_();
  }

  private void entry(Entry entry) {
    sink.tableCell();
    if (entry instanceof Entry.Value value && value.mark() != Entry.Mark.NONE) {
      strong(value.text());
    } else {
      sink.text(entry.text());
    }
    entry.published().ifPresent(paper -> sink.text(" (published " + paper.text() + ")"));
    sink.tableCell_();
  }

  private void paragraph(String text) {
    sink.paragraph();
    sink.text(text);
    sink.paragraph_();
  }

  private void strong(String text) {
    SinkEventAttributeSet semantics = new SinkEventAttributeSet();
    semantics.addAttribute(SinkEventAttributeSet.SEMANTICS, "strong");
    sink.inline(semantics);
    sink.text(text);
    sink.inline_();
  }

  private static String arrow(Optional<Direction> direction) {
    return direction
        .map(one -> one == Direction.LOWER_IS_BETTER ? " \u2193" : " \u2191")
        .orElse("");
  }
}
