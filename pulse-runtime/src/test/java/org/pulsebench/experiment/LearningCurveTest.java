package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.model.Trainer;

class LearningCurveTest {

  @TempDir Path directory;

  @Test
  void a_curve_is_read_as_it_was_written_to_six_digits() throws IOException {
    assertThat(written(new Trainer.Step(1.23456789, 1e-7), new Trainer.Step(-3, 0)))
        .containsExactly(new Trainer.Step(1.23457, 1e-7), new Trainer.Step(-3, 0));
    assertThat(written()).isEmpty();
  }

  @Test
  void a_curve_ends_before_numbers_that_nobody_can_draw() throws IOException {
    assertThat(
            written(
                new Trainer.Step(2, 1),
                new Trainer.Step(Double.NaN, 1),
                new Trainer.Step(Double.POSITIVE_INFINITY, 1)))
        .containsExactly(new Trainer.Step(2, 1));
  }

  @Test
  void a_line_that_is_none_is_told() throws IOException {
    Path file = directory.resolve("curve.csv");
    Files.writeString(file, "step,loss,gradient_norm\n1,2.0\n");
    assertThatThrownBy(() -> LearningCurve.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Line is no step of a training: " + file + ", line 2")
        .hasMessageContaining("found 1,2.0");
  }

  private List<Trainer.Step> written(Trainer.Step... steps) throws IOException {
    Path file = directory.resolve("curve.csv");
    LearningCurve.write(List.of(steps), file);
    return LearningCurve.read(file);
  }
}
