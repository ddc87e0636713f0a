package org.pulsebench.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.report.Entry;
import org.pulsebench.report.Finding;
import org.pulsebench.report.Fixtures;
import org.pulsebench.report.Golden;
import org.pulsebench.report.Item;
import org.pulsebench.report.Report;
import org.pulsebench.report.ReportBuilder;
import org.pulsebench.report.Source;
import org.pulsebench.report.Table;

class HtmlReportTest {

  private static final List<String> NASTY =
      List.of(
          "<script>alert(1)</script>",
          "</script><!--",
          "\"quoted\" & 'single' <b>",
          "${7*7} <#if x> ?no_esc",
          "\u05d9\u05e2\u05dc \u05db\u05d4\u05df \u202e gnol",
          "\ud83d\udc69\ud83c\udffd\u200d\ud83d\udd2c \u5f20\u4f1f \uae40\ubbfc\uc900",
          "Donaudampfschifffahrtsgesellschaft".repeat(8));

  @TempDir Path directory;

  @Test
  void every_item_is_as_it_was_found_right() {
    String page = HtmlReport.render(Fixtures.paper(), Optional.empty());
    for (String id : List.of("table-2", "table-3", "figure-4", "figure-5")) {
      Golden.check("html/" + id + ".html", item(page, id));
    }
    for (String id :
        List.of(
            "accuracy", "change", "mcnemar", "agreement", "requests", "sustainability", "times")) {
      String whole = "protocol-sustainability-" + id;
      Golden.check("html/" + whole + ".html", item(page, whole));
    }
  }

  @Test
  void nothing_is_fetched_from_anywhere() {
    String page = HtmlReport.render(Fixtures.few(), Optional.empty());
    assertThat(page)
        .doesNotContainPattern("(?i)(src|href|action|srcset)=\"(?!#|data:)")
        .doesNotContainPattern("(?i)@import|url\\(")
        .doesNotContain("http://", "https://", "fetch(", "XMLHttpRequest");
  }

  @Test
  void whatever_refers_to_an_element_finds_it_and_each_has_an_id_of_its_own() {
    String page = HtmlReport.render(Fixtures.few(), Optional.empty());
    List<String> ids = all(page, " id=\"([^\"]+)\"");
    Set<String> distinct = new HashSet<>(ids);
    assertThat(ids).hasSameSizeAs(distinct);
    assertThat(distinct).containsAll(all(page, "href=\"#([^\"]+)\""));
    assertThat(distinct).containsAll(all(page, "aria-describedby=\"([^\"]+)\""));
    all(page, "aria-labelledby=\"([^\"]+)\"")
        .forEach(names -> assertThat(distinct).contains(names.split(" ")));
  }

  @Test
  void charts_have_their_numbers_in_words() {
    String page = HtmlReport.render(Fixtures.paper(), Optional.empty());
    assertThat(all(page, "(<svg class=\"chart\")")).hasSize(4 + 2);
    assertThat(page)
        .contains("Line chart of Accuracy (%) over Unlearning requests, Ours. D_unlearn, GA: ");
  }

  @Test
  void what_a_user_named_is_shown_as_it_is_and_never_run() {
    String page = HtmlReport.render(nasty(), Optional.empty());
    assertThat(page)
        .doesNotContain("<script>alert", "<b>'", "</script><!--")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .contains("&quot;quoted&quot; &amp; &#39;single&#39; &lt;b&gt;")
        .contains("${7*7} &lt;#if x&gt; ?no_esc")
        .contains(NASTY.get(4), NASTY.get(5), NASTY.get(6));
    assertThat(all(page, "(<script)")).hasSize(1);
  }

  @Test
  void answers_cannot_end_the_script_they_are_in() throws IOException {
    String page = HtmlReport.render(Fixtures.few(), Optional.empty());
    String data =
        all(page, "(?s)<script type=\"application/json\" id=\"data\">(.*?)</script>").get(0);
    assertThat(data).doesNotContain("<");
    JsonNode book = new ObjectMapper().readTree(data).get(0);
    assertThat(book.get("subjects")).hasSize(7);
    assertThat(book.get("cells")).hasSize(2);
    JsonNode first =
        book.get("evaluations").get(book.get("cells").get(0).get("states").get(0).asText());
    assertThat(first.get("chosen").asText()).hasSize(7 * 10 + 4).matches("[A-Z-]+");
    assertThat(first.get("right").asText()).hasSize(7 * 10 + 4).matches("[01]+");
    assertThat(first.get("p").asText()).hasSize(2 * (7 * 10 + 4));
    assertThat(book.get("pictures")).isNotEmpty();
  }

