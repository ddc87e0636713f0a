package org.pulsebench.plugin.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pulsebench.plugin.gate.Made.configuration;
import static org.pulsebench.plugin.gate.Made.rule;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.pulsebench.BadInputException;
import org.pulsebench.data.Modality;
import org.pulsebench.plugin.gate.Gate.Tolerance;
import org.pulsebench.protocol.TrainedParts;
import org.pulsebench.results.QuestionSet;

class GateTranslationTest {

  @Test
  void a_short_rule_is_about_the_accuracy_after_the_last_request_of_every_method() {
    GateRule rule = translated(one -> one.maximum = " 40 ");
    assertThat(rule)
        .isEqualTo(
            new GateRule(
                Optional.empty(),
                "fine-tuned",
                Optional.empty(),
                Optional.empty(),
                QuestionSet.UNLEARN,
                Optional.empty(),
                RuleMetric.ACCURACY,
                TaskQuestions.ALL,
                OptionalInt.empty(),
                Optional.empty(),
                List.of(new Bound.Maximum(new Amount(40, 0))),
                Requirement.MEAN));
  }

  @Test
  void every_element_of_a_rule_is_taken() {
    GateRule rule =
        translated(
            one -> {
              one.name = "a name";
              one.method = "ga";
              one.trainedParts = "llm";
              one.set = "retain";
              one.modality = "text";
              one.metric = "derived";
              one.requests = "2";
              one.scorer = "open";
              one.minimum = "10.25";
              one.maximum = "90";
              one.maximumLoss = "5 %";
              one.within = "3";
              one.published = "37";
              one.require = "worst";
            });
    assertThat(rule.name()).contains("a name");
    assertThat(rule.trainedParts()).contains(TrainedParts.LLM);
    assertThat(rule.modality()).contains(Modality.TEXT);
    assertThat(rule.requests()).hasValue(2);
    assertThat(rule.words()).isEqualTo("per cent kept of retain/text");
    assertThat(rule.bounds())
        .containsExactly(
            new Bound.Minimum(new Amount(10.25, 2)),
            new Bound.Maximum(new Amount(90, 0)),
            new Bound.MaximumLoss(new Amount(5, 0), true),
            new Bound.Within(new Amount(3, 0), Optional.of(new Amount(37, 0))));
    assertThat(rule.require()).isEqualTo(Requirement.WORST);
  }

  @Test
  void a_gate_fails_by_default_and_tolerates_nothing() {
    Gate gate = Gate.of(configuration(rule(one -> one.maximum = "40")), Optional.empty());
    assertThat(gate.haltOnFailure()).isTrue();
    assertThat(gate.tolerated()).isEmpty();
    assertThat(gate.baseline()).isEmpty();
    assertThat(gate.withHaltOnFailure(false).haltOnFailure()).isFalse();
  }

  @Test
  void each_of_four_reasons_can_be_a_warning() {
    GateConfiguration configuration = configuration(rule(one -> one.maximumLoss = "3"));
    configuration.missingResults = "warn";
    configuration.missingMetric = "fail";
    configuration.missingBaseline = " Warn ";
    configuration.undefinedMetric = "warn";
    configuration.haltOnFailure = false;
    Gate gate = Gate.of(configuration, Optional.empty());
    assertThat(gate.tolerated())
        .containsExactlyInAnyOrder(
            Tolerance.MISSING_RESULTS, Tolerance.MISSING_BASELINE, Tolerance.UNDEFINED_METRIC);
    assertThat(gate.haltOnFailure()).isFalse();
  }

  @Test
  void a_property_counts_more_than_the_element() {
    GateConfiguration configuration = configuration(rule(one -> one.maximumLoss = "3"));
    configuration.baseline = new File("a.json");
    assertThat(Gate.of(configuration, Optional.empty()).baseline()).contains(Path.of("a.json"));
    assertThat(Gate.of(configuration, Optional.of(Path.of("b.json"))).baseline())
        .contains(Path.of("b.json"));
  }

  @Test
  void an_unusable_number_is_told_with_the_line_to_write_instead() {
    assertThat(
            message(
                one -> {
                  one.name = "forgets";
                  one.maximum = "40,5 %";
                }))
        .isEqualTo(
            """
            A rule of the gate cannot be used: <gate><rules><rule> number 1 (forgets), <maximum>
              found "40,5 %"; expected per cent from 0 to 100, such as 40 or 62.5, without a sign
              Write <maximum>40.5</maximum>.""");
    assertThat(message(one -> one.minimum = "NaN"))
        .contains("<minimum>", "found \"NaN\"", "Write <minimum>62.5</minimum>.");
    assertThat(message(one -> one.maximum = "100.1")).contains("Write <maximum>40</maximum>.");
    assertThat(message(one -> one.maximum = "-1")).contains("found \"-1\"");
    assertThat(message(one -> one.maximumLoss = "3 points"))
        .contains(
            "expected points, such as 3, or per cent of the baseline, such as 5 %",
            "Write <maximumLoss>3</maximumLoss>.");
    assertThat(message(one -> one.maximumLoss = "%")).contains("<maximumLoss>");
    assertThat(message(one -> one.within = "near")).contains("Write <within>5</within>.");
  }

