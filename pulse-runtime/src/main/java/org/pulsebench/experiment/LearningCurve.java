package org.pulsebench.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.json.TextFile;
import org.pulsebench.model.Trainer;

/** The losses of a training in a file, a step a line. */
final class LearningCurve {

  /** What it is called in the directory of a step. */
  static final String NAME = "curve.csv";

  private LearningCurve() {}

  /**
   * Reads what {@link #write} wrote, up to the last step with finite numbers: a method of a user's
   * may tell of others.
   *
   * @throws BadInputException if it was changed since
   * @throws org.pulsebench.EnvironmentException if it cannot be read
   */
  static List<Trainer.Step> read(Path file) {
    List<String> lines = TextFile.read(file).lines().toList();
    return IntStream.range(1, lines.size())
        .mapToObj(i -> step(lines.get(i), file + ", line " + (i + 1)))
        .takeWhile(step -> Double.isFinite(step.loss()) && Double.isFinite(step.gradientNorm()))
        .toList();
  }

  private static Trainer.Step step(String line, String where) {
    try {
      String[] cells = line.split(",", -1);
      return new Trainer.Step(Double.parseDouble(cells[1]), Double.parseDouble(cells[2]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new BadInputException(
          new Problem(
              "Line is no step of a training",
              where,
              line,
              "its number, a loss and a norm",
              "Remove the step from the store, so that it is made again."),
          e);
    }
  }

  static void write(List<Trainer.Step> curve, Path file) throws IOException {
    StringBuilder text = new StringBuilder("step,loss,gradient_norm\n");
    for (int i = 0; i < curve.size(); i++) {
      Trainer.Step step = curve.get(i);
      text.append(
          String.format(Locale.ROOT, "%d,%.6g,%.6g\n", i + 1, step.loss(), step.gradientNorm()));
    }
    Files.writeString(file, text.toString());
  }
}
