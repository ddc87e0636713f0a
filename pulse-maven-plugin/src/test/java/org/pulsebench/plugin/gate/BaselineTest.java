package org.pulsebench.plugin.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pulsebench.plugin.gate.Made.ONCE;
import static org.pulsebench.plugin.gate.Made.TWICE;
import static org.pulsebench.plugin.gate.Made.cell;
import static org.pulsebench.plugin.gate.Made.compared;
import static org.pulsebench.plugin.gate.Made.digest;
import static org.pulsebench.plugin.gate.Made.diverged;
import static org.pulsebench.plugin.gate.Made.document;
import static org.pulsebench.plugin.gate.Made.method;
import static org.pulsebench.plugin.gate.Made.provenance;
import static org.pulsebench.plugin.gate.Made.scores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.protocol.Counts;
import org.pulsebench.protocol.Knowledge;
import org.pulsebench.protocol.Preset;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.Provenance;
import org.pulsebench.results.ResultsDocument;

class BaselineTest {

  /** Forty per cent; the interval reaches 4 points to either side. */
  private static final ResultsDocument BASELINE = results(0.40);

  private static final Consumer<RuleConfiguration> TEN_POINTS = rule -> rule.maximumLoss = "10";

  @TempDir Path directory;

  @Test
  void a_loss_is_in_the_metrics_bad_direction() {
    assertThat(compared(results(0.50), BASELINE, TEN_POINTS).status()).isEqualTo(Status.KEPT);
    Finding worse = compared(results(0.501), BASELINE, TEN_POINTS);
    assertThat(worse.status()).isEqualTo(Status.VIOLATED);
    assertThat(worse.message())
        .isEqualTo("accuracy of unlearn is 50.1, at most 50.0 (baseline 40.0 + 10.0) is allowed");
    Consumer<RuleConfiguration> exam = TEN_POINTS.andThen(rule -> rule.set = "exam");
    ResultsDocument lower = document(cell(ONCE, "ga", 1, scores(0.4, 0.6, 0.649)));
    assertThat(compared(lower, BASELINE, exam).message())
        .isEqualTo("accuracy of exam is 64.9, at least 65.0 (baseline 75.0 - 10.0) is allowed");
  }

  @Test
  void a_loss_may_be_relative() {
    Consumer<RuleConfiguration> quarter = rule -> rule.maximumLoss = "25 %";
    assertThat(compared(results(0.50), BASELINE, quarter).status()).isEqualTo(Status.KEPT);
    assertThat(compared(results(0.51), BASELINE, quarter).message())
        .isEqualTo("accuracy of unlearn is 51.0, at most 50.0 (baseline 40.0 + 10.0) is allowed");
  }

  @Test
  void no_loss_is_taken_tighter_than_the_noise() {
    Consumer<RuleConfiguration> none = rule -> rule.maximumLoss = "0";
    assertThat(compared(results(0.44), BASELINE, none).status()).isEqualTo(Status.KEPT);
    assertThat(compared(results(0.442), BASELINE, none).message())
        .isEqualTo(
            "accuracy of unlearn is 44.2, at most 44.0 (baseline 40.0 + 4.0, the noise) is"
                + " allowed");
    ResultsDocument twoSeeds =
        document(
            cell(ONCE, "ga", 1, scores(0.33, 0.6, 0.75)),
            cell(ONCE, "ga", 2, scores(0.47, 0.6, 0.75)));
    assertThat(compared(results(0.54), twoSeeds, none).message())
        .as("the range over the baseline's seeds")
        .contains("at most 54.0 (baseline 40.0 + 14.0, the noise)");
    assertThat(compared(twoSeeds, BASELINE, none).message())
        .as("the range over the seeds here")
        .contains("at most 54.0 (baseline 40.0 + 14.0, the noise)");
  }

