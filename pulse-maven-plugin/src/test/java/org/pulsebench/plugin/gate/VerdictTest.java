package org.pulsebench.plugin.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pulsebench.plugin.gate.Made.ONCE;
import static org.pulsebench.plugin.gate.Made.cell;
import static org.pulsebench.plugin.gate.Made.document;
import static org.pulsebench.plugin.gate.Made.scores;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.json.JsonFile;
import org.pulsebench.results.ResultsDocument;
import org.w3c.dom.Element;

class VerdictTest {

  private static final ResultsDocument RESULTS =
      document(
          cell(ONCE, "ga", 1, scores(0.40, 0.60, 0.75)),
          cell(ONCE, "npo", 1, scores(0.30, 0.60, 0.75)));

  private static final ResultsDocument BASELINE =
      document(cell(ONCE, "npo", 1, scores(0.45, 0.60, 0.75)));

  @TempDir Path directory;

  @Test
  void all_findings_stand_in_one_table_with_their_reasons_below() {
    assertThat(String.join("\n", mixed().lines()))
        .isEqualTo(
            """
            Rule           Value                                     Bound  Margin  Noise    n      Verdict
            -----------------------------------------------------------------------------------------------
            forgets, ga     40.0                              at most 35.0    -5.0    4.0  500     violated
            forgets, npo    30.0                              at most 35.0     5.0    4.0  500           ok
            no worse, ga       -  at most 2 points worse than the baseline       -      -    -  no baseline
            no worse, npo   30.0                              at most 49.0    19.0    4.0  500           ok
            other method       -                                at least 1       -      -    -      missing
            violated: forgets, ga: accuracy of unlearn is 40.0, at most 35.0 is allowed
            no baseline: no worse, ga: the baseline has nothing of fine-tuned, ga, projector+llm; write one that has with\
             pulse:baseline
            better: no worse, npo: better than the baseline by 15.0 points; keep it with pulse:baseline
            missing: other method: protocol fine-tuned was not\
             run with method simnpo; expected one of ga, npo
            3 of 5 bounds are not kept.""");
  }

  @Test
  void a_passed_gate_says_so_in_a_line() {
    Verdict verdict = verdict(Made.rule(rule -> rule.maximum = "50"));
    assertThat(verdict.isPassed()).isTrue();
    assertThat(verdict.summary()).isEqualTo("All 2 bounds are kept.");
    assertThat(verdict.problem(Path.of("results.json"), directory)).isEmpty();
  }

