package org.pulsebench.report.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Sha256;
import org.pulsebench.json.JsonFile;
import org.pulsebench.report.Fixtures;

class ReportDirectoryTest {

  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path directory;

  @Test
  void a_report_is_there_in_every_format() throws IOException {
    WrittenReport written = ReportDirectory.write(request(Archive.copy(directory)));
    assertThat(written.page()).isEqualTo(directory.resolve("report/report.html"));
    assertThat(written.files()).first().isEqualTo(written.page());
    assertThat(written.withoutCharts()).isEmpty();
    assertThat(written.summary())
        .endsWith("all single answers as HTML, LaTeX, CSV, JSON and Markdown");
    for (String name :
        List.of(
            "latex/figure-5.tex",
            "latex/figure-5-1.pdf",
            "latex/pulse-macros.tex",
            "latex/pulse-report.tex",
            "pulse-report.json",
            "pulse-report.md",
            "summary.md",
            "tables.txt",
            "tables/table-2.csv",
            "tables/values.csv")) {
      assertThat(written.files()).contains(directory.resolve("report").resolve(name));
    }
    assertThat(written.files()).doesNotHaveDuplicates().allMatch(Files::isRegularFile);
    assertThat(files(directory.resolve("report"))).hasSameElementsAs(written.files());
    assertThat(directory.resolve("report/tables.txt")).content().contains("Figure 5.");
  }

  @Test
  void a_report_is_current_until_something_it_was_made_from_changes() throws IOException {
    ReportRequest request = request(Archive.copy(directory));
    assertThat(ReportDirectory.isCurrent(request)).isFalse();
    ReportDirectory.write(request);
    assertThat(ReportDirectory.isCurrent(request)).isTrue();

    Path configuration = Files.writeString(directory.resolve("experiment.json"), "{}");
    assertThat(ReportDirectory.isCurrent(request)).as("another configuration").isFalse();
    Files.delete(configuration);
    Path results = request.results().get(0).file();
    byte[] before = Files.readAllBytes(results);
    Files.writeString(results, Files.readString(results) + "\n");
    assertThat(ReportDirectory.isCurrent(request)).as("other results").isFalse();
    Files.write(results, before);
    assertThat(ReportDirectory.isCurrent(request)).as("as before").isTrue();

    Path templates = Files.createDirectories(directory.resolve("templates/html"));
    Files.writeString(templates.resolve("_more.ftl"), "");
    assertThat(ReportDirectory.isCurrent(with(request, templates.getParent())))
        .as("templates")
        .isFalse();
    Files.delete(directory.resolve("report/report.html"));
    assertThat(ReportDirectory.isCurrent(request)).as("no page").isFalse();
  }

  private static ReportRequest with(ReportRequest request, Path templates) {
    return new ReportRequest(
        request.directory(),
        request.results(),
        request.compared(),
        Optional.of(templates),
        request.license(),
        request.authors(),
        request.published());
  }

  @Test
  void methods_of_one_file_are_compared_with_the_first() throws IOException {
    WrittenReport written = ReportDirectory.write(request(Archive.copy(directory)));
    assertThat(written.report().item("comparison-sustainability")).isPresent();
  }

  @Test
  void the_crate_names_results_details_configuration_and_report() throws IOException {
    Path results = Archive.copy(directory);
    Files.writeString(directory.resolve("experiment.json"), "{}");
    WrittenReport written = ReportDirectory.write(request(results));
    JsonNode graph = JsonFile.read(written.crate()).get("@graph");
    Set<String> parts =
        new HashSet<>(graph.findParents("hasPart").get(0).get("hasPart").findValuesAsText("@id"));
    assertThat(parts)
        .contains("results.json", "results-details.zip", "experiment.json", "report/report.html")
        .hasSize(written.files().size() + 3);
    for (JsonNode entity : graph) {
      if (entity.get("@type").asText().equals("File")) {
        Path file = directory.resolve(entity.get("@id").asText());
        assertThat(entity.get("sha256").asText()).isEqualTo(Sha256.of(file));
      }
    }
  }

  @Test
  void a_crate_without_a_license_says_so() throws IOException {
    WrittenReport written = ReportDirectory.write(request(Archive.copy(directory)));
    assertThat(written.crate())
        .content()
        .contains("\"#no-license\"", "Nobody has said under which license");
  }

  @Test
  void seeds_in_files_of_their_own_are_one_study() {
    WrittenReport written =
        ReportDirectory.write(
            request(List.of(fixture(Fixtures.SEED_1), fixture(Fixtures.SEED_2)), List.of()));
    assertThat(written.report().remarks()).isEmpty();
    assertThat(written.report().facts().toString()).contains("1, 2");
    assertThat(written.summary()).contains("no single answers");
  }

