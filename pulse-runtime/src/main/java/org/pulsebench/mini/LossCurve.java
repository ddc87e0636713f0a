package org.pulsebench.mini;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.model.Trainer;

/**
 * The course of a training: every step in a file, and a line now and then with the time that is
 * left.
 */
final class LossCurve implements AutoCloseable {

  /** Steps that a printed line sums up. */
  private static final int LINE = 100;

  private final Path path;
  private final Writer file;
  private final int steps;
  private final long start = System.nanoTime();
  private double sum;

  private LossCurve(Path path, Writer file, int steps) {
    this.path = path;
    this.file = file;
    this.steps = steps;
  }

  /**
   * Begins the file, in place of any other of its name.
   *
   * @param steps how long the training will be
   * @throws EnvironmentException if the file cannot be written, as do the other methods
   */
  static LossCurve start(Path path, int steps) {
    try {
      Writer file = Files.newBufferedWriter(path);
      file.write("step,stage,loss,gradient_norm\n");
      return new LossCurve(path, file, steps);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /**
   * Adds a step.
   *
   * @param step its number, from 1
   */
  void add(int step, String stage, Trainer.Step result) {
    try {
      file.write(
          String.format(
              Locale.ROOT, "%d,%s,%.6f,%.6f%n", step, stage, result.loss(), result.gradientNorm()));
    } catch (IOException e) {
      throw unwritable(path, e);
    }
    sum += result.loss();
    if (step % LINE == 0 || step == steps) {
      Duration passed = Duration.ofNanos(System.nanoTime() - start);
      Duration left = passed.multipliedBy(steps - step).dividedBy(step);
      int summed = step % LINE == 0 ? LINE : step % LINE;
      System.out.printf(
          Locale.ROOT,
          "%s: step %,d of %,d, mean loss %.3f, %d min passed, %d min left%n",
          stage,
          step,
          steps,
          sum / summed,
          passed.toMinutes(),
          left.toMinutes());
      sum = 0;
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private static EnvironmentException unwritable(Path path, IOException e) {
    return new EnvironmentException(
        new Problem(
            "The course of the training cannot be written",
            path.toString(),
            e.toString(),
            "a file that can be written",
            "Choose another directory or free some space."),
        e);
  }
}
