package org.pulsebench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.protocol.SelectionStability;
import org.pulsebench.results.ResultsDocument;

class ReportBuilderTest {

  @TempDir Path directory;

  @Test
  void the_papers_items_come_first_and_in_its_order() {
    Report report = Fixtures.paper();
    assertThat(report.sections().get(0).kind()).isEqualTo(Report.Section.Kind.PAPER);
    assertThat(report.sections().get(0).items())
        .extracting(Item::id)
        .containsExactly("table-2", "table-3", "figure-4", "figure-5");
    assertThat(report.sections())
        .extracting(Report.Section::title)
        .containsSequence("fine-tuned", "pre-trained", "sustainability", "modality");
  }

  @Test
  void every_table_is_as_it_was_found_right() {
    StringBuilder text = new StringBuilder();
    Fixtures.paper().tables().forEach(table -> text.append(text(table)).append('\n'));
    Golden.check("tables.txt", text.toString());
  }

  @Test
  void seeds_of_several_files_stand_together() {
    Entry.Value value = value(Fixtures.paper(), "table-3", 1, "unlearn-multimodal");
    assertThat(value.seeds()).extracting(Entry.SeedValue::seed).containsExactly(1L, 2L);
    assertThat(value.value())
        .isCloseTo((value.seeds().get(0).value() + value.seeds().get(1).value()) / 2, within(1e-9));
    assertThat(value.count()).isEqualTo(250);
    assertThat(value.interval().orElseThrow().method()).contains("Student");
    assertThat(value.interval().orElseThrow().low()).isGreaterThanOrEqualTo(0);
    assertThat(value.seeds().get(0).interval().orElseThrow().method()).contains("Wilson");
  }

  @Test
  void a_selection_tells_how_far_it_is_more_than_chance() {
    ResultsDocument results =
        Fixtures.changed(
            Fixtures.SEED_1,
            directory,
            root ->
                ((ObjectNode) root)
                    .putArray("selections")
                    .addObject()
                    .put("protocol", "pre-trained")
                    .put("pinned", false)
                    .putArray("stability")
                    .add(
                        SelectionStability.of(
                                SelectionStability.Over.PROMPTS,
                                2,
                                10,
                                Map.of("one", List.of("a", "b"), "other", List.of("b", "c")))
                            .toJson()));
    Report report = ReportBuilder.of(List.of(results));
    Table table = (Table) report.item("protocol-pre-trained-selection").orElseThrow();
    assertThat(table.blocks().get(0).rows().get(0).entries())
        .extracting(Entry::text)
        .contains("prompts", "10", "2", "1", "0.333", "0.111");
    assertThat(ReportBuilder.of(List.of(read(Fixtures.SEED_1))).tables())
        .extracting(Table::id)
        .doesNotContain("protocol-pre-trained-selection");
  }

  @Test
  void one_seed_has_the_interval_of_its_questions() {
    Report report = ReportBuilder.of(List.of(read(Fixtures.SEED_1)));
    Entry.Value value = value(report, "table-3", 1, "unlearn-multimodal");
    assertThat(value.interval().orElseThrow().method()).contains("Wilson");
    assertThat(value.spread()).isEmpty();
  }

  @Test
  void published_numbers_and_differences_are_those_of_the_paper() {
    Entry.Value value = value(Fixtures.paper(), "table-3", 2, "exam");
    assertThat(value.published().orElseThrow().text()).isEqualTo("48.8");
    assertThat(value.difference().orElseThrow()).isCloseTo(value.value() - 48.8, within(1e-9));
    Entry.Value forgotten = value(Fixtures.paper(), "figure-4", 0, "unlearn-forgotten");
    assertThat(forgotten.published().orElseThrow().value()).isEqualTo(71);
    assertThat(forgotten.published().orElseThrow().reading().word()).isEqualTo("digitised");
  }

  @Test
  void a_protocol_of_another_name_has_the_layout_of_what_it_is() {
    ResultsDocument renamed =
        Fixtures.changed(
            Fixtures.SEED_1,
            directory,
            root -> {
              rename(root, "sustainability", "Ünlearn <bit> by bit");
              rename(root, "modality", "???");
            });
    Report report = ReportBuilder.of(List.of(renamed));
    assertThat(report.item("figure-5").orElseThrow().caption()).contains("Ünlearn <bit> by bit");
    assertThat(value(report, "figure-5", 0, "after-1").published()).isPresent();
    assertThat(report.item("table-3").orElseThrow().caption()).contains("???");
    assertThat(report.items()).extracting(Item::id).contains("protocol-nlearn-bit-by-bit-accuracy");
  }

