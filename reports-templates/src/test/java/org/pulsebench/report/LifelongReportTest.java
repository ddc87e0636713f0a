package org.pulsebench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.report.compare.Comparison;
import org.pulsebench.report.compare.NamedResults;
import org.pulsebench.report.data.CsvReport;
import org.pulsebench.report.data.JsonReport;
import org.pulsebench.report.data.MarkdownReport;
import org.pulsebench.report.html.HtmlReport;
import org.pulsebench.report.latex.LatexReport;
import org.pulsebench.results.ResultsDocument;

/** The report of a protocol of published tasks, in every format. */
class LifelongReportTest {

  @TempDir Path directory;

  private final Report report = report(new LifelongResults());

  @Test
  void the_matrices_of_mlubench_come_first_and_no_item_of_another_paper() {
    assertThat(report.sections())
        .extracting(Report.Section::title)
        .containsExactly("MLUBench's tables", "lifelong");
    assertThat(report.items())
        .extracting(Item::id)
        .containsExactly(
            "mlubench-scores",
            "mlubench-scores-variants",
            "protocol-lifelong-forget-quality",
            "protocol-lifelong-utility",
            "protocol-lifelong-drift",
            "protocol-lifelong-left",
            "protocol-lifelong-left-variants",
            "protocol-lifelong-routing",
            "protocol-lifelong-weights",
            "protocol-lifelong-missing",
            "protocol-lifelong-exam",
            "protocol-lifelong-times");
  }

  @Test
  void every_format_is_as_it_was_found_right() {
    Report base = report(new LifelongResults().withoutVariants());
    MarkdownReport.write(report, directory);
    CsvReport.write(base, directory);
    LatexReport.write(base, directory, Optional.empty());
    golden("pulse-report.md");
    golden("mlubench-scores.csv");
    golden("protocol-lifelong-routing.csv");
    golden("values.csv");
    golden("mlubench-scores.tex");
    golden("mlubench-scores-published.tex");
    golden("mlubench-scores-difference.tex");
    golden("protocol-lifelong-forget-quality.tex");
  }

  @Test
  void numbers_are_there_for_programs_and_as_macros() throws IOException {
    JsonReport.write(report, directory);
    JsonNode json = new ObjectMapper().readTree(directory.resolve(JsonReport.FILE).toFile());
    JsonNode entry = json.at("/sections/0/items/0/blocks/0/rows/3/entries/a-ua");
    assertThat(entry.at("/unit").asText()).isEqualTo("score");
    assertThat(entry.at("/published/reading").asText()).isEqualTo("quoted");
    assertThat(json.at("/sections/1/items/0/figure").asText())
        .isEqualTo("protocol-lifelong-forget-quality");
    LatexReport.write(report, directory, Optional.empty());
    assertThat(Files.readString(directory.resolve(LatexReport.MACROS)))
        .contains("{\\pulseMlubenchScoresForgetQualityLUMoEAUa}{\\pulsenum{0.955}}")
        .contains("{\\pulseMlubenchScoresForgetQualityLUMoEAUaPublished}{\\pulsenum{1.000}}");
  }

  @Test
  void the_page_is_as_it_was_found_right_and_every_reference_finds_its_element()
      throws IOException {
    Report base = report(new LifelongResults().withoutVariants());
    String page = Files.readString(HtmlReport.write(base, directory, Optional.empty()));
    for (String id :
        List.of(
            "mlubench-scores",
            "protocol-lifelong-utility",
            "protocol-lifelong-drift",
            "protocol-lifelong-routing",
            "protocol-lifelong-weights",
            "protocol-lifelong-missing")) {
      Golden.check("lifelong/" + id + ".html", item(page, id));
    }
    List<String> ids = all(page, " id=\"([^\"]+)\"");
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(new HashSet<>(ids))
        .containsAll(all(page, "href=\"#([^\"]+)\""))
        .containsAll(all(page, "aria-describedby=\"([^\"]+)\""));
    assertThat(page)
        .contains("Line chart of Forget quality over Tasks unlearnt, LUMoE. Task A: 0.10, 0.96");
  }

  @Test
  void published_scores_stand_beside_ours_with_the_difference() {
    Entry.Value value = value(report, "mlubench-scores", 3, "a-ud");
    assertThat(value.value()).isCloseTo(0.955, within(1e-9));
    assertThat(value.published().orElseThrow().text()).isEqualTo("1.000");
    assertThat(value.published().orElseThrow().reading()).isEqualTo(PublishedValue.Reading.QUOTED);
    assertThat(value.unit().difference(value.difference().orElseThrow())).isEqualTo("-0.045");
    assertThat(entry(report, "mlubench-scores", 3, "b-uc").published()).isEmpty();
    assertThat(entry(report, "mlubench-scores-variants", 3, "a-ud").published()).isEmpty();
  }