  @Test
  void an_unknown_word_is_told_with_those_that_come_near() {
    assertThat(message(one -> one.set = "unlern"))
        .contains(
            "number 1, <set>",
            "found \"unlern\"; expected one of unlearn, retain, exam (near: unlearn)",
            "Write <set>unlearn</set>.");
    assertThat(message(one -> one.modality = "image"))
        .contains("one of multimodal, text", "Write <modality>multimodal</modality>.");
    assertThat(message(one -> one.metric = "Derived")).contains("Write <metric>derived</metric>.");
    assertThat(message(one -> one.scorer = "letters")).contains("near: letter");
    assertThat(message(one -> one.require = "best")).contains("one of mean, interval, worst");
    assertThat(message(one -> one.trainedParts = "language"))
        .contains("<trainedParts>", "Write <trainedParts>projector+llm</trainedParts>");
    assertThat(message(one -> one.requests = "last")).contains("Write <requests>1</requests>");
  }

  @Test
  void what_is_needed_is_asked_for() {
    assertThat(message(one -> one.protocol = " "))
        .contains("lacks an element", "<protocol>", "Write <protocol>fine-tuned</protocol>");
    assertThat(message(one -> one.set = null)).contains("<set>");
    assertThat(message(one -> one.maximum = null))
        .contains(
            "A rule of the gate has no bound: <gate><rules><rule> number 1",
            "at least one of <minimum>, <maximum>, <maximumLoss> and <within>");
  }

  @Test
  void elements_that_do_not_go_together_are_told() {
    assertThat(
            message(
                one -> {
                  one.set = "exam";
                  one.modality = "text";
                }))
        .contains("<modality>", "the exam is asked in no modality apart");
    assertThat(message(one -> one.minimum = "50"))
        .contains("<minimum>", "found \"50\"; expected at most the maximum, 40");
    assertThat(message(one -> one.published = "71"))
        .contains("expected <within> beside it", "Write <within>5</within>");
    assertThat(message(one -> one.metric = "area"))
        .contains("<set>", "retain or exam: an area says how long something was kept");
    assertThat(
            message(
                one -> {
                  one.metric = "area";
                  one.set = "retain";
                  one.requests = "1";
                }))
        .contains("an area is over all requests");
    assertThat(
            message(
                one -> {
                  one.metric = "area";
                  one.set = "retain";
                  one.modality = "text";
                }))
        .contains("an area is of both together");
    assertThat(
            message(
                one -> {
                  one.metric = "derived";
                  one.requests = "0";
                }))
        .contains("<requests>", "1 or more");
    assertThat(
            message(
                one -> {
                  one.maximumLoss = "3";
                  one.requests = "0";
                }))
        .contains("<requests>", "a baseline is of what unlearning left");
  }

  @Test
  void a_rule_against_a_baseline_needs_one() {
    assertThat(failure(configuration(rule(one -> one.maximumLoss = "3"))))
        .contains(
            "A rule of the gate needs a baseline: <gate><rules><rule> number 1, <maximumLoss>",
            "Write <baseline>src/pulse/baseline.json</baseline> in <gate>",
            "-Dpulse.gate.baseline=");
  }

  @Test
  void a_gate_without_rules_is_no_gate() {
    assertThat(failure(new GateConfiguration()))
        .contains("The gate has no rule: <gate><rules>", "<maximum>40</maximum></rule>");
  }

  @Test
  void two_rules_have_two_names() {
    RuleConfiguration rule =
        rule(
            one -> {
              one.name = "same";
              one.maximum = "40";
            });
    assertThat(failure(configuration(rule, rule)))
        .contains("Two rules of the gate have one name", "number 2", "found \"same\" twice");
  }

  @Test
  void a_reason_fails_or_warns_and_nothing_else() {
    GateConfiguration configuration = configuration(rule(one -> one.maximum = "40"));
    configuration.missingMetric = "ignore";
    assertThat(failure(configuration))
        .contains(
            "<gate><missingMetric>",
            "found \"ignore\"; expected one of fail, warn",
            "Write <missingMetric>warn</missingMetric>");
  }

  private static GateRule translated(Consumer<RuleConfiguration> change) {
    return Made.gate(change).rules().get(0);
  }

  /** Returns the message about a rule that would be right without the change. */
  private static String message(Consumer<RuleConfiguration> change) {
    return failure(
        configuration(
            rule(
                one -> {
                  one.maximum = "40";
                  change.accept(one);
                })));
  }

  private static String failure(GateConfiguration configuration) {
    return catchThrowableOfType(
            BadInputException.class, () -> Gate.of(configuration, Optional.empty()))
        .getMessage();
  }
}
