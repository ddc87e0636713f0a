package org.pulsebench.plugin.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.pulsebench.BadInputException;
import org.pulsebench.evaluation.judge.JudgeIdentity;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.protocol.Counts;
import org.pulsebench.protocol.Preset;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.Split;
import org.pulsebench.protocol.TrainedParts;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.Figure;
import org.pulsebench.results.JudgedState;
import org.pulsebench.results.ResultsDocument;
import org.pulsebench.results.StateResult;

/** Rules about scores of published tasks. */
class TaskRulesTest {

  private static final Protocol LIFELONG =
      Preset.LIFELONG
          .protocol(Preset.Size.PAPER)
          .withTasks(List.of("A", "B"), new Counts(4, 2, 2, 2, 1))
          .withScorers(Made.SCORER, List.of());

  private static final ResultsDocument RESULTS = Made.document(cell());

  @Test
  void a_score_is_found_by_task_by_questions_and_after_a_request() {
    assertThat(
            finding(
                rule -> {
                  rule.metric = "forget-quality";
                  rule.task = "A";
                  rule.requests = "1";
                  rule.minimum = "80";
                }))
        .returns(Status.KEPT, Finding::status)
        .returns(
            "A/unlearn/forget-quality is 80, at least 80 is allowed",
            finding -> finding.message().replace("80.0", "80"));
    Finding variants =
        finding(
            rule -> {
              rule.set = "retain";
              rule.metric = "utility";
              rule.questions = "variants";
              rule.minimum = "60";
            });
    assertThat(variants.status()).isEqualTo(Status.VIOLATED);
    assertThat(variants.message()).startsWith("retain/utility/variants is 50");
  }

  @Test
  void a_drift_is_that_of_what_the_set_is_for() {
    Finding drift =
        finding(
            rule -> {
              rule.metric = "drift";
              rule.maximum = "25";
            });

    assertThat(drift.status()).isEqualTo(Status.KEPT);
    assertThat(drift.message()).startsWith("drift/unlearn/forget-quality is 25");
  }

  @Test
  void a_baseline_holds_every_score_that_a_rule_can_ask_for() {
    Baseline baseline = Baseline.of(RESULTS);

    assertThat(baseline.values().keySet())
        .extracting(MetricKey::scorer, MetricKey::metric)
        .contains(
            Tuple.tuple("judge", "A/unlearn/forget-quality"),
            Tuple.tuple("judge", "retain/utility/variants"),
            Tuple.tuple("judge", "drift/unlearn/forget-quality"));
    assertThat(baseline.conditions().facts())
        .containsEntry("protocol/lifelong/tasks", "A B")
        .containsEntry("protocol/lifelong/judge", "rules 1");
  }

  @Test
  void a_task_that_there_is_not_is_missing() {
    assertThat(
            finding(
                rule -> {
                  rule.metric = "utility";
                  rule.task = "E";
                  rule.minimum = "1";
                }))
        .returns(Status.MISSING, Finding::status)
        .returns("protocol lifelong has no task E; expected one of A, B", Finding::message);
    ResultsDocument drawn = Made.document(Made.cell(Made.ONCE, "ga", 1, Made.scores(0.4, 0.6, 1)));
    assertThat(
            Made.finding(
                drawn,
                rule -> {
                  rule.metric = "utility";
                  rule.minimum = "1";
                }))
        .returns(
            "protocol fine-tuned has no published tasks, which unlearn/utility is of",
            Finding::message);
  }

  @Test
  void a_minimum_from_0_to_1_as_in_reports_could_not_fail_and_is_refused_with_what_was_meant() {
    assertThatThrownBy(
            () ->
                finding(
                    rule -> {
                      rule.metric = "forget-quality";
                      rule.minimum = "0.75";
                    }))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("found \"0.75\"; expected per cent from 1 to 100")
        .hasMessageContaining("Write <minimum>75</minimum>.");
    assertThat(
            finding(
                    rule -> {
                      rule.metric = "drift";
                      rule.maximum = "0.05";
                    })
                .status())
        .as("strict, and may be meant")
        .isEqualTo(Status.VIOLATED);
    assertThat(
            finding(
                    rule -> {
                      rule.metric = "forget-quality";
                      rule.task = "A";
                      rule.minimum = "0";
                    })
                .status())
        .isEqualTo(Status.KEPT);
  }

  @Test
  void elements_that_make_no_sense_together_are_refused() {
    assertThatThrownBy(() -> finding(rule -> rule.task = "A"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("<task>")
        .hasMessageContaining("expected none: it is for forget-quality, utility and drift");
    assertThatThrownBy(
            () ->
                finding(
                    rule -> {
                      rule.set = "retain";
                      rule.metric = "forget-quality";
                    }))
        .hasMessageContaining("found \"retain\"; expected unlearn");
    assertThatThrownBy(
            () ->
                finding(
                    rule -> {
                      rule.metric = "drift";
                      rule.task = "A";
                    }))
        .hasMessageContaining("expected none: a drift is over all tasks");
    assertThatThrownBy(
            () ->
                finding(
                    rule -> {
                      rule.metric = "utility";
                      rule.questions = "variant";
                    }))
        .hasMessageContaining("<questions>variants</questions>");
  }

  private static Finding finding(Consumer<RuleConfiguration> change) {
    return Made.finding(
        RESULTS,
        rule -> {
          rule.protocol = "lifelong";
          change.accept(rule);
          if (rule.minimum == null && rule.maximum == null) {
            rule.minimum = "1";
          }
        });
  }

  private static CellResult cell() {
    List<StateResult> states = List.of(state(0, 0.1, 0.9), state(1, 0.8, 0.7), state(2, 0.55, 0.5));
    return new CellResult(
        LIFELONG,
        "ga",
        TrainedParts.PROJECTOR_AND_LLM,
        1,
        "%064x".formatted(1),
        new Split(
            List.of(),
            List.of(List.of("a"), List.of("b")),
            List.of("c", "d"),
            List.of(List.of("c"), List.of("d"))),
        Optional.empty(),
        states,
        Map.of(),
        List.of(
            new Figure.Known(
                Metric.withoutInterval(
                    "drift/unlearn/forget-quality", Direction.LOWER_IS_BETTER, 0.25, 2))));
  }

  private static StateResult state(int requests, double forgetQuality, double utility) {
    Direction up = Direction.HIGHER_IS_BETTER;
    return new StateResult(
        requests,
        "%064x".formatted(requests),
        "%064x".formatted(requests),
        Optional.empty(),
        Map.of(Made.SCORER, Made.scores(0.5, 0.5, 0.5)),
        List.of(),
        List.of(
            Metric.withoutInterval("A/unlearn/forget-quality", up, forgetQuality, 10),
            Metric.withoutInterval("retain/utility/variants", up, utility, 10)),
        Optional.of(
            new JudgedState(
                new JudgeIdentity("rules", "1", Map.of()),
                Map.of(),
                Optional.empty(),
                "%064x".formatted(9))));
  }
}
