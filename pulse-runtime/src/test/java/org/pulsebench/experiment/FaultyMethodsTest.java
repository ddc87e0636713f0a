package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pulsebench.Cancellation;
import org.pulsebench.PulseException;
import org.pulsebench.experiment.store.StepStore;
import org.pulsebench.method.UnlearningMethod;
import org.pulsebench.tensor.LiveArrays;

/** Users' methods that fail in the middle of an experiment, and what is left of it. */
class FaultyMethodsTest {

  private static final String DIVERGING_SEQUENCE =
      """
      {
        "model": "MODEL", "store": "STORE", "seeds": [1],
        "lora": {"rank": 2, "alpha": 4},
        "learning": {"epochs": 1, "batch-size": 8, "learning-rate": 0.01},
        "protocols": [
          {"preset": "sustainability", "people": 6, "unlearn": 3, "retain": 3, "requests": 3,
           "subjectsPerRequest": 1, "scorer": "likelihood"}
        ],
        "methods": [{"method": "METHOD",
                     "settings": {"epochs": 1, "batch-size": 2, "learning-rate": 0.01}}]
      }
      """;

  @TempDir Path directory;
  private TinyExperiment tiny;

  /** What the engine keeps for the whole process, it makes when it is first used. */
  @BeforeAll
  static void useTheEngine(@TempDir Path directory) {
    TinyExperiment tiny = new TinyExperiment(directory);
    tiny.run(tiny.read(TinyExperiment.SHORT, "store"));
  }

  @BeforeEach
  void write() {
    tiny = new TinyExperiment(directory);
  }

  private Experiment withGaAnd(Class<? extends UnlearningMethod> method) {
    String methods =
        method == FaultyMethods.GivingNan.class
            ? "[\"ga\", \"%s\"]"
            : "[\"ga\", {\"method\": \"%s\", \"settings\": {\"epochs\": 3, \"batch-size\": 2}}]";
    return tiny.read(
        TinyExperiment.SHORT.replace("[\"ga\"]", methods.formatted(method.getName())), "store");
  }

  record Failing(Class<? extends UnlearningMethod> method, String what, String found) {}

  static List<Failing> failing() {
    return List.of(
        new Failing(
            FaultyMethods.Throwing.class,
            "The method failed: method throwing, class " + FaultyMethods.Throwing.class.getName(),
            "IllegalStateException: no luck"),
        new Failing(
            FaultyMethods.Touching.class,
            "The method failed: method touching, class " + FaultyMethods.Touching.class.getName(),
            "a frozen tensor cannot be assigned to"),
        new Failing(
            FaultyMethods.GivingNan.class,
            "The method gave a state that left the finite numbers: method giving-nan",
            "found NaN"));
  }

  @ParameterizedTest
  @MethodSource("failing")
  void a_method_that_fails_is_named_and_all_that_was_finished_is_kept(Failing failing) {
    Experiment experiment = withGaAnd(failing.method());
    ExperimentRunner runner =
        new ExperimentRunner(experiment, TinyExperiment.materials(), getClass().getClassLoader());
    List<Event> events = new ArrayList<>();
    int live = LiveArrays.count();
    assertThatThrownBy(() -> runner.run(events::add, new Cancellation()))
        .isInstanceOf(PulseException.class)
        .message()
        .startsWith(failing.what())
        .contains(failing.found())
        .hasLineCount(3);
    assertThat(LiveArrays.count()).as("nothing is left open").isEqualTo(live);
    Event.StepStarted last =
        (Event.StepStarted)
            events.stream().filter(Event.StepStarted.class::isInstance).toList().get(4);
    assertThat(last.kind()).isEqualTo("unlearn");
    assertThat(events.stream().filter(Event.StepFinished.class::isInstance)).hasSize(4);
    assertThat(events.subList(events.indexOf(last), events.size()))
        .as("nothing but its progress follows")
        .noneMatch(event -> event != last && !(event instanceof Event.Progress));
    try (StepStore store = StepStore.open(directory.resolve("store"))) {
      assertThat(store.verify().intact()).hasSize(4);
      assertThat(store.verify().damaged()).isEmpty();
    }
    assertThat(directory.resolve("store/work")).isEmptyDirectory();
    TinyExperiment.Ran without = tiny.run(tiny.read(TinyExperiment.SHORT, "store"));
    assertThat(without.computed()).isZero();
    assertThat(without.results().cells()).hasSize(1).allMatch(Cell::isComplete);
  }

  /** Every request takes two steps, of which the overflowing method loses the third of all. */
  @Test
  void a_sequence_that_diverges_midway_ends_with_the_last_finite_state_and_tables_say_so() {
    String json = DIVERGING_SEQUENCE.replace("METHOD", OverflowingMethod.class.getName());
    int live = LiveArrays.count();
    TinyExperiment.Ran ran = tiny.run(tiny.read(json, "store"));
    assertThat(LiveArrays.count()).as("nothing is left open").isEqualTo(live);
    Cell cell = ran.results().cells().get(0);
    assertThat(cell.isComplete()).isFalse();
    assertThat(cell.states()).extracting(Cell.Reached::requests).containsExactly(0, 1, 2);
    assertThat(cell.states().get(1).diverged()).isEmpty();
    assertThat(cell.states().get(2).diverged()).isPresent();
    assertThat(cell.states().get(2).answers())
        .as("the second request broke off before it had changed anything")
        .isEqualTo(cell.states().get(1).answers());
    assertThat(ran.measured()).contains("\"complete\" : false", "\"diverged\"");
    assertThat(row(ran, "unlearn, overflowing"))
        .as("after 0, 1, 2 and 3 requests")
        .matches("unlearn, overflowing +[0-9.]+ +[0-9.]+ +- +-");
    assertThat(ran.warnings()).anyMatch(FaultyMethodsTest::tellsOfDivergence);
    assertThat(tiny.run(tiny.read(json, "store")).measured()).isEqualTo(ran.measured());
  }

  @Test
  void a_single_request_that_diverges_does_not_pass_for_a_result() {
    String methods =
        "[{\"method\": \"%s\", \"settings\": {\"epochs\": 3, \"batch-size\": 2}}]"
            .formatted(OverflowingMethod.class.getName());
    TinyExperiment.Ran ran =
        tiny.run(tiny.read(TinyExperiment.SHORT.replace("[\"ga\"]", methods), "store"));
    assertThat(ran.results().cells().get(0).isComplete()).isFalse();
    assertThat(row(ran, "overflowing")).matches("overflowing +- +- +-");
    assertThat(ran.warnings()).anyMatch(FaultyMethodsTest::tellsOfDivergence);
  }

  private static boolean tellsOfDivergence(String warning) {
    return warning.contains("diverged") && warning.contains("overflowing, after request");
  }

  private static String row(TinyExperiment.Ran ran, String beginning) {
    return ran.tables().stream()
        .filter(line -> line.startsWith(beginning))
        .findFirst()
        .orElseThrow()
        .strip();
  }
}