  @Test
  void what_is_compared_with_comes_first_and_keeps_its_name() throws IOException {
    Path main = Archive.copy(directory.resolve("archive/main"));
    Path ours =
        Archive.changed(
            directory,
            text -> text.replace("\"experiment\":\"A few people\"", "\"experiment\":\"Ours\""),
            text -> text);
    WrittenReport written =
        ReportDirectory.write(
            request(List.of(at(ours)), List.of(ResultsFile.of("main=archive/main", directory))));
    assertThat(main).exists();
    assertThat(written.directory().resolve("tables/comparison-sustainability.csv"))
        .content()
        .contains("\"Ours, GA against main, GA\",");
    assertThat(written.report().sections().toString())
        .contains("Nothing differs in what main and Ours were made from.");
  }

  @Test
  void results_that_cannot_be_compared_are_told_of_and_all_else_is_written() throws IOException {
    Path other =
        Archive.changed(
            directory.resolve("other"),
            text -> text.replace("\"1-2026\",\"digest\":\"83", "\"1-2026\",\"digest\":\"00"),
            text -> text);
    Path results = Archive.copy(directory);
    WrittenReport written =
        ReportDirectory.write(
            request(List.of(at(results)), List.of(new ResultsFile(Optional.of("other"), other))));
    assertThat(written.report().item("not-comparable")).isPresent();
    assertThat(written.directory().resolve("tables/not-comparable.csv"))
        .content()
        .contains("\"A few people, GA\",\"other, GA\",");
    assertThat(written.directory().resolve("tables/table-2.csv")).exists();
  }

  @Test
  void an_older_report_goes_as_a_whole() throws IOException {
    Path stale = directory.resolve("report/latex/table-of-another-protocol.tex");
    Files.createDirectories(stale.getParent());
    Files.writeString(stale, "old");
    Files.writeString(directory.resolve("report/report.html"), "old");
    ReportDirectory.write(request(Archive.copy(directory)));
    assertThat(stale).doesNotExist();
    assertThat(directory.resolve("report/report.html")).content().startsWith("<!DOCTYPE html>");
    assertNothingBeside();
  }

  @Test
  void a_newer_schema_is_refused_and_the_older_report_stays() throws IOException {
    Path old = older();
    Path results =
        Archive.changed(
            directory, text -> text.replace("\"version\":1,", "\"version\":99,"), text -> text);
    assertRefused(results, "The results are of a newer version", "field version", "99");
    assertThat(old).hasContent("old");
  }

  @Test
  void newer_details_are_refused() throws IOException {
    Path results =
        Archive.changed(
            directory, text -> text, text -> text.replaceFirst("\"version\":1", "\"version\":99"));
    assertRefused(results, "newer version", "99");
  }

  @Test
  void truncated_results_are_refused() throws IOException {
    Path results =
        Archive.changed(directory, text -> text.substring(0, text.length() / 2), text -> text);
    assertRefused(results, results.toString(), "Run the experiment again");
  }