  @Test
  void the_whole_interval_or_the_worst_seed_can_be_asked_for() {
    ResultsDocument results =
        document(
            cell(ONCE, "ga", 1, scores(0.45, 0.6, 0.75)),
            cell(ONCE, "ga", 2, scores(0.51, 0.6, 0.75)));
    assertThat(compared(results, BASELINE, TEN_POINTS).status()).isEqualTo(Status.KEPT);
    assertThat(
            compared(results, BASELINE, TEN_POINTS.andThen(rule -> rule.require = "worst"))
                .message())
        .isEqualTo(
            "accuracy of unlearn (worst of 2 seeds) is 51.0, at most 50.0 (baseline 40.0 + 10.0)"
                + " is allowed");
    assertThat(
            compared(results, BASELINE, TEN_POINTS.andThen(rule -> rule.require = "interval"))
                .status())
        .isEqualTo(Status.VIOLATED);
  }

  @Test
  void better_results_never_fail_and_are_told_if_they_are_more_than_noise() {
    Finding better = compared(results(0.10), BASELINE, TEN_POINTS);
    assertThat(better.status()).isEqualTo(Status.KEPT);
    assertThat(better.suggestion())
        .contains("better than the baseline by 30.0 points; keep it with pulse:baseline");
    assertThat(compared(results(0.36), BASELINE, TEN_POINTS).suggestion()).isEmpty();
    assertThat(compared(results(0.35), BASELINE, TEN_POINTS).suggestion()).isPresent();
    ResultsDocument higher = document(cell(ONCE, "ga", 1, scores(0.4, 0.6, 0.85)));
    assertThat(
            compared(higher, BASELINE, TEN_POINTS.andThen(rule -> rule.set = "exam")).suggestion())
        .isPresent();
  }

  @Test
  void a_missing_baseline_fails_and_says_what_writes_one() {
    Finding finding = Made.finding(BASELINE, TEN_POINTS);
    assertThat(finding.status()).isEqualTo(Status.NO_BASELINE);
    assertThat(finding.fails()).isTrue();
    assertThat(finding.message())
        .contains("there is no file " + Path.of("src", "baseline.json"))
        .endsWith("write one with pulse:baseline");
  }

  @Test
  void a_missing_baseline_can_be_tolerated() {
    GateConfiguration configuration = Made.configuration(Made.rule(TEN_POINTS));
    configuration.missingBaseline = "warn";
    Verdict verdict =
        GateCheck.of(Gate.of(configuration, Optional.empty()), BASELINE, Optional.empty());
    assertThat(verdict.isPassed()).isTrue();
    assertThat(verdict.summary()).isEqualTo("0 of 1 bound kept, 1 without a number is a warning.");
  }

  @Test
  void a_baseline_without_the_number_fails() {
    ResultsDocument other = document(cell(ONCE, "npo", 1, scores(0.4, 0.6, 0.75)));
    Finding finding = compared(BASELINE, other, TEN_POINTS);
    assertThat(finding.status()).isEqualTo(Status.NO_BASELINE);
    assertThat(finding.message())
        .contains("the baseline has nothing of fine-tuned, ga, projector+llm");
    ResultsDocument noExam =
        document(cell(ONCE, "ga", 1, Made.without(scores(0.4, 0.6, 0.75), "exam")));
    assertThat(compared(BASELINE, noExam, TEN_POINTS.andThen(rule -> rule.set = "exam")).message())
        .contains("the baseline has no exam of fine-tuned, ga");
  }

  @Test
  void results_of_another_model_or_machine_cannot_be_compared() {
    assertIncomparable(
        changed(new Provenance.Model("mini", digest(9)), provenance().machine()),
        "model is 000000000000..., and 000000000000... in the baseline");
    Provenance.Model model = provenance().model();
    assertIncomparable(
        changed(model, new Provenance.MachineClass("gpu", "BF16", "1")),
        "machine/device is gpu, and cpu in the baseline; machine/precision is BF16, and F32 in");
    assertIncomparable(
        changed(model, new Provenance.MachineClass("cpu", "F32", "2")),
        "machine/pulse is 2, and 1 in the baseline");
  }