  @Test
  void results_of_another_model_are_shown_apart_and_the_reason_is_told() {
    ResultsDocument other =
        Fixtures.changed(
            Fixtures.SEED_2,
            directory,
            root ->
                ((ObjectNode) root.get("model")).put("name", "maxi").put("digest", "a".repeat(64)));
    Report report = ReportBuilder.of(List.of(read(Fixtures.SEED_1), other));
    assertThat(report.remarks())
        .extracting(Report.Remark::text)
        .containsExactly(
            "“Paper, seed 2”: the model is maxi, not mini. Its results are shown apart.");
    assertThat(report.items()).extracting(Item::id).contains("study-1-table-3", "study-2-table-3");
    assertThat(value(report, "study-1-table-3", 1, "exam").seeds()).hasSize(1);
  }

  @Test
  void a_method_with_other_parameters_is_another_study() {
    ResultsDocument other =
        Fixtures.changed(
            Fixtures.SEED_2,
            directory,
            root -> ((ObjectNode) root.get("methods").get(0)).put("version", "another"));
    Report report = ReportBuilder.of(List.of(read(Fixtures.SEED_1), other));
    assertThat(report.remarks())
        .extracting(Report.Remark::text)
        .first()
        .asString()
        .contains("its method ga is of another version or has other parameters");
  }

  @Test
  void the_same_file_twice_counts_once() {
    Report report = ReportBuilder.of(List.of(read(Fixtures.SEED_1), read(Fixtures.SEED_1)));
    assertThat(report.remarks()).isEmpty();
    assertThat(value(report, "table-3", 1, "exam").seeds()).hasSize(1);
  }

  @Test
  void what_diverged_is_a_gap_with_its_reason() {
    ResultsDocument diverged =
        Fixtures.changed(Fixtures.SEED_1, directory, root -> diverge(root, "sustainability", 3));
    Report report = ReportBuilder.of(List.of(diverged));
    Table numbers = ((Figure) report.item("figure-5").orElseThrow()).numbers();
    Entry entry = entry(numbers, 0, "after-4");
    assertThat(entry).isInstanceOf(Entry.Absent.class);
    assertThat(((Entry.Absent) entry).reason()).isEqualTo(Entry.Absent.Reason.DIVERGED);
    assertThat(((Entry.Absent) entry).explanation())
        .isEqualTo("request 3 diverged: Loss is not a number");
    assertThat(entry.published()).isPresent();
    assertThat(report.remarks())
        .extracting(Report.Remark::text)
        .containsExactly(
            "sustainability, GA, seed 1 diverged in request 3: Loss is not a number (NaN).");
    assertThat(report.findings())
        .filteredOn(finding -> finding.protocol().equals("sustainability"))
        .extracting(Finding::outcome)
        .startsWith(Finding.Outcome.DIVERGED);
  }

  @Test
  void a_seed_that_diverged_is_missing_from_the_mean_and_named() {
    ResultsDocument diverged =
        Fixtures.changed(Fixtures.SEED_1, directory, root -> diverge(root, "sustainability", 3));
    Report report = ReportBuilder.of(List.of(diverged, read(Fixtures.SEED_2)));
    Entry.Value value = value(report, "figure-5", 0, "after-5");
    assertThat(value.seeds()).extracting(Entry.SeedValue::seed).containsExactly(2L);
    assertThat(value.gaps()).extracting(Entry.Gap::seed).containsExactly(1L);
  }

  @Test
  void details_bring_losses() {
    Report report = Fixtures.few();
    assertThat(report.answers()).hasSize(1);
    Figure losses = (Figure) report.item("protocol-sustainability-losses").orElseThrow();
    assertThat(losses.panels()).hasSize(2);
    assertThat(losses.panels().get(1).series())
        .extracting(Figure.Series::name)
        .containsExactly("GA", "NPO");
    assertThat(losses.numbers().rows()).hasSize(1 + 2 * 5);
  }

