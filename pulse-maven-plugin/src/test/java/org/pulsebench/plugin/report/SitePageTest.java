package org.pulsebench.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.apache.maven.doxia.module.xhtml5.Xhtml5SinkFactory;
import org.apache.maven.doxia.sink.Sink;
import org.junit.jupiter.api.Test;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.report.Entry;
import org.pulsebench.report.Finding;
import org.pulsebench.report.PublishedValue;
import org.pulsebench.report.Report;
import org.pulsebench.report.Table;
import org.pulsebench.report.Unit;

final class SitePageTest {

  @Test
  void a_table_is_a_table_with_its_headers_marks_and_published_values() {
    assertThat(page())
        .contains("<th colspan=\"2\" rowspan=\"1\">D_unlearn &#x2193;</th>")
        .contains("<th colspan=\"3\">After 1 request</th>")
        .contains("<td>GA &lt;b&gt;</td>")
        .contains("<td><strong>35.2</strong> (published 36.0)</td>")
        .contains("<td>diverged</td>")
        .contains("<h2>Table 3. Modality</h2>");
  }

  @Test
  void the_whole_report_is_linked_and_what_one_has_to_know_comes_first() {
    String page = page();
    assertThat(page)
        .contains("<a href=\"pulse-report.html\">The whole report</a>")
        .contains("<strong>Diverged.</strong> Look out.")
        .contains("fine-tuned, GA: <strong>" + Finding.Outcome.PARTIAL.words() + ".</strong>");
    assertThat(page.indexOf("Look out")).isLessThan(page.indexOf("Table 3"));
  }

  private static String page() {
    StringWriter writer = new StringWriter();
    Sink sink = new PageSinkFactory().to(writer);
    SitePage.write(report(), "Unlearning", "pulse-report.html", sink);
    sink.close();
    return writer.toString();
  }

  /** Opens what is meant for those who add formats. */
  private static final class PageSinkFactory extends Xhtml5SinkFactory {

    Sink to(StringWriter writer) {
      return createSink(writer, "UTF-8");
    }
  }

  private static Report report() {
    Table table =
        new Table(
            "table-3",
            "Table 3. Modality",
            "What it shows.",
            List.of(
                Table.Column.of("method", "Method"),
                Table.Column.of("multi", "Multi", Direction.LOWER_IS_BETTER).in("D_unlearn"),
                Table.Column.of("text", "Text", Direction.LOWER_IS_BETTER).in("D_unlearn")),
            List.of(
                new Table.Block(
                    "After 1 request",
                    List.of(
                        new Table.Row(
                            false,
                            List.of(
                                Entry.Label.of("GA <b>"),
                                Entry.Value.fixed(
                                        35.2,
                                        Unit.PERCENT,
                                        Optional.of(
                                            new Entry.Published(
                                                36,
                                                0.05,
                                                PublishedValue.Reading.PRINTED,
                                                "Table 3",
                                                Unit.PERCENT)))
                                    .marked(Entry.Mark.BEST),
                                Entry.Absent.of(
                                    Entry.Absent.Reason.DIVERGED, "", Optional.empty())))))),
            List.of("A note."));
    return new Report(
        "Two rates",
        List.of(),
        List.of(new Finding("fine-tuned", "GA", Finding.Outcome.PARTIAL, "It forgot.")),
        List.of(new Report.Remark(Report.Remark.Kind.WARNING, "Diverged", "Look out.")),
        List.of(
            new Report.Section(
                "paper", Report.Section.Kind.PAPER, "The paper", List.of(), List.of(table))),
        List.of());
  }
}
