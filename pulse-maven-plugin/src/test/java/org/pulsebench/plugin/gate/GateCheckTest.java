package org.pulsebench.plugin.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.pulsebench.plugin.gate.Made.ONCE;
import static org.pulsebench.plugin.gate.Made.TWICE;
import static org.pulsebench.plugin.gate.Made.cell;
import static org.pulsebench.plugin.gate.Made.diverged;
import static org.pulsebench.plugin.gate.Made.document;
import static org.pulsebench.plugin.gate.Made.finding;
import static org.pulsebench.plugin.gate.Made.findings;
import static org.pulsebench.plugin.gate.Made.scores;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.protocol.Preset;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.TrainedParts;
import org.pulsebench.results.ResultsDocument;

class GateCheckTest {

  /** Forty per cent of the unlearn set are still right. */
  private static final ResultsDocument ONE_SEED =
      document(cell(ONCE, "ga", 1, scores(0.40, 0.60, 0.75)));

  private static final ResultsDocument THREE_SEEDS =
      document(
          cell(ONCE, "ga", 1, scores(0.30, 0.60, 0.75)),
          cell(ONCE, "ga", 2, scores(0.40, 0.60, 0.75)),
          cell(ONCE, "ga", 3, scores(0.50, 0.60, 0.75)));

  @TempDir Path directory;

  @Test
  void a_value_that_equals_its_bound_keeps_it() {
    assertThat(finding(ONE_SEED, rule -> rule.maximum = "40").status()).isEqualTo(Status.KEPT);
    assertThat(finding(ONE_SEED, rule -> rule.minimum = "40").status()).isEqualTo(Status.KEPT);
    // As a double, a hundred times this share is 28.000000000000004.
    ResultsDocument rounding = document(cell(ONCE, "ga", 1, scores(0.28, 0.6, 0.7)));
    assertThat(finding(rounding, rule -> rule.maximum = "28").status()).isEqualTo(Status.KEPT);
  }

  @Test
  void a_value_beyond_its_bound_violates_it() {
    Finding over = finding(ONE_SEED, rule -> rule.maximum = "39.9");
    assertThat(over.status()).isEqualTo(Status.VIOLATED);
    assertThat(over.fails()).isTrue();
    assertThat(over.message()).isEqualTo("accuracy of unlearn is 40.0, at most 39.9 is allowed");
    assertThat(over.label()).isEqualTo("fine-tuned, ga, projector+llm: accuracy of unlearn");
    assertThat(over.numbers().orElseThrow().margin()).isEqualTo(-0.1);
    assertThat(finding(ONE_SEED, rule -> rule.minimum = "40.01").message())
        .isEqualTo("accuracy of unlearn is 40.00, at least 40.01 is allowed");
  }

  @Test
  void value_and_bound_never_read_alike_where_one_misses_the_other() {
    ResultsDocument close = document(cell(ONCE, "ga", 1, scores(0.4001, 0.3999, 0.7)));
    assertThat(finding(close, rule -> rule.maximum = "40").message())
        .isEqualTo("accuracy of unlearn is 40.1, at most 40.0 is allowed");
    Finding under =
        finding(
            close,
            rule -> {
              rule.set = "retain";
              rule.minimum = "40.0";
            });
    assertThat(under.message()).isEqualTo("accuracy of retain is 39.9, at least 40.0 is allowed");
    assertThat(under.numbers().orElseThrow().marginText()).isEqualTo("-0.1");
    assertThat(finding(close, rule -> rule.maximum = "40.02").message()).contains("is 40.01, at");
  }

  @Test
  void the_mean_the_interval_or_the_worst_seed_has_to_keep_the_bound() {
    assertThat(status(THREE_SEEDS, "mean", "40")).isEqualTo(Status.KEPT);
    assertThat(status(THREE_SEEDS, "worst", "49.9")).isEqualTo(Status.VIOLATED);
    assertThat(status(THREE_SEEDS, "worst", "50")).isEqualTo(Status.KEPT);
    // From 0.30 - 0.04 to 0.50 + 0.04.
    assertThat(status(THREE_SEEDS, "interval", "53.9")).isEqualTo(Status.VIOLATED);
    assertThat(status(THREE_SEEDS, "interval", "54")).isEqualTo(Status.KEPT);
    assertThat(
            finding(
                    THREE_SEEDS,
                    rule -> {
                      rule.minimum = "26.5";
                      rule.require = "interval";
                    })
                .message())
        .isEqualTo(
            "accuracy of unlearn (lower end of the interval of 3 seeds) is 26.0, at least 26.5 is"
                + " allowed");
    assertThat(
            finding(
                    THREE_SEEDS,
                    rule -> {
                      rule.minimum = "30.5";
                      rule.require = "worst";
                    })
                .message())
        .startsWith("accuracy of unlearn (worst of 3 seeds) is 30.0");
    assertThat(status(ONE_SEED, "interval", "43")).isEqualTo(Status.VIOLATED);
    assertThat(status(ONE_SEED, "worst", "40")).isEqualTo(Status.KEPT);
  }