  @Test
  void results_of_another_corpus_cannot_be_compared() {
    Provenance from = provenance();
    Provenance other =
        new Provenance(
            from.model(),
            from.machine(),
            List.of(
                new Provenance.Corpus(Knowledge.FINE_TUNED, "people", "1", digest(8), 100, 0),
                new Provenance.Corpus(Knowledge.PRE_TRAINED, "figures", "1", digest(3), 100, 0)),
            from.exam(),
            from.evaluation(),
            from.lora(),
            from.learning(),
            from.sources());
    assertIncomparable(other, "corpus/fine-tuned is ");
  }

  @Test
  void a_corpus_that_the_protocol_is_not_about_may_be_another() {
    Provenance from = provenance();
    Provenance other =
        new Provenance(
            from.model(),
            from.machine(),
            from.corpora().subList(0, 1),
            from.exam(),
            from.evaluation(),
            from.lora(),
            from.learning(),
            from.sources());
    assertThat(compared(results(other, 0.4), BASELINE, TEN_POINTS).status()).isEqualTo(Status.KEPT);
  }

  @Test
  void another_exam_or_mode_matters_to_rules_about_the_exam_only() {
    Consumer<RuleConfiguration> exam = TEN_POINTS.andThen(rule -> rule.set = "exam");
    Provenance circular = exam(new Provenance.Exam("exam", "1", digest(4), 1200, 0, "circular"));
    assertThat(compared(results(circular, 0.4), BASELINE, TEN_POINTS).status())
        .isEqualTo(Status.KEPT);
    assertIncomparable(circular, exam, "exam/mode is circular, and single-pass in the baseline");
    assertIncomparable(
        exam(new Provenance.Exam("exam", "1", digest(7), 1200, 0, "single-pass")),
        exam,
        "exam/digest is ");
    assertIncomparable(
        exam(new Provenance.Exam("exam", "1", digest(4), 120, 0, "single-pass")),
        exam,
        "exam/questions is 120, and 1200 in the baseline");
  }

  @Test
  void other_settings_of_learning_or_lora_cannot_be_compared() {
    Provenance from = provenance();
    assertIncomparable(
        new Provenance(
            from.model(),
            from.machine(),
            from.corpora(),
            from.exam(),
            from.evaluation(),
            LoraSettings.of(4, 4),
            from.learning(),
            from.sources()),
        "lora/rank is 4, and 2 in the baseline");
    assertIncomparable(
        new Provenance(
            from.model(),
            from.machine(),
            from.corpora(),
            from.exam(),
            from.evaluation(),
            from.lora(),
            new Provenance.Learning(method("fine-tuning", 0.2), "none"),
            from.sources()),
        "learning/rate is 0.2, and 0.1 in the baseline");
  }

  @Test
  void other_settings_of_the_method_cannot_be_compared() {
    Finding finding =
        compared(
            document(
                provenance(),
                List.of(method("ga", 0.2), method("npo", 0.3)),
                cell(ONCE, "ga", 1, scores(0.4, 0.6, 0.75))),
            BASELINE,
            TEN_POINTS);
    assertThat(finding.status()).isEqualTo(Status.INCOMPARABLE);
    assertThat(finding.message()).isEqualTo("method/ga/rate is 0.2, and 0.1 in the baseline");
  }

  @Test
  void other_numbers_of_the_protocol_cannot_be_compared() {
    Protocol larger = ONCE.withCounts(Counts.ofOneRequest(200, 50, 50));
    Finding finding =
        compared(document(cell(larger, "ga", 1, scores(0.4, 0.6, 0.75))), BASELINE, TEN_POINTS);
    assertThat(finding.status()).isEqualTo(Status.INCOMPARABLE);
    assertThat(finding.message())
        .contains("protocol/fine-tuned/people is 200, and 100 in the baseline");
  }

