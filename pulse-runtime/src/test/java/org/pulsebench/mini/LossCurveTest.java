package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.EnvironmentException;
import org.pulsebench.model.Trainer;

class LossCurveTest {

  @TempDir Path directory;

  /** Adds so many steps, the loss of each its number, and returns what is printed. */
  private static List<String> printed(Path file, int steps) {
    PrintStream console = System.out;
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    System.setOut(new PrintStream(lines, true, StandardCharsets.UTF_8));
    try (LossCurve curve = LossCurve.start(file, steps)) {
      for (int step = 1; step <= steps; step++) {
        curve.add(step, "see", new Trainer.Step(step, 0.25));
      }
    } finally {
      System.setOut(console);
    }
    return lines.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void every_step_is_a_row_of_the_file() throws IOException {
    Path file = Files.writeString(directory.resolve("loss.csv"), "an older curve");
    printed(file, 205);
    List<String> rows = Files.readAllLines(file);
    assertThat(rows).hasSize(206).startsWith("step,stage,loss,gradient_norm");
    assertThat(rows.get(3)).isEqualTo("3,see,3.000000,0.250000");
    assertThat(rows.get(205)).isEqualTo("205,see,205.000000,0.250000");
  }

  @Test
  void every_hundredth_step_and_the_last_print_the_mean_loss_since_the_line_before() {
    assertThat(printed(directory.resolve("loss.csv"), 204))
        .containsExactly(
            "see: step 100 of 204, mean loss 50.500, 0 min passed, 0 min left",
            "see: step 200 of 204, mean loss 150.500, 0 min passed, 0 min left",
            "see: step 204 of 204, mean loss 202.500, 0 min passed, 0 min left");
  }

  @Test
  void a_file_that_cannot_be_written_is_named() {
    Path file = directory.resolve("missing").resolve("loss.csv");
    assertThatThrownBy(() -> LossCurve.start(file, 10))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("The course of the training cannot be written: " + file)
        .hasMessageContaining("NoSuchFileException")
        .hasMessageEndingWith("Choose another directory or free some space.");
  }

  @Test
  void a_file_that_can_no_longer_be_written_is_named() {
    Path file = directory.resolve("loss.csv");
    LossCurve curve = LossCurve.start(file, 10);
    curve.close();
    assertThatThrownBy(() -> curve.add(1, "see", new Trainer.Step(1, 1)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("The course of the training cannot be written: " + file);
  }
}
