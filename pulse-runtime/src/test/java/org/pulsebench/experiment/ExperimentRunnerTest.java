package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.Cancellation;
import org.pulsebench.CancelledException;

class ExperimentRunnerTest {

  private static final String TWO_PROTOCOLS =
      """
      {
        "model": "MODEL", "store": "STORE", "seeds": [1],
        "lora": {"rank": 2, "alpha": 4},
        "learning": {"epochs": 2, "batch-size": 8, "learning-rate": 0.01},
        "protocols": [
          {"preset": "sustainability", "people": 8, "unlearn": 4, "retain": 4, "requests": 2,
           "subjectsPerRequest": 2, "scorer": "likelihood"},
          {"preset": "pre-trained", "people": 6, "unlearn": 3, "retain": 3,
           "subjectsPerRequest": 3, "scorer": "likelihood"}
        ],
        "methods": [
          {"method": "ga", "settings": {"learning-rate": 0.01}},
          {"method": "npo", "settings": {"learning-rate": 0.01}}
        ]
      }
      """;

  @TempDir Path directory;

  private TinyExperiment tiny;

  @BeforeEach
  void write() {
    tiny = new TinyExperiment(directory);
  }

  @Test
  void every_protocol_meets_every_method_and_every_state_is_evaluated() {
    Results results = tiny.run(tiny.read(TWO_PROTOCOLS, "store")).results();
    assertThat(results.cells())
        .extracting(cell -> cell.protocol().name() + " " + cell.method())
        .containsExactly(
            "sustainability ga", "sustainability npo", "pre-trained ga", "pre-trained npo");
    for (Cell cell : results.cells()) {
      assertThat(cell.isComplete()).isTrue();
      assertThat(cell.states()).hasSize(cell.protocol().counts().requests() + 1);
      for (Cell.Reached reached : cell.states()) {
        int subjects = cell.split().unlearn().size() + cell.split().retain().size();
        assertThat(reached.answers()).hasSize(4 * subjects + 8);
      }
    }
    assertThat(results.cells().get(2).selection().orElseThrow().ids())
        .containsAll(results.cells().get(2).split().unlearn());
  }

  @Test
  void a_second_run_computes_nothing_and_comes_to_the_same() {
    Experiment experiment = tiny.read(TWO_PROTOCOLS, "store");
    TinyExperiment.Ran first = tiny.run(experiment);
    TinyExperiment.Ran second = tiny.run(experiment);
    assertThat(first.computed()).isPositive();
    assertThat(second.computed()).isZero();
    assertThat(measured(second.results())).isEqualTo(measured(first.results()));
  }

  @Test
  void two_stores_hold_the_same_bytes() throws IOException {
    tiny.run(tiny.read(TWO_PROTOCOLS, "one"));
    tiny.run(tiny.read(TWO_PROTOCOLS, "two"));
    Map<String, String> one = steps(directory.resolve("one"));
    assertThat(one).hasSizeGreaterThan(20);
    assertThat(steps(directory.resolve("two"))).isEqualTo(one);
  }

  @Test
  void a_run_that_was_ended_goes_on_where_it_was() {
    Experiment experiment = tiny.read(TWO_PROTOCOLS, "ended");
    Cancellation cancellation = new Cancellation();
    ExperimentRunner runner =
        new ExperimentRunner(experiment, TinyExperiment.materials(), getClass().getClassLoader());
    int[] finished = new int[1];
    EventSink endAfterFive =
        event -> {
          if (event instanceof Event.StepFinished && ++finished[0] == 5) {
            cancellation.request();
          }
        };
    assertThatThrownBy(() -> runner.run(endAfterFive, cancellation))
        .isInstanceOf(CancelledException.class);
    TinyExperiment.Ran rest = tiny.run(experiment);
    TinyExperiment.Ran whole = tiny.run(tiny.read(TWO_PROTOCOLS, "whole"));
    assertThat(rest.computed()).isEqualTo(whole.computed() - 5);
    assertThat(measured(rest.results())).isEqualTo(measured(whole.results()));
  }

  @Test
  void methods_share_what_was_learned_and_what_was_evaluated_before() {
    TinyExperiment.Ran ran = tiny.run(tiny.read(TWO_PROTOCOLS, "store"));
    Map<String, Long> computed = new TreeMap<>();
    ran.results().steps().stream()
        .filter(step -> !step.reused())
        .forEach(step -> computed.merge(step.kind(), 1L, Long::sum));
    // Two methods with two requests and with one, each request evaluated; two states before.
    assertThat(computed)
        .isEqualTo(Map.of("learn", 1L, "select", 1L, "unlearn", 6L, "evaluate", 8L));
  }