  @Test
  void another_scorer_cannot_be_compared() {
    Protocol open = ONCE.withScorers("open", List.of());
    Finding finding =
        compared(document(cell(open, "ga", 1, scores(0.4, 0.6, 0.75))), BASELINE, TEN_POINTS);
    assertThat(finding.status()).isEqualTo(Status.INCOMPARABLE);
    assertThat(finding.message()).contains("scorer is open, and likelihood in the baseline");
  }

  @Test
  void whom_another_scorer_selected_cannot_be_compared() {
    Protocol figures = Preset.PRE_TRAINED.protocol(Preset.Size.PAPER);
    Finding finding =
        compared(
            document(cell(figures.withScorers("open", List.of()), "ga", 1, scores(0.4, 0.6, 0.75))),
            document(
                cell(figures.withScorers("letter", List.of()), "ga", 1, scores(0.4, 0.6, 0.75))),
            TEN_POINTS.andThen(rule -> rule.protocol = "pre-trained"));
    assertThat(finding.message())
        .contains("protocol/pre-trained/selected-by is open, and letter in the baseline");
  }

  @Test
  void many_differences_are_counted() {
    Provenance other =
        changed(
            new Provenance.Model("mini", digest(9)),
            new Provenance.MachineClass("gpu", "BF16", "2"));
    assertThat(compared(results(other, 0.4), BASELINE, TEN_POINTS).message())
        .endsWith("; and 1 more");
  }

  @Test
  void a_baseline_survives_its_file() {
    ResultsDocument results =
        document(
            cell(TWICE, "ga", 1, scores(1 / 3.0, 0.6, 0.75), scores(0.2, 0.5, 0.7)),
            cell(TWICE, "ga", 2, scores(0.4, 0.6, 0.75), scores(0.3, 0.5, 0.7)));
    Baseline baseline = Baseline.of(results);
    Path file = directory.resolve("new").resolve("baseline.json");
    baseline.write(file);
    assertThat(Baseline.read(file)).isEqualTo(baseline);
    MetricKey key = new MetricKey("twice", "ga", "projector+llm", 2, "likelihood", "unlearn");
    assertThat(baseline.value(key))
        .contains(new Measured(Direction.LOWER_IS_BETTER, 25, 20, 30, 16, 34, 500, 2));
    assertThat(baseline.values().keySet())
        .extracting(MetricKey::metric)
        .contains("unlearn/text/percent-forgotten", "retain/area", "exam/percent-kept");
  }

  @Test
  void the_same_results_do_not_differ_from_their_baseline() {
    ResultsDocument thirds =
        document(
            cell(ONCE, "ga", 1, scores(1 / 3.0, 2 / 3.0, 1 / 7.0)),
            cell(ONCE, "ga", 2, scores(2 / 7.0, 2 / 3.0, 1 / 7.0)));
    Path file = directory.resolve("baseline.json");
    Baseline.of(thirds).write(file);
    assertThat(Baseline.read(file)).isEqualTo(Baseline.of(thirds));
  }

  @Test
  void the_file_has_a_number_a_line_and_the_same_bytes_each_time() throws IOException {
    Path file = directory.resolve("baseline.json");
    Baseline.of(BASELINE).write(file);
    String text = Files.readString(file);
    assertThat(text)
        .startsWith(
            """
            {
              "format": "pulse-baseline",
              "version": 1,
              "experiment": "made",
              "conditions": {
                "corpus/fine-tuned": "%s",
            """
                .formatted(digest(2)))
        .contains(
            """
                {"protocol":"fine-tuned","method":"ga","trainedParts":"projector+llm","requests":1,\
            "scorer":"likelihood","metric":"exam","direction":"HIGHER_IS_BETTER","mean":75.0,\
            "min":75.0,"max":75.0,"low":71.0,"high":79.0,"count":1200,"seeds":1},
            """)
        .endsWith("  ]\n}\n");
    Baseline.of(BASELINE).write(file);
    assertThat(file).hasContent(text);
  }