  @Test
  void tasks_in_another_order_have_no_published_scores_beside_them_and_the_reason_is_told() {
    Report other = report(new LifelongResults().tasks("D", "A", "B", "C"));
    Table table = table(other, "mlubench-scores");
    assertThat(table.hasPublished()).isFalse();
    assertThat(table.notes())
        .contains(
            "lifelong unlearns the tasks D, A, B, C in this order, the paper A, B, C, D: none of"
                + " its numbers stands here.");
    assertThat(table.columns()).extracting(Table.Column::name).startsWith("Method", "D-UD", "D-UA");
  }

  @Test
  void what_the_numbers_are_of_and_that_they_cannot_be_compared_is_said_at_once() {
    assertThat(report.sections().get(0).lead().get(1))
        .isEqualTo(
            "Ours are of the model mini on MLUBench with drawn pictures in place of those that are"
                + " missing, judged by rules rules-1: they cannot be compared with the paper's,"
                + " but whether the same happens can be seen.");
    assertThat(report(new LifelongResults().withPictures()).sections().get(0).lead().get(1))
        .contains("on MLUBench, judged by");
  }

  @Test
  void without_variants_there_is_no_table_of_them() {
    Report base = report(new LifelongResults().withoutVariants());
    assertThat(base.items()).extracting(Item::id).noneMatch(id -> id.contains("variants"));
    assertThat(table(base, "protocol-lifelong-drift").columns()).hasSize(1 + 3);
  }

  @Test
  void a_seed_that_diverged_is_missing_from_the_mean_and_named() {
    Entry.Value value = value(report, "mlubench-scores", 1, "a-uc");
    assertThat(value.seeds()).extracting(Entry.SeedValue::seed).containsExactly(1L);
    assertThat(value.gaps())
        .containsExactly(
            new Entry.Gap(2, Entry.Absent.Reason.DIVERGED, "request 3 diverged: It diverged"));
    assertThat(value(report, "mlubench-scores", 1, "a-ub").seeds()).hasSize(2);
    assertThat(value(report, "protocol-lifelong-drift", 0, "drift-retain-utility").gaps())
        .extracting(Entry.Gap::explanation)
        .containsExactly("request 3 of 4 diverged");
  }

  @Test
  void what_nobody_could_judge_is_no_score_but_a_warning() {
    Entry missing = entry(report, "mlubench-scores", 4 + 2, "b-ud");
    assertThat(missing.text()).isEqualTo("–");
    assertThat(((Entry.Absent) missing).explanation()).isEqualTo("none of its answers was judged");
    assertThat(report.remarks())
        .extracting(Report.Remark::text)
        .contains(
            "lifelong, NPO, seed 1: 552 judgements are missing (549 timed out, 3 no score)."
                + " Scores are of the others.");
    assertThat(table(report, "mlubench-scores").notes())
        .contains(
            "Judged by rules rules-1; 552 judgements are missing, and no score stands for them.");
    assertThat(value(report, "protocol-lifelong-missing", 0, "after-4").value()).isEqualTo(552);
  }

  @Test
  void routing_is_told_state_by_state_and_errors_on_purpose_are_named() {
    Table routing = table(report, "protocol-lifelong-routing");
    assertThat(routing.rows()).hasSize(4);
    Entry.Value recall = value(report, "protocol-lifelong-routing", 0, "recall");
    assertThat(recall.value()).isCloseTo(95.5, within(1e-9));
    assertThat(recall.count()).isEqualTo(100);
    assertThat(routing.notes())
        .contains(
            "The router of LUMoE looks at names and pictures, and 5.0 % of the questions were sent"
                + " to a wrong place on purpose.");
  }

  @Test
  void weights_are_told_to_be_the_same_or_when_they_changed() {
    assertThat(table(report, "protocol-lifelong-weights").rows())
        .extracting(row -> row.entries().get(0).text() + ": " + row.entries().get(2).text())
        .contains("GA: changed by task A", "LUMoE: the same throughout");
  }

  @Test
  void findings_tell_refusing_from_ruin() {
    assertThat(report.findings())
        .extracting(finding -> finding.method() + ": " + finding.outcome())
        .containsExactly("GA: COLLATERAL", "NPO: DAMAGED", "LUMoE: SELECTIVE");
    assertThat(report.findings().get(2).text())
        .startsWith(
            "Forget quality of D_unlearn 0.060 → 0.955; its utility 0.760 → 0.035, that of"
                + " D_retain 0.760 → 0.750.");
  }