  @Test
  void a_request_that_diverges_ends_its_cell_with_its_last_finite_state_and_is_shown() {
    String diverging =
        TWO_PROTOCOLS.replace(
            "{\"method\": \"ga\", \"settings\": {\"learning-rate\": 0.01}}",
            "{\"method\": \"%s\", \"settings\": {\"epochs\": 3}}"
                .formatted(OverflowingMethod.class.getName()));
    Results results = tiny.run(tiny.read(diverging, "store")).results();
    Cell cell = results.cells().get(0);
    assertThat(cell.method()).isEqualTo("overflowing");
    assertThat(cell.isComplete()).isFalse();
    Cell.Reached last = cell.states().get(cell.states().size() - 1);
    assertThat(last.diverged()).isPresent();
    assertThat(last.answers()).isNotEmpty();
    assertThat(cell.states()).as("no request follows").hasSize(2);
    assertThat(ResultsFile.json(results).toString()).contains("\"complete\":false", "diverged");
    assertThat(results.cells().get(1).isComplete()).as("the other method").isTrue();
  }

  @Test
  void a_method_that_does_not_exist_is_refused_before_anything_is_computed() {
    Experiment experiment = tiny.read(TWO_PROTOCOLS.replace("\"npo\"", "\"npp\""), "store");
    assertThatThrownBy(() -> tiny.run(experiment))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("npp")
        .hasMessageContaining("npo");
    assertThat(directory.resolve("store")).doesNotExist();
  }

  @Test
  void a_model_whose_directory_is_missing_is_told() {
    Path missing = directory.resolve("no-model");
    Experiment experiment = tiny.read(TWO_PROTOCOLS.replace("MODEL", missing.toString()), "store");
    assertThatThrownBy(() -> tiny.run(experiment))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("The model's directory cannot be read: " + missing);
  }

  @Test
  void more_people_than_there_are_are_refused() {
    Experiment experiment =
        tiny.read(TWO_PROTOCOLS.replace("\"people\": 8", "\"people\": 13"), "store");
    assertThatThrownBy(() -> tiny.run(experiment))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("13 people asked for; expected at most the 12 of the corpus");
  }

  @Test
  void every_step_is_told_from_its_start_to_its_finish() {
    TinyExperiment.Ran ran = tiny.run(tiny.read(TWO_PROTOCOLS, "store"));
    List<Event.StepStarted> started =
        ran.events().stream()
            .filter(Event.StepStarted.class::isInstance)
            .map(Event.StepStarted.class::cast)
            .toList();
    long finished = ran.events().stream().filter(Event.StepFinished.class::isInstance).count();
    assertThat(started).hasSize((int) finished);
    Event.StepStarted last = started.get(started.size() - 1);
    assertThat(last.index()).isEqualTo(last.of());
    assertThat(ran.events()).anyMatch(Event.Progress.class::isInstance);
  }

  @Test
  void as_many_steps_run_as_were_planned_with_several_parts_and_restricted_methods() {
    String json =
        TWO_PROTOCOLS
            .replace("\"preset\": \"sustainability\",", "\"preset\": \"modality\",")
            .replace("\"pre-trained\",", "\"pre-trained\", \"methods\": [\"npo\"],");
    TinyExperiment.Ran ran = tiny.run(tiny.read(json, "store"));
    // Before any request twice; two methods on two selections of parts with two requests, and one.
    assertThat(ran.results().steps()).hasSize(2 * 2 + 2 * (2 * 2 * 2 + 1));
    assertThat(ran.events())
        .filteredOn(Event.StepStarted.class::isInstance)
        .extracting(event -> ((Event.StepStarted) event).of())
        .containsOnly(ran.results().steps().size());
  }

  @Test
  void a_damaged_cache_of_digests_is_told_of_and_nothing_is_computed_again() throws IOException {
    Experiment experiment = tiny.read(TWO_PROTOCOLS, "store");
    TinyExperiment.Ran first = tiny.run(experiment);
    Files.writeString(directory.resolve("store").resolve("digests.json"), "{");
    TinyExperiment.Ran second = tiny.run(experiment);
    assertThat(second.computed()).isZero();
    assertThat(measured(second.results())).isEqualTo(measured(first.results()));
    assertThat(second.events())
        .filteredOn(Event.Warning.class::isInstance)
        .singleElement()
        .satisfies(event -> assertThat(event.toString()).contains("Remembered digests"));
  }

  /** Returns what must not differ from run to run. */
  private static ObjectNode measured(Results results) {
    ObjectNode json = ResultsFile.json(results);
    json.remove(List.of("times", "environment"));
    return json;
  }

  /** Returns what the steps of a store computed, but for the times in their manifests. */
  private static Map<String, String> steps(Path store) throws IOException {
    Map<String, String> content = new TreeMap<>();
    Path steps = store.resolve("steps");
    try (Stream<Path> files = Files.walk(steps)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (List.of("adapter_model.safetensors", AnswerFile.NAME, LearningCurve.NAME)
            .contains(file.getFileName().toString())) {
          content.put(
              steps.relativize(file).toString(),
              HexFormat.of().formatHex(Files.readAllBytes(file)));
        }
      }
    }
    return content;
  }
}
