package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.Cancellation;

class PhaseTest {

  private static final String EXPERIMENT =
      """
      {
        "model": "MODEL", "store": "STORE", "lora": {"rank": 2, "alpha": 4},
        "learning": {"epochs": 1, "batch-size": 8},
        "protocols": [
          {"preset": "sustainability", "people": 4, "unlearn": 2, "retain": 2, "requests": 2,
           "subjectsPerRequest": 1, "scorer": "likelihood"},
          {"preset": "pre-trained", "people": 4, "unlearn": 2, "retain": 2,
           "subjectsPerRequest": 2, "scorer": "likelihood"}
        ],
        "methods": ["ga"]
      }
      """;

  @TempDir Path directory;

  private TinyExperiment tiny;

  @BeforeEach
  void write() {
    tiny = new TinyExperiment(directory);
  }

  @Test
  void a_phase_has_the_name_of_what_it_does() {
    assertThat(Phase.ids()).containsExactly("prepare", "learn", "unlearn", "evaluate");
    for (Phase phase : Phase.values()) {
      assertThat(Phase.of(phase.id(), "anywhere")).isEqualTo(phase);
    }
    assertThatThrownBy(() -> Phase.of("lern", "option --until"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("An experiment has no such phase: option --until\n  found lern")
        .hasMessageContaining("learn");
  }

  @Test
  void each_phase_adds_its_steps_and_reuses_those_of_the_phases_before() {
    Experiment experiment = tiny.read(EXPERIMENT, "store");

    assertThat(run(experiment, Phase.LEARN)).containsExactly("learn new", "select new");
    assertThat(run(experiment, Phase.UNLEARN))
        .containsExactly(
            "learn reused", "unlearn new", "unlearn new", "select reused", "unlearn new");
    assertThat(run(experiment, Phase.EVALUATE))
        .containsExactly(
            "learn reused",
            "evaluate new",
            "unlearn reused",
            "evaluate new",
            "unlearn reused",
            "evaluate new",
            "select reused",
            "evaluate new",
            "unlearn reused",
            "evaluate new");
  }

  @Test
  void results_by_phases_are_those_of_one_run() {
    Experiment inPhases = tiny.read(EXPERIMENT, "in-phases");
    run(inPhases, Phase.LEARN);
    run(inPhases, Phase.UNLEARN);

    assertThat(tiny.run(inPhases).measured())
        .isEqualTo(tiny.run(tiny.read(EXPERIMENT, "at-once")).measured());
  }

  /** Runs until a phase ends and returns what was told of each step. */
  private List<String> run(Experiment experiment, Phase until) {
    List<Event> events = new ArrayList<>();
    Optional<Results> results =
        new ExperimentRunner(experiment, TinyExperiment.materials(), getClass().getClassLoader())
            .run(until, events::add, new Cancellation());
    assertThat(results.isPresent()).isEqualTo(until == Phase.EVALUATE);
    List<String> steps = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof Event.StepStarted started) {
        assertThat(started.index()).isEqualTo(steps.size() + 1);
      } else if (event instanceof Event.StepFinished finished) {
        steps.add(finished.kind() + (finished.reused() ? " reused" : " new"));
      }
    }
    assertThat(events)
        .filteredOn(Event.StepStarted.class::isInstance)
        .extracting(event -> ((Event.StepStarted) event).of())
        .containsOnly(steps.size());
    return steps;
  }
}
