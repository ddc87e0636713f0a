package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;
import org.pulsebench.data.Subject;

/** What an experiment file can ask for beside protocols and methods, found in results.json. */
class ExperimentOptionsTest {

  private static final String ALL =
      """
      {
        "model": "MODEL", "store": "STORE", "written": true, "examQuestions": 4,
        "lora": {"rank": 2, "alpha": 4},
        "learning": {"epochs": 1, "batch-size": 8, "learning-rate": 0.01},
        "protocols": [
          {"preset": "modality", "people": 2, "unlearn": 1, "retain": 1, "subjectsPerRequest": 1,
           "scorer": "likelihood", "otherScorers": ["open"], "methods": ["ga"]},
          {"preset": "fine-tuned", "people": 2, "unlearn": 1, "retain": 1, "subjectsPerRequest": 1,
           "scorer": "likelihood"}
        ],
        "methods": [
          {"method": "ga", "settings": {"epochs": 2, "learning-rate": 0.003}},
          {"method": "npo", "settings": {"beta": 0.25}}
        ]
      }
      """;

  @TempDir Path directory;

  private JsonNode results() {
    TinyExperiment tiny = new TinyExperiment(directory);
    return tiny.run(
            tiny.read(ALL, "store"), TinyExperiment.materials(ExperimentOptionsTest::writing))
        .json();
  }

  /** Returns the subject with a sentence to say and a blank to fill, by image and by name. */
  private static Subject writing(Subject subject) {
    List<Question> questions = new ArrayList<>(subject.questions());
    for (Modality modality : Modality.values()) {
      String id = subject.id() + "/" + modality;
      questions.add(new GenerationQuestion(id + "/say", modality, "What has Ann?", "A red pen."));
      questions.add(new ClozeQuestion(id + "/fill", modality, "Ann has a __ pen.", "red"));
    }
    return new Subject(
        subject.id(), subject.name(), subject.biography(), subject.images(), questions);
  }

  @Test
  void what_was_asked_for_is_in_the_results() {
    JsonNode results = results();
    assertThat(results.at("/cells"))
        .extracting(cell -> text(cell, "protocol", "trainedParts", "method"))
        .containsExactly(
            "modality projector+llm ga",
            "modality llm ga",
            "fine-tuned projector+llm ga",
            "fine-tuned projector+llm npo");
    assertThat(results.at("/exam/questions").intValue()).isEqualTo(4);
    assertThat(value(results, 0, "epochs").intValue()).isEqualTo(2);
    assertThat(value(results, 0, "learning-rate").doubleValue()).isEqualTo(0.003);
    assertThat(value(results, 1, "beta").doubleValue()).isEqualTo(0.25);
    assertThat(value(results, 1, "epochs").isInt()).as("defaults are told").isTrue();
    for (JsonNode cell : results.at("/cells")) {
      boolean both = cell.path("protocol").textValue().equals("modality");
      for (JsonNode state : cell.path("states")) {
        assertThat(state.path("scorers").has("likelihood")).isTrue();
        assertThat(state.path("scorers").has("open")).isEqualTo(both);
        assertWritten(state.path("written"));
      }
    }
  }

  private static void assertWritten(JsonNode metrics) {
    List<String> expected =
        Stream.of("unlearn", "retain")
            .flatMap(set -> Stream.of(set + "/multimodal", set + "/text"))
            .flatMap(
                set ->
                    Stream.of("cloze", "rouge1", "rouge2", "rougeL", "bleu")
                        .map(score -> set + "/" + score))
            .toList();
    assertThat(metrics)
        .extracting(metric -> metric.path("name").textValue())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(metrics)
        .allSatisfy(
            metric -> {
              assertThat(metric.path("value").doubleValue()).isBetween(0.0, 1.0);
              assertThat(metric.path("count").intValue()).isEqualTo(1);
            });
  }

  private static JsonNode value(JsonNode results, int method, String parameter) {
    for (JsonNode one : results.at("/methods/" + method + "/parameters")) {
      if (one.path("name").textValue().equals(parameter)) {
        return one.path("value");
      }
    }
    throw new AssertionError("no parameter " + parameter);
  }

  private static String text(JsonNode node, String... fields) {
    return String.join(" ", Stream.of(fields).map(field -> node.path(field).textValue()).toList());
  }

  /** The key of a step says nothing of it, so that nothing may depend on it. */
  @Test
  void activations_that_are_computed_twice_change_no_number() {
    TinyExperiment tiny = new TinyExperiment(directory);
    String kept = "{\"checkpointing\": false," + TinyExperiment.SHORT.strip().substring(1);
    String twice = kept.replace("false", "true").replace("STORE", "STORE-2");
    assertThat(tiny.read(TinyExperiment.SHORT, "store").checkpointing()).isTrue();
    TinyExperiment.Ran ran = tiny.run(tiny.read(kept, "store"));
    TinyExperiment.Ran again = tiny.run(tiny.read(twice, "store"));
    assertThat(again.results().cells()).isEqualTo(ran.results().cells());
    assertThat(again.computed()).isEqualTo(ran.computed());
  }
}
