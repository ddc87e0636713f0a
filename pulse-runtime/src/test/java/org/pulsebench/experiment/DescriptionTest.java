package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.evaluation.statistics.MetricKind;
import org.pulsebench.method.MethodParameter;
import org.pulsebench.method.Methods;
import org.pulsebench.protocol.Preset;
import org.pulsebench.protocol.Protocol;

class DescriptionTest {

  private static final String EXPERIMENT =
      TinyExperiment.SHORT.replace(
          "[\"ga\"]",
          "[{\"method\": \"npo\", \"settings\": {\"beta\": 0.25}}, \"OWN\"]"
              .replace("OWN", OverflowingMethod.class.getName()));

  @TempDir Path directory;

  private String description() {
    ClassLoader loader = getClass().getClassLoader();
    return Description.of(
        PreparedExperiment.of(
            new TinyExperiment(directory).read(EXPERIMENT, "store"),
            TinyExperiment.materials(),
            loader),
        loader);
  }

  @Test
  void every_method_says_what_it_is_and_every_parameter_what_it_may_be() {
    String text = oneLine(description());
    for (var method : Methods.builtIn()) {
      assertThat(text)
          .contains(method.description().name() + ": " + method.description().title())
          .contains(oneLine(method.description().paper()))
          .contains(oneLine(method.description().formula()));
      for (MethodParameter parameter : method.description().parameters()) {
        assertThat(text)
            .contains(parameter.name() + " ")
            .contains(parameter.defaultValue() + " by default; " + parameter.values().allowed())
            .contains(oneLine(parameter.meaning()))
            .contains(oneLine("default: " + parameter.reason()));
      }
    }
    assertThat(text).contains("beta 0.25 here, 0.1 by default; a number from");
    assertThat(text).contains("(class " + OverflowingMethod.class.getName() + ")");
  }

  @Test
  void protocols_data_scorers_and_metrics_are_told() {
    String text = description();
    for (Preset preset : Preset.values()) {
      assertThat(text).contains(preset.protocol(Preset.Size.PAPER).paper());
    }
    assertThat(text)
        .containsPattern(
            "sustainability +fine-tuned +100 +50 +50 +5 of 10 +projector\\+llm +letter")
        .containsPattern("fine-tuned +fine-tuned +4 +2 +2 +1 of 2 +projector\\+llm +likelihood")
        .contains("12 subjects, 48 pairs, 0 with variants; 48 questions")
        .contains("8 questions, 24 rotations")
        .contains("%064x".formatted(6));
    for (String scorer : Protocol.SCORERS) {
      assertThat(text).containsPattern("(?m)^" + scorer + " +\\w");
    }
    for (MetricKind metric : MetricKind.ALL) {
      assertThat(oneLine(text)).contains(metric.name(), oneLine("formula " + metric.formula()));
    }
  }

  /** A number in the results that nobody describes would be a riddle. */
  @Test
  void every_metric_of_results_is_described() {
    TinyExperiment tiny = new TinyExperiment(directory);
    String json =
        TinyExperiment.SHORT.replace(
            "\"subjectsPerRequest\": 2", "\"subjectsPerRequest\": 1, \"requests\": 2");
    List<String> described =
        MetricKind.ALL.stream()
            .flatMap(kind -> List.of(kind.name().split(", ")).stream())
            .map(name -> name.replace("[/<modality>]", ""))
            .toList();
    for (JsonNode row : tiny.run(tiny.read(json, "store")).json().at("/summary")) {
      String kind =
          row.path("metric")
              .textValue()
              .replaceFirst("/(multimodal|text)(?=$|/)", "")
              .replaceFirst("^(unlearn|retain|exam)$", "<set>")
              .replaceFirst("request-\\d+$", "request-<k>");
      assertThat(described).contains(kind);
    }
  }

  @Test
  void lines_fit_a_terminal() {
    assertThat(description().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
