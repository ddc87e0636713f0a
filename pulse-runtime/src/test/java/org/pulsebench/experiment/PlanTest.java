package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {

  @TempDir Path directory;

  @Test
  void seeds_come_first_then_protocols_then_trained_parts_then_methods() throws IOException {
    Plan plan =
        plan(
            """
            {"seeds": [3, 1], "methods": ["ga", "npo"], "protocols": [
              {"preset": "sustainability", "methods": ["npo"]}, "modality"]}
            """);

    assertThat(plan.groups())
        .extracting(group -> group.seed() + " " + group.protocol().name())
        .containsExactly("3 sustainability", "3 modality", "1 sustainability", "1 modality");
    assertThat(plan.groups().get(0).cells())
        .extracting(cell -> cell.method().identity().name())
        .containsExactly("npo");
    assertThat(plan.groups().get(1).cells())
        .extracting(cell -> cell.parts().id() + " " + cell.method().identity().name())
        .containsExactly("projector+llm ga", "projector+llm npo", "llm ga", "llm npo");
  }

  @Test
  void every_state_is_brought_about_by_one_step_and_evaluated_by_another() throws IOException {
    assertThat(
            plan("{\"protocols\": [\"fine-tuned\"], \"methods\": [\"ga\"]}").steps(Phase.EVALUATE))
        .as("learn, evaluate, unlearn, evaluate")
        .isEqualTo(4);
    assertThat(
            plan("{\"protocols\": [\"sustainability\"], \"methods\": [\"ga\", \"npo\"]}")
                .steps(Phase.EVALUATE))
        .as("learn, evaluate, and unlearn, evaluate for two methods with five requests")
        .isEqualTo(2 + 2 * 2 * 5);
    assertThat(
            plan("{\"protocols\": [\"modality\"], \"methods\": [\"ga\", \"npo\"],"
                    + " \"seeds\": [1, 2, 3]}")
                .steps(Phase.EVALUATE))
        .as("three seeds, two methods on two selections of parts")
        .isEqualTo(3 * (2 + 2 * 2 * 2));
  }

  @Test
  void a_run_that_ends_earlier_has_fewer_steps() throws IOException {
    Plan plan =
        plan(
            """
            {"protocols": ["sustainability", "pre-trained"], "methods": ["ga", "npo"],
             "seeds": [1, 2, 3]}
            """);

    assertThat(plan.steps(Phase.LEARN)).as("one to learn, one to select").isEqualTo(3 * 2);
    assertThat(plan.steps(Phase.UNLEARN))
        .as("five requests or one, for two methods")
        .isEqualTo(3 * (2 + 2 * 5 + 2));
    assertThat(plan.steps(Phase.EVALUATE)).isEqualTo(2 * plan.steps(Phase.UNLEARN));
  }

  private Plan plan(String json) throws IOException {
    Path file = Files.writeString(directory.resolve("experiment.json"), json);
    return new ExperimentRunner(
            ExperimentFile.read(file), TinyExperiment.materials(), getClass().getClassLoader())
        .plan();
  }
}
