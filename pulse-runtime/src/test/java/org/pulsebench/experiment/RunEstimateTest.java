package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.Cancellation;
import org.pulsebench.experiment.store.StepStore;

class RunEstimateTest {

  private static final String EXPERIMENT =
      """
      {
        "model": "MODEL", "store": "STORE", "lora": {"rank": 2, "alpha": 4},
        "learning": {"epochs": 2, "batch-size": 8},
        "protocols": [
          {"preset": "sustainability", "people": 8, "unlearn": 4, "retain": 4, "requests": 2,
           "subjectsPerRequest": 2, "scorer": "likelihood"},
          {"preset": "pre-trained", "people": 6, "unlearn": 3, "retain": 3,
           "subjectsPerRequest": 3, "scorer": "likelihood", "otherScorers": ["open"]}
        ],
        "methods": ["ga", "npo"]
      }
      """;

  @TempDir Path directory;

  private TinyExperiment tiny;

  @BeforeEach
  void write() {
    tiny = new TinyExperiment(directory);
  }

  private PreparedExperiment prepared() {
    return PreparedExperiment.of(
        tiny.read(EXPERIMENT, "store"), TinyExperiment.materials(), getClass().getClassLoader());
  }

  private void run(Phase until) {
    new ExperimentRunner(
            tiny.read(EXPERIMENT, "store"), TinyExperiment.materials(), getClass().getClassLoader())
        .run(until, event -> {}, new Cancellation());
  }

  @Test
  void steps_pairs_and_questions_are_counted_before_anything_is_there() {
    String text = RunEstimate.of(prepared());
    // Learning: 8 people with 4 pairs each, twice in batches of 8. Unlearning: 2 and 3 people.
    assertThat(text)
        .containsPattern("learn +1 +0 +1 +8 +32 +0")
        .containsPattern("select +1 +0 +1 +0 +0 +96")
        .containsPattern("unlearn +6 +0 +6 +14 +56 +0")
        // Five states of 8 people, three of 6 with two scorers, each with the exam of 8.
        .containsPattern("evaluate +8 +0 +8 +0 +0 +" + (5 * (32 + 8) + 3 * 2 * (24 + 8)))
        .containsPattern("together +16 +0 +16 +22 +88 +\\d+")
        .containsPattern("Time: about .+")
        .containsPattern("learn fine-tuning, projector\\+language .* s a step, .* ms a pair")
        .containsPattern("unlearn npo, .* s a step")
        .containsPattern("ask the exam .* ms a question")
        .containsPattern("Measured here within .+, with this model on cpu")
        .containsPattern("Memory: up to [0-9,.]+ [MG]iB")
        .containsPattern("activations +\\d+ MiB")
        .containsPattern("Disk: \\d+ MiB more in the store");
  }

  @Test
  void what_is_in_the_store_is_not_to_be_computed() {
    run(Phase.LEARN);
    assertThat(RunEstimate.of(prepared()))
        .containsPattern("learn +1 +1 +0 +0 +0 +0")
        .containsPattern("select +1 +1 +0 +0 +0 +0")
        .containsPattern("unlearn +6 +0 +6 +14 +56 +0")
        .doesNotContain("learn fine-tuning");

    run(Phase.EVALUATE);
    assertThat(RunEstimate.of(prepared()))
        .containsPattern("together +16 +16 +0 +0 +0 +0")
        .contains("Nothing is to be computed")
        .doesNotContain("Time:");
  }

  /** The estimate and the run speak of the same steps, or the estimate is worth nothing. */
  @Test
  void the_steps_are_those_that_a_run_stores() {
    run(Phase.EVALUATE);
    PreparedExperiment prepared = prepared();
    try (StepStore store = StepStore.open(prepared.experiment().store())) {
      List<Workload.Job> jobs =
          Workload.of(prepared, prepared.base(event -> {}), Optional.of(store));
      assertThat(jobs).allMatch(Workload.Job::stored);
      assertThat(jobs)
          .extracting(job -> job.step().key().digest())
          .containsExactlyInAnyOrderElementsOf(
              store.list().stream().map(step -> step.digest()).toList());
    }
  }

  @Test
  void a_sample_of_a_training_has_a_share_of_its_people_and_one_at_least() {
    TrainingStep step =
        Workload.of(prepared(), prepared().base(event -> {}), Optional.empty()).stream()
            .flatMap(job -> job.training().stream())
            .findFirst()
            .orElseThrow();
    assertThat(step.sampled(0.5, State.ofBase("x")).pairs()).isEqualTo(step.pairs() / 2);
    assertThat(step.sampled(0.01, State.ofBase("x")).pairs()).isEqualTo(4);
  }
}