  @Test
  void findings_follow_from_the_numbers() {
    assertThat(Fixtures.paper().findings())
        .extracting(
            finding -> finding.protocol() + ", " + finding.method() + ": " + finding.outcome())
        .containsExactly(
            "fine-tuned, GA: COLLATERAL",
            "fine-tuned, GA+KLR: PARTIAL",
            "fine-tuned, NPO: COLLATERAL",
            "pre-trained, GA: INEFFECTIVE",
            "pre-trained, GA+KLR: INEFFECTIVE",
            "pre-trained, NPO: INEFFECTIVE",
            "sustainability, GA: COLLATERAL",
            "sustainability, GA+KLR: COLLATERAL",
            "sustainability, NPO: COLLATERAL",
            "modality, GA, Proj,LLM: COLLATERAL",
            "modality, GA, LLM: COLLATERAL");
  }

  private static ResultsDocument read(String name) {
    return ResultsDocument.read(Fixtures.path(name));
  }

  private static void rename(JsonNode root, String from, String to) {
    root.get("protocols")
        .forEach(
            protocol -> {
              if (protocol.get("name").asText().equals(from)) {
                ((ObjectNode) protocol).put("name", to);
              }
            });
    root.get("cells")
        .forEach(
            cell -> {
              if (cell.get("protocol").asText().equals(from)) {
                ((ObjectNode) cell).put("protocol", to);
              }
            });
  }

  /** Lets a request of gradient ascent diverge. */
  private static void diverge(JsonNode root, String protocol, int request) {
    for (JsonNode cell : root.get("cells")) {
      if (cell.get("protocol").asText().equals(protocol)
          && cell.get("method").asText().equals("ga")) {
        ArrayNode states = (ArrayNode) cell.get("states");
        while (states.size() > request + 1) {
          states.remove(states.size() - 1);
        }
        ((ObjectNode) states.get(request))
            .putObject("diverged")
            .put("what", "Loss is not a number")
            .put("where", "step 3")
            .put("found", "NaN")
            .put("expected", "a finite loss")
            .put("remedy", "Lower the learning rate.");
        ((ObjectNode) cell).put("complete", false);
        for (JsonNode one : cell.get("sustainability")) {
          one.forEach(
              set -> {
                ((ObjectNode) set).remove("collapse");
                for (String area : List.of("area", "relativeArea")) {
                  ObjectNode figure = (ObjectNode) set.get(area);
                  figure.remove(List.of("value", "count", "low", "high"));
                  figure.put("undefined", "a request diverged");
                }
              });
        }
      }
    }
  }

  private static Entry.Value value(Report report, String id, int row, String column) {
    Item item = report.item(id).orElseThrow();
    Table table = item instanceof Figure figure ? figure.numbers() : (Table) item;
    return (Entry.Value) entry(table, row, column);
  }

  private static Entry entry(Table table, int row, String column) {
    int index = table.columns().stream().map(Table.Column::id).toList().indexOf(column);
    return table.rows().get(row).entries().get(index);
  }

  private static String text(Table table) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(table.id()).append(": ").append(table.title()).append('\n');
    text.append(table.caption()).append('\n');
    text.append(
            table.columns().stream()
                .map(
                    column ->
                        column.fullName() + column.direction().map(one -> " " + one).orElse(""))
                .collect(Collectors.joining(" | ")))
        .append('\n');
    for (Table.Block block : table.blocks()) {
      text.append("-- ").append(block.title()).append('\n');
      for (Table.Row row : block.rows()) {
        text.append(row.isBefore() ? "(before) " : "");
        text.append(
                row.entries().stream()
                    .map(ReportBuilderTest::text)
                    .collect(Collectors.joining(" | ")))
            .append('\n');
      }
    }
    table.notes().forEach(note -> text.append("* ").append(note).append('\n'));
    return text.toString();
  }

  private static String text(Entry entry) {
    StringBuilder text = new StringBuilder(entry.text());
    if (entry instanceof Entry.Value value) {
      text.append(value.mark() == Entry.Mark.NONE ? "" : " " + value.mark());
      value
          .interval()
          .ifPresent(
              one ->
                  text.append(" [")
                      .append(value.unit().text(one.low()))
                      .append(", ")
                      .append(value.unit().text(one.high()))
                      .append("]"));
      text.append(value.count() == 0 ? "" : " n=" + value.count());
    }
    entry.published().ifPresent(paper -> text.append(" (paper ").append(paper.text()).append(")"));
    return text.toString();
  }
}