  @Test
  void noise_is_the_half_width_of_the_interval_or_the_range_over_the_seeds() {
    assertThat(noise(ONE_SEED)).isEqualTo(4);
    assertThat(noise(THREE_SEEDS)).isEqualTo(20);
    assertThat(
            finding(THREE_SEEDS, rule -> rule.maximum = "50")
                .numbers()
                .orElseThrow()
                .measured()
                .n())
        .isEqualTo("3 x 500");
  }

  @Test
  void without_a_method_every_method_is_looked_at_by_itself() {
    ResultsDocument two =
        document(
            cell(ONCE, "ga", 1, scores(0.4, 0.6, 0.7)),
            cell(ONCE, "npo", 1, scores(0.5, 0.6, 0.7)));
    List<Finding> findings =
        findings(
            two,
            rule -> {
              rule.name = "forgets";
              rule.maximum = "45";
            });
    assertThat(findings).extracting(Finding::label).containsExactly("forgets, ga", "forgets, npo");
    assertThat(findings).extracting(Finding::status).containsExactly(Status.KEPT, Status.VIOLATED);
    assertThat(
            finding(
                    two,
                    rule -> {
                      rule.name = "forgets";
                      rule.method = "npo";
                      rule.maximum = "45";
                    })
                .label())
        .isEqualTo("forgets");
  }

  @Test
  void without_trained_parts_every_choice_is_looked_at_by_itself() {
    Protocol both =
        ONCE.withTrainedParts(List.of(TrainedParts.PROJECTOR_AND_LLM, TrainedParts.LLM));
    ResultsDocument two =
        document(
            cell(both, "ga", 1, scores(0.4, 0.6, 0.7)),
            cell(both, "ga", TrainedParts.LLM, 1, scores(0.5, 0.6, 0.7)));
    Consumer<RuleConfiguration> rule =
        one -> {
          one.name = "forgets";
          one.method = "ga";
          one.maximum = "60";
        };
    assertThat(findings(two, rule))
        .extracting(Finding::label)
        .containsExactly("forgets, projector+llm", "forgets, llm");
    assertThat(finding(two, rule.andThen(one -> one.trainedParts = "llm")).subject())
        .isEqualTo("fine-tuned, ga, llm");
    assertThat(reason(two, rule.andThen(one -> one.trainedParts = "vision")))
        .contains("was not run with vision trained; expected one of projector+llm, llm");
  }

  @Test
  void each_bound_of_a_rule_is_judged_by_itself() {
    assertThat(
            findings(
                ONE_SEED,
                rule -> {
                  rule.name = "between";
                  rule.method = "ga";
                  rule.minimum = "41";
                  rule.maximum = "60";
                }))
        .extracting(Finding::label, Finding::status)
        .containsExactly(
            tuple("between, at least 41", Status.VIOLATED),
            tuple("between, at most 60", Status.KEPT));
  }

  @Test
  void derived_figures_and_modalities_and_requests_are_found() {
    ResultsDocument twice =
        document(cell(TWICE, "ga", 1, scores(0.6, 0.7, 0.7), scores(0.4, 0.6, 0.7)));
    assertThat(
            message(
                twice,
                rule -> {
                  rule.protocol = "twice";
                  rule.metric = "derived";
                  rule.minimum = "40";
                }))
        .isEqualTo("per cent forgotten of unlearn is 50.0, at least 40.0 is allowed");
    assertThat(
            message(
                twice,
                rule -> {
                  rule.protocol = "twice";
                  rule.requests = "1";
                  rule.modality = "text";
                  rule.maximum = "60";
                }))
        .isEqualTo("accuracy of unlearn/text is 60.0, at most 60.0 is allowed");
    assertThat(
            message(
                twice,
                rule -> {
                  rule.protocol = "twice";
                  rule.requests = "0";
                  rule.minimum = "75";
                }))
        .startsWith("accuracy of unlearn is 80.0");
    assertThat(
            message(
                twice,
                rule -> {
                  rule.protocol = "twice";
                  rule.set = "retain";
                  rule.metric = "area";
                  rule.minimum = "60";
                }))
        .isEqualTo("area of retain is 70.0, at least 60.0 is allowed");
  }