  @Test
  void one_failure_counts_all_and_names_the_first_and_the_files() {
    List<RuleConfiguration> rules = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int number = i;
      rules.add(
          Made.rule(
              rule -> {
                rule.name = "rule " + number;
                rule.method = "ga";
                rule.maximum = "1" + number;
              }));
    }
    Problem problem =
        verdict(rules.toArray(RuleConfiguration[]::new))
            .problem(Path.of("target", "results.json"), Path.of("target", "gate"))
            .orElseThrow();
    assertThat(problem.message())
        .isEqualTo(
            """
            The results do not pass the gate: %s
              found 5 of 5 bounds not kept: rule 0: accuracy of unlearn is 40.0, at most 10.0 is\
             allowed; rule 1: accuracy of unlearn is 40.0, at most 11.0 is allowed; rule 2:\
             accuracy of unlearn is 40.0, at most 12.0 is allowed; and 2 more; expected every\
             bound kept
              See %s, or gate.json and TEST-pulse-gate.xml beside it; where the change is meant,\
             correct the rule or write a new baseline with pulse:baseline."""
                .formatted(
                    Path.of("target", "results.json"), Path.of("target", "gate", "gate.md")));
  }

  @Test
  void three_files_are_written_and_the_same_again() throws IOException {
    GateFiles.write(mixed(), directory.resolve("gate"));
    List<String> first = texts();
    GateFiles.write(mixed(), directory.resolve("gate"));
    assertThat(texts()).isEqualTo(first).hasSize(3).noneMatch(String::isEmpty);
  }

  @Test
  void a_place_that_cannot_be_written_to_is_told() throws IOException {
    Path file = Files.createFile(directory.resolve("gate"));
    assertThatExceptionOfType(EnvironmentException.class)
        .isThrownBy(() -> GateFiles.write(mixed(), file))
        .withMessageContaining(file.toString());
  }

  @Test
  void programs_get_every_number() {
    GateFiles.write(mixed(), directory);
    JsonNode json = JsonFile.read(directory.resolve("gate.json"));
    assertThat(json.get("passed").booleanValue()).isFalse();
    assertThat(json.get("bounds").intValue()).isEqualTo(5);
    assertThat(json.get("failures").intValue()).isEqualTo(3);
    JsonNode violated = json.at("/findings/0");
    assertThat(violated.get("status").textValue()).isEqualTo("violated");
    assertThat(violated.get("value").doubleValue()).isEqualTo(40);
    assertThat(violated.get("maximum").doubleValue()).isEqualTo(35);
    assertThat(violated.get("margin").doubleValue()).isEqualTo(-5);
    assertThat(violated.at("/measured/count").intValue()).isEqualTo(500);
    assertThat(json.at("/findings/2").has("value")).isFalse();
    assertThat(json.at("/findings/3/suggestion").textValue()).startsWith("better than");
  }

  @Test
  void a_ci_system_gets_a_test_case_for_each_bound() throws Exception {
    GateFiles.write(mixed(), directory);
    Element suite = xml();
    assertThat(suite.getAttribute("tests")).isEqualTo("5");
    assertThat(suite.getAttribute("failures")).isEqualTo("3");
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(5);
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("type")).isEqualTo("violated");
    assertThat(failure.getAttribute("message"))
        .isEqualTo("accuracy of unlearn is 40.0, at most 35.0 is allowed");
    assertThat(failure.getTextContent()).endsWith("; margin -5.0, noise 4.0, n 500");
  }

  @Test
  void a_warning_is_a_skipped_test() throws Exception {
    GateConfiguration configuration =
        Made.configuration(
            Made.rule(
                rule -> {
                  rule.method = "simnpo";
                  rule.maximum = "50";
                }));
    configuration.missingMetric = "warn";
    Verdict verdict =
        GateCheck.of(Gate.of(configuration, Optional.empty()), RESULTS, Optional.empty());
    GateFiles.write(verdict, directory);
    assertThat(xml().getAttribute("skipped")).isEqualTo("1");
    assertThat(xml().getElementsByTagName("skipped").getLength()).isEqualTo(1);
    assertThat(verdict.lines()).anyMatch(line -> line.startsWith("missing (warning): "));
  }

  @Test
  void any_name_is_told_as_it_is_in_xml() throws Exception {
    String name = "a \"rule\" with <b> & 'c' ]]> \u00e4\u4e2d\ud83d\ude00 \u0001";
    GateFiles.write(named(name), directory);
    Element failure = (Element) xml().getElementsByTagName("testcase").item(0);
    assertThat(failure.getAttribute("name")).isEqualTo(name.replace('\u0001', '?'));
  }

  @Test
  void any_name_stays_in_its_cell_in_markdown() throws IOException {
    GateFiles.write(named("a | b\n# c `d` *e* _f_ [g](h) <script> & ~i~"), directory);
    assertThat(Files.readString(directory.resolve("gate.md")))
        .contains(
            "| a \\| b \\# c \\`d\\` \\*e\\* \\_f\\_ \\[g\\](h) &lt;script&gt; &amp; \\~i\\~ | 40.0 |")
        .doesNotContain("<script>");
  }

  @Test
  void markdown_begins_with_the_verdict() throws IOException {
    GateFiles.write(mixed(), directory);
    assertThat(Files.readString(directory.resolve("gate.md")))
        .startsWith(
            """
            ## PULSE gate: failed

            Experiment: made

            **3 of 5 bounds are not kept.** Numbers are per cent; margin and noise points.

            | Rule | Value | Bound | Margin | Noise | n | Verdict |
            | --- | ---: | ---: | ---: | ---: | ---: | --- |
            | forgets, ga | 40.0 | at most 35.0 | -5.0 | 4.0 | 500 | violated |
            """)
        .contains("\n- better: no worse, npo: better than the baseline by 15.0 points");
  }

  private static Verdict mixed() {
    return verdict(
        Made.rule(
            rule -> {
              rule.name = "forgets";
              rule.maximum = "35";
            }),
        Made.rule(
            rule -> {
              rule.name = "no worse";
              rule.maximumLoss = "2";
            }),
        Made.rule(
            rule -> {
              rule.name = "other method";
              rule.method = "simnpo";
              rule.minimum = "1";
            }));
  }

  private static Verdict named(String name) {
    return verdict(
        Made.rule(
            rule -> {
              rule.name = name;
              rule.method = "ga";
              rule.maximum = "1";
            }));
  }

  private static Verdict verdict(RuleConfiguration... rules) {
    Gate gate = Gate.of(Made.configuration(rules), Optional.of(Path.of("baseline.json")));
    return GateCheck.of(gate, RESULTS, Optional.of(Baseline.of(BASELINE)));
  }

  private List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    for (String name : List.of(GateFiles.JSON, GateFiles.MARKDOWN, GateFiles.JUNIT)) {
      texts.add(Files.readString(directory.resolve("gate").resolve(name)));
    }
    return texts;
  }

  private Element xml() throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(directory.resolve(GateFiles.JUNIT).toFile())
        .getDocumentElement();
  }
}