  @Test
  void truncated_details_are_refused() throws IOException {
    Path results = Archive.copy(directory);
    Path details = directory.resolve("results-details.zip");
    byte[] bytes = Files.readAllBytes(details);
    Files.write(details, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused(results, details.toString());
  }

  @Test
  void a_cell_of_an_unknown_protocol_is_refused() throws IOException {
    Path results =
        Archive.changed(
            directory,
            text ->
                text.replaceFirst(
                    "\"cells\":\\[\\{\"protocol\":\"sustainability\"",
                    "\"cells\":[{\"protocol\":\"forever\""),
            text -> text);
    assertRefused(results, "forever", "sustainability");
  }

  @Test
  void results_without_any_cell_are_refused() throws IOException {
    Path results =
        Archive.changed(
            directory,
            text ->
                text.replaceFirst("(?s)\"cells\":\\[.*\\],\"summary\"", "\"cells\":[],\"summary\""),
            text -> text);
    assertRefused(results, "field cells", "at least one of protocol sustainability");
  }

  @Test
  void a_number_that_is_none_is_refused() throws IOException {
    Path results =
        Archive.changed(
            directory,
            text -> text.replaceFirst("\"value\":[0-9.E-]+", "\"value\":NaN"),
            text -> text);
    assertRefused(results, results.toString(), "NaN");
  }

  @Test
  void results_that_are_not_there_are_named() {
    assertRefused(directory.resolve("results.json"), "There are no results", "no such file");
  }

  @Test
  void the_same_file_twice_is_refused() {
    assertThatThrownBy(
            () -> request(List.of(fixture(Fixtures.FEW)), List.of(fixture(Fixtures.FEW))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Results are named twice")
        .hasMessageContaining("few.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"latex/table.tex.ftl", "html/_details.html.ftl"})
  void a_broken_template_is_named_and_the_older_report_stays(String name) throws IOException {
    Path old = older();
    Path template = directory.resolve("mine").resolve(name);
    Files.createDirectories(template.getParent());
    Files.writeString(template, "% mine\n${report.nothing.at.all}\n");
    Path results = Archive.copy(directory);
    assertThatThrownBy(
            () ->
                ReportDirectory.write(
                    new ReportRequest(
                        directory,
                        List.of(at(results)),
                        List.of(),
                        Optional.of(directory.resolve("mine")),
                        Optional.empty(),
                        List.of(),
                        TIME)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(template + ", line 2")
        .hasMessageContaining("the expression report");
    assertThat(old).hasContent("old");
    assertThat(directory.resolve("ro-crate-metadata.json")).doesNotExist();
    assertNothingBeside();
  }

  @Test
  void a_place_that_is_a_file_is_named() throws IOException {
    Path results = Archive.copy(directory);
    Path taken = Files.writeString(directory.resolve("taken"), "mine");
    assertThatThrownBy(() -> ReportDirectory.write(ReportRequest.of(taken, results)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("File cannot be written")
        .hasMessageContaining("taken");
    assertThat(taken).hasContent("mine");
  }

  @Test
  void a_report_that_cannot_take_its_place_leaves_the_older_one() throws IOException {
    Path results = Archive.copy(directory);
    Files.writeString(directory.resolve("report"), "a file of the user's");
    // Its place can be had; that of what describes it cannot.
    Files.createDirectories(directory.resolve("ro-crate-metadata.json/not empty"));
    assertThatThrownBy(() -> ReportDirectory.write(request(results)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("ro-crate-metadata.json");
    assertNothingBeside();
  }

  @Test
  void names_and_answers_are_shown_as_they_are_and_never_run() throws IOException {
    String nasty =
        "<img src=x onerror=alert(1)>&amp; \\\\input{/etc/passwd} 50 % $x_1^2$ #{a} ~ ${7*7}"
            + " \\u05d9\\u05e2\\u05dc \\u202e \\ud83d\\udc69\\u200d\\ud83d\\udd2c \\u5f20\\u4f1f "
            + "Donaudampfschifffahrt".repeat(12);
    Path results =
        Archive.changed(
            directory,
            text ->
                text.replace("\"experiment\":\"A few people\"", "\"experiment\":\"" + nasty + "\""),
            text -> text.replace("Greta Draton", nasty).replace("\"Milan\"", "\"" + nasty + "\""));
    WrittenReport written = ReportDirectory.write(request(results));
    String page = Files.readString(written.page());
    assertThat(page).doesNotContain("<img src=x").contains("&lt;img src=x onerror=alert(1)&gt;");
    assertThat(page).contains("${7*7}", "\u05d9\u05e2\u05dc", "\u5f20\u4f1f");
    assertThat(written.directory().resolve("latex/pulse-report.tex"))
        .content()
        .doesNotContain("\\input{/etc", "50 % $x_1")
        .contains("\\pulseunicode{5F20}");
    assertThat(written.directory().resolve("pulse-report.md")).content().doesNotContain("<img");
    JsonNode json = JsonFile.read(written.directory().resolve("pulse-report.json"));
    assertThat(json.get("title").asText()).startsWith("<img src=x").contains("\u5f20\u4f1f");
    assertThat(JsonFile.read(written.crate()).get("@graph").get(1).get("name").asText())
        .startsWith("<img src=x");
  }

  /** A few seconds on a quiet machine; a busy one with two processors may need far more. */
  @Test
  void a_report_in_all_formats_takes_less_than_half_a_minute() throws IOException {
    Path results = Archive.copy(directory);
    long start = System.nanoTime();
    ReportDirectory.write(request(results));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
  }

  private Path older() throws IOException {
    Files.createDirectories(directory.resolve("report"));
    return Files.writeString(directory.resolve("report/report.html"), "old");
  }

  private void assertRefused(Path results, String... words) {
    assertThatThrownBy(() -> ReportDirectory.write(request(results)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(words);
    assertNothingBeside();
  }

  private void assertNothingBeside() {
    assertThat(directory).isDirectoryNotContaining("glob:**.partial");
  }

  private ReportRequest request(Path results) {
    return request(List.of(at(results)), List.of());
  }

  private ReportRequest request(List<ResultsFile> results, List<ResultsFile> compared) {
    return new ReportRequest(
        directory, results, compared, Optional.empty(), Optional.empty(), List.of(), TIME);
  }

  private static ResultsFile at(Path file) {
    return new ResultsFile(Optional.empty(), file);
  }

  private static ResultsFile fixture(String name) {
    return at(Fixtures.path(name));
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