  @Test
  void what_the_results_do_not_have_fails_with_the_reason() {
    assertThat(reason(ONE_SEED, rule -> rule.protocol = "fine-tunes"))
        .contains("no protocol fine-tunes", "near: fine-tuned");
    assertThat(reason(ONE_SEED, rule -> rule.method = "gaa"))
        .contains("was not run with method gaa; expected one of ga (near: ga)");
    assertThat(reason(ONE_SEED, rule -> rule.requests = "2"))
        .contains("protocol fine-tuned has 1 request, and no request 2");
    assertThat(reason(ONE_SEED, rule -> rule.scorer = "open"))
        .contains("was not judged by open; expected one of likelihood");
    assertThat(
            reason(
                ONE_SEED,
                rule -> {
                  rule.set = "retain";
                  rule.metric = "area";
                }))
        .contains("an area is of several requests; protocol fine-tuned has one");
    ResultsDocument noExam =
        document(cell(ONCE, "ga", 1, Made.without(scores(0.4, 0.6, 0.7), "exam")));
    assertThat(reason(noExam, rule -> rule.set = "exam"))
        .isEqualTo("no exam was measured (seed 1)");
    assertThat(
            reason(
                noExam,
                rule -> {
                  rule.set = "exam";
                  rule.metric = "derived";
                }))
        .contains("no exam/percent-kept was measured");
  }

  @Test
  void a_seed_without_a_number_fails_although_others_have_one() {
    ResultsDocument document =
        document(
            cell(ONCE, "ga", 1, scores(0.3, 0.6, 0.7)),
            cell(ONCE, "npo", 2, scores(0.3, 0.6, 0.7)));
    Finding finding = findings(document, rule -> rule.maximum = "40").get(0);
    assertThat(finding.status()).isEqualTo(Status.INCOMPLETE);
    assertThat(finding.message()).contains("there is no cell of seed 2");
    ResultsDocument stopped = document(cell(TWICE, "ga", 1, scores(0.3, 0.6, 0.7)));
    assertThat(
            finding(
                    stopped,
                    rule -> {
                      rule.protocol = "twice";
                      rule.maximum = "40";
                    })
                .message())
        .contains("it ends after request 1 of 2 (seed 1)");
  }

  @Test
  void a_request_that_diverged_fails_and_earlier_ones_are_judged() {
    ResultsDocument document =
        document(diverged(cell(TWICE, "ga", 1, scores(0.3, 0.6, 0.7), scores(0.3, 0.6, 0.7))));
    Consumer<RuleConfiguration> rule =
        one -> {
          one.protocol = "twice";
          one.maximum = "40";
        };
    Finding finding = finding(document, rule);
    assertThat(finding.status()).isEqualTo(Status.DIVERGED);
    assertThat(finding.fails()).isTrue();
    assertThat(finding.message())
        .contains("request 2 of 2 diverged: The loss is not finite (seed 1)");
    assertThat(finding(document, rule.andThen(one -> one.requests = "1")).status())
        .isEqualTo(Status.KEPT);
  }

  @Test
  void a_figure_that_there_cannot_be_fails() {
    ResultsDocument document =
        document(
            cell(
                ONCE, "ga", 1, Made.undefined(scores(0.3, 0.6, 0.7), "unlearn/percent-forgotten")));
    Finding finding =
        finding(
            document,
            rule -> {
              rule.metric = "derived";
              rule.minimum = "40";
            });
    assertThat(finding.status()).isEqualTo(Status.UNDEFINED);
    assertThat(finding.message()).isEqualTo("the accuracy before any request is 0 (seed 1)");
  }

  @Test
  void the_interval_of_an_area_needs_several_seeds() {
    Consumer<RuleConfiguration> rule =
        one -> {
          one.protocol = "twice";
          one.set = "retain";
          one.metric = "area";
          one.require = "interval";
          one.minimum = "70";
        };
    assertThat(
            reason(
                document(cell(TWICE, "ga", 1, scores(0.6, 0.7, 0.7), scores(0.4, 0.6, 0.7))), rule))
        .contains("an area of one seed has no interval");
    ResultsDocument two =
        document(
            cell(TWICE, "ga", 1, scores(0.6, 0.7, 0.7), scores(0.4, 0.6, 0.7)),
            cell(TWICE, "ga", 2, scores(0.6, 0.7, 0.7), scores(0.4, 0.6, 0.7)));
    assertThat(finding(two, rule).numbers().orElseThrow().value()).isEqualTo(70);
  }