  @Test
  void a_report_without_details_says_so() {
    assertThat(HtmlReport.render(Fixtures.paper(), Optional.empty()))
        .contains("<strong>Not in this report.</strong>")
        .doesNotContain("id=\"data\"");
  }

  @Test
  void a_page_appears_whole_and_alone() throws IOException {
    Path file = HtmlReport.write(Fixtures.paper(), directory.resolve("new/one"), Optional.empty());
    assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void a_directory_that_cannot_be_is_told_of() throws IOException {
    Path taken = Files.writeString(directory.resolve("taken"), "a file");
    assertThatThrownBy(() -> HtmlReport.write(Fixtures.paper(), taken, Optional.empty()))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("File cannot be written: " + taken.resolve("report.html"));
  }

  @Test
  void a_template_of_the_users_replaces_a_part_and_a_broken_one_is_named() throws IOException {
    Path html = Files.createDirectories(directory.resolve("html"));
    Files.writeString(html.resolve("_style.css.ftl"), "body { color: teal }");
    assertThat(HtmlReport.render(Fixtures.paper(), Optional.of(directory)))
        .contains("<style>body { color: teal }</style>");
    Files.writeString(html.resolve("_details.html.ftl"), "<p>\n${report.nothing.at.all}\n</p>");
    assertThatThrownBy(() -> HtmlReport.render(Fixtures.paper(), Optional.of(directory)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("_details.html.ftl, line 2")
        .hasMessageContaining("report.nothing");
  }

  @Test
  void a_function_given_the_wrong_thing_says_what_it_takes() throws IOException {
    Path html = Files.createDirectories(directory.resolve("html"));
    Files.writeString(html.resolve("_details.html.ftl"), "${chart(report)}");
    assertThatThrownBy(() -> HtmlReport.render(Fixtures.paper(), Optional.of(directory)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a Panel is expected, a Report was given");
  }

  /** On a quiet machine it is a second or two; a busy one with two processors may need far more. */
  @Test
  void the_paper_takes_less_than_half_a_minute_and_eight_megabytes() {
    long start = System.nanoTime();
    Report report =
        ReportBuilder.ofSources(
            List.of(
                Source.read(Fixtures.path(Fixtures.SEED_1)),
                Source.read(Fixtures.path(Fixtures.SEED_2))));
    String page = HtmlReport.render(report, Optional.empty());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    assertThat(page.length()).isLessThan(8_000_000);
  }

  private static Report nasty() {
    List<Table.Row> rows = new ArrayList<>();
    NASTY.forEach(
        text ->
            rows.add(
                new Table.Row(
                    false,
                    List.of(
                        Entry.Label.of(text),
                        Entry.Absent.of(Entry.Absent.Reason.UNDEFINED, text, Optional.empty())))));
    String all = String.join(" ", NASTY);
    Item table =
        new Table(
            "table-1",
            all,
            all,
            List.of(Table.Column.of("a", all), Table.Column.of("b", all)),
            List.of(new Table.Block(all, rows)),
            NASTY);
    return new Report(
        all,
        List.of(Report.Fact.of(all, all), Report.Fact.literal(all, all)),
        List.of(new Finding(all, all, Finding.Outcome.PARTIAL, all)),
        List.of(new Report.Remark(Report.Remark.Kind.WARNING, all, all)),
        List.of(
            new Report.Section("nasty", Report.Section.Kind.PROTOCOL, all, NASTY, List.of(table))),
        List.of(
            new Report.Run(
                all, List.of(new Report.Run.Group(all, List.of(Report.Fact.literal("a", all)))))));
  }

  private static String item(String page, String id) {
    int start = page.indexOf("<div class=\"item");
    while (!page.startsWith("id=\"" + id + "\"", page.indexOf("id=", start))) {
      start = page.indexOf("<div class=\"item", start + 1);
      assertThat(start).as(id).isPositive();
    }
    int next = page.indexOf("<div class=\"item", start + 1);
    int end = page.indexOf("</section>", start);
    return page.substring(start, next > 0 && next < end ? next : end).strip() + "\n";
  }

  private static List<String> all(String text, String pattern) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