  @Test
  void where_nothing_was_known_there_is_no_outcome() {
    Report unknown = report(new LifelongResults().thatKnewNothing());
    assertThat(unknown.findings())
        .extracting(Finding::outcome)
        .containsOnly(Finding.Outcome.UNDEFINED);
    assertThat(unknown.findings().get(0).text())
        .startsWith("No answer about a whole set was right before any task");
  }

  @Test
  void without_an_exam_nothing_is_said_of_one_and_nothing_is_compared() {
    ResultsDocument document = new LifelongResults().withoutExam().document();
    Report without = ReportBuilder.of(List.of(document));
    assertThat(without.items()).extracting(Item::id).noneMatch(id -> id.endsWith("-exam"));
    assertThat(without.findings().get(0).shares())
        .extracting(Finding.Share::name)
        .containsExactly("D_unlearn forgotten", "D_retain kept");
    Source source = new Source(document, Optional.empty());
    Report.Section comparison = Comparison.of(List.of(NamedResults.of("one", source)));
    assertThat(comparison.lead().get(1)).startsWith("Of published tasks, the exam alone");
    assertThat(((Table) comparison.items().get(0)).rows())
        .extracting(row -> row.entries().get(3).text())
        .containsOnly("neither options nor an exam were asked");
  }

  @Test
  void judged_answers_can_be_searched_with_their_scores_and_entities_have_a_map()
      throws IOException {
    Source source = LifelongDetails.source(new LifelongResults().document(), directory);
    Report detailed = ReportBuilder.ofSources(List.of(source));
    String page = Files.readString(HtmlReport.write(detailed, directory, Optional.empty()));
    String data =
        all(page, "(?s)<script type=\"application/json\" id=\"data\">(.*?)</script>").get(0);
    assertThat(data).doesNotContain("<");
    JsonNode book = new ObjectMapper().readTree(data).get(0);
    assertThat(book.get("subjects")).hasSize(8);
    assertThat(book.get("texts")).extracting(JsonNode::asText).contains("I cannot tell.");
    assertThat(book.get("questions").get(0).get(7).asText()).isEqualTo("A thing </script>.");
    JsonNode lumoe = book.get("cells").get(3);
    assertThat(lumoe.get("method").asText()).isEqualTo("LUMoE");
    JsonNode judged =
        book.get("evaluations").get(lumoe.get("states").get(1).asText()).get("judged");
    assertThat(judged.get("forget").asText()).isEqualTo("22--00--00--00--");
    assertThat(judged.get("utility").asText()).isEqualTo("0011111111111111");
    JsonNode npo = book.get("cells").get(2);
    JsonNode missing = book.get("evaluations").get(npo.get("states").get(4).asText()).get("judged");
    assertThat(missing.get("utility").asText()).containsOnlyOnce("-".repeat(16));
    assertThat(page)
        .contains(
            "Of 4 entities to be unlearned, 0 still have an answer that is right at least in part.")
        .contains("right at least in part, and 4 were not judged.")
        .contains("A/gone, to be unlearned: utility 0.50 → 0.00, forget quality 0.00 → 1.00")
        .contains(">task A</text>", ">base, before</text>");
  }

  private static Report report(LifelongResults results) {
    return ReportBuilder.of(List.of(results.document()));
  }

  private void golden(String name) {
    try {
      Golden.check("lifelong/" + name, Files.readString(directory.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Table table(Report report, String id) {
    Item item = report.item(id).orElseThrow();
    return item instanceof Figure figure ? figure.numbers() : (Table) item;
  }

  private static Entry.Value value(Report report, String id, int row, String column) {
    return (Entry.Value) entry(report, id, row, column);
  }

  private static Entry entry(Report report, String id, int row, String column) {
    Table table = table(report, id);
    int index = table.columns().stream().map(Table.Column::id).toList().indexOf(column);
    return table.rows().get(row).entries().get(index);
  }

  private static String item(String page, String id) {
    int start = page.lastIndexOf("<div class=\"item", page.indexOf("\" id=\"" + id + "\""));
    int next = page.indexOf("<div class=\"item", start + 1);
    int end = page.indexOf("</section>", start);
    return page.substring(start, next > 0 && next < end ? next : end).strip() + "\n";
  }

  private static List<String> all(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult r) -> r.group(1))
        .toList();
  }
}