  @Test
  void a_named_reason_warns_and_no_other() {
    GateConfiguration configuration =
        Made.configuration(
            Made.rule(
                rule -> {
                  rule.method = "npo";
                  rule.maximum = "40";
                }),
            Made.rule(rule -> rule.maximum = "30"));
    configuration.missingMetric = "warn";
    Verdict verdict =
        GateCheck.of(Gate.of(configuration, Optional.empty()), ONE_SEED, Optional.empty());
    assertThat(verdict.warnings()).extracting(Finding::status).containsExactly(Status.MISSING);
    assertThat(verdict.failures()).extracting(Finding::status).containsExactly(Status.VIOLATED);
    assertThat(verdict.summary())
        .isEqualTo("1 of 2 bounds is not kept, 1 without a number is a warning.");
  }

  @Test
  void missing_results_fail_unless_that_is_tolerated() {
    Path file = directory.resolve("results.json");
    GateConfiguration configuration = Made.configuration(Made.rule(rule -> rule.maximum = "40"));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> GateCheck.of(Gate.of(configuration, Optional.empty()), file))
        .withMessageContaining("There are no results: " + file);
    configuration.missingResults = "warn";
    Verdict verdict = GateCheck.of(Gate.of(configuration, Optional.empty()), file);
    assertThat(verdict.isPassed()).isTrue();
    assertThat(verdict.warnings()).hasSize(1);
    assertThat(verdict.lines())
        .anyMatch(
            line -> line.startsWith("missing (warning): ") && line.contains("there is no file"));
  }

  @Test
  void a_band_lies_around_the_value_that_the_rule_names() {
    Consumer<RuleConfiguration> rule =
        one -> {
          one.published = "45";
          one.within = "5";
        };
    assertThat(message(ONE_SEED, rule))
        .isEqualTo("accuracy of unlearn is 40.0, at least 40.0 (published 45.0 - 5.0) is allowed");
    Finding far = finding(ONE_SEED, rule.andThen(one -> one.within = "4.9"));
    assertThat(far.status()).isEqualTo(Status.VIOLATED);
    assertThat(finding(ONE_SEED, rule.andThen(one -> one.published = "30")).message())
        .contains("is 40.0, at most 35.0 (published 30.0 + 5.0)");
    assertThat(finding(ONE_SEED, rule.andThen(one -> one.require = "interval")).status())
        .isEqualTo(Status.VIOLATED);
  }

  @Test
  void a_band_lies_around_the_value_of_the_paper() {
    // 50 per cent are forgotten, 71 in Figure 4, which is known to a point.
    Consumer<RuleConfiguration> rule =
        one -> {
          one.metric = "derived";
          one.within = "21";
        };
    assertThat(finding(ONE_SEED, rule).status()).isEqualTo(Status.KEPT);
    assertThat(message(ONE_SEED, rule.andThen(one -> one.within = "0.5")))
        .isEqualTo(
            "per cent forgotten of unlearn is 50.0, at least 70.0 (published 71.0 - 1.0, as well"
                + " as it is known) is allowed");
    ResultsDocument own = document(cell(ONCE, "mine", 1, scores(0.4, 0.6, 0.7)));
    assertThat(reason(own, rule.andThen(one -> one.maximum = null)))
        .contains("the paper has no such number; name one, such as <published>71</published>");
  }

  @Test
  void a_smaller_protocol_cannot_be_compared_with_the_paper() {
    Protocol smoke =
        Preset.FINE_TUNED.protocol(Preset.Size.SMOKE).withScorers("likelihood", List.of());
    Finding finding =
        finding(
            document(cell(smoke, "ga", 1, scores(0.4, 0.6, 0.7))),
            rule -> {
              rule.metric = "derived";
              rule.within = "50";
            });
    assertThat(finding.status()).isEqualTo(Status.INCOMPARABLE);
    assertThat(finding.message())
        .contains("the paper unlearns 50 people of 100, these results 6 of 12");
  }

  private static Status status(ResultsDocument document, String require, String maximum) {
    return finding(
            document,
            rule -> {
              rule.require = require;
              rule.maximum = maximum;
            })
        .status();
  }

  private static double noise(ResultsDocument document) {
    return finding(document, rule -> rule.maximum = "50")
        .numbers()
        .orElseThrow()
        .measured()
        .noise();
  }

  private static String message(ResultsDocument document, Consumer<RuleConfiguration> change) {
    return finding(document, change).message();
  }

  /** Returns why there is no number, of a rule with a bound unless it has another. */
  private static String reason(ResultsDocument document, Consumer<RuleConfiguration> change) {
    Finding finding =
        findings(
                document,
                rule -> {
                  rule.maximum = "40";
                  change.accept(rule);
                  if (rule.minimum != null) {
                    rule.maximum = null;
                  }
                })
            .get(0);
    assertThat(finding.status()).isEqualTo(Status.MISSING);
    assertThat(finding.fails()).isTrue();
    assertThat(finding.numbers()).isEmpty();
    return finding.message();
  }
}