  @Test
  void numbers_that_a_seed_does_not_have_are_left_out() {
    CellResult broken =
        diverged(cell(TWICE, "ga", 2, scores(0.3, 0.6, 0.75), scores(0.3, 0.6, 0.75)));
    Baseline baseline =
        Baseline.of(
            document(cell(TWICE, "ga", 1, scores(0.3, 0.6, 0.75), scores(0.3, 0.6, 0.75)), broken));
    assertThat(baseline.values().keySet()).extracting(MetricKey::requests).containsOnly(1);
  }

  @Test
  void a_damaged_file_is_told_with_its_field() throws IOException {
    Path file = directory.resolve("baseline.json");
    Baseline.of(BASELINE).write(file);
    String text = Files.readString(file);
    assertThat(message(file, text.substring(0, 900)))
        .contains("File is not valid JSON: " + file, "Restore it from version control");
    assertThat(message(file, text.replaceFirst("\"mean\":[0-9.]+", "\"mean\":NaN")))
        .contains("not valid JSON");
    assertThat(message(file, text.replaceFirst("\"mean\":[0-9.]+", "\"mean\":null")))
        .contains("field values[0].mean", "found null");
    assertThat(message(file, text.replaceFirst("\"min\":[0-9.]+", "\"min\":99.5")))
        .contains("field values[0].mean", "at least min, 99.5");
    assertThat(message(file, text.replaceFirst("\"count\":", "\"counts\":")))
        .contains("values[0].counts", "near: count");
    assertThat(message(file, text.replaceFirst("\"seeds\":1}", "\"seeds\":0}")))
        .contains("values[0].seeds");
    assertThat(message(file, text.replace("\"lora/rank\": \"2\"", "\"lora/rank\": 2")))
        .contains("conditions.lora/rank");
    assertThat(message(file, text.replace("\"pulse-baseline\"", "\"pulse-results\"")))
        .contains("The file is no baseline", "Name the file that pulse:baseline wrote.");
    assertThat(message(file, text.replace("\"version\": 1", "\"version\": 2")))
        .contains("The baseline is of a newer version", "found 2; expected 1");
    String line = text.lines().filter(one -> one.contains("\"exam\"")).findFirst().orElseThrow();
    assertThat(message(file, text.replace(line, line + "\n" + line)))
        .contains("expected each number once");
  }

  private static String message(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return catchThrowableOfType(BadInputException.class, () -> Baseline.read(file)).getMessage();
  }

  private static void assertIncomparable(Provenance provenance, String reason) {
    assertIncomparable(provenance, TEN_POINTS, reason);
  }

  private static void assertIncomparable(
      Provenance provenance, Consumer<RuleConfiguration> rule, String reason) {
    Finding finding = compared(results(provenance, 0.4), BASELINE, rule);
    assertThat(finding.status()).isEqualTo(Status.INCOMPARABLE);
    assertThat(finding.fails()).isTrue();
    assertThat(finding.message()).contains(reason);
  }

  private static Provenance changed(Provenance.Model model, Provenance.MachineClass machine) {
    Provenance from = provenance();
    return new Provenance(
        model,
        machine,
        from.corpora(),
        from.exam(),
        from.evaluation(),
        from.lora(),
        from.learning(),
        from.sources());
  }

  private static Provenance exam(Provenance.Exam exam) {
    Provenance from = provenance();
    return new Provenance(
        from.model(),
        from.machine(),
        from.corpora(),
        Optional.of(exam),
        from.evaluation(),
        from.lora(),
        from.learning(),
        from.sources());
  }

  private static ResultsDocument results(double unlearn) {
    return results(provenance(), unlearn);
  }

  private static ResultsDocument results(Provenance provenance, double unlearn) {
    return document(
        provenance,
        List.of(method("ga", 0.1), method("npo", 0.1)),
        cell(ONCE, "ga", 1, scores(unlearn, 0.60, 0.75)));
  }
}
