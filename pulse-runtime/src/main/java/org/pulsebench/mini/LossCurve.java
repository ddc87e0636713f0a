package org.pulsebench.mini;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.pulsebench.model.Trainer;

/**
 * The course of a training: every step in a file, and a line now and then with the time that is
 * left.
 */
final class LossCurve implements AutoCloseable {

  /** Steps that a printed line sums up. */
  private static final int LINE = 100;

  private final Writer file;
  private final int steps;
  private final long start = System.nanoTime();
  private double sum;

  private LossCurve(Writer file, int steps) {
    this.file = file;
    this.steps = steps;
  }

  /** Begins the file. */
  static LossCurve start(Path path, int steps) {
    try {
      Writer file = Files.newBufferedWriter(path);
      file.write("step,stage,loss,gradient_norm\n");
      return new LossCurve(file, steps);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void add(int step, String stage, Trainer.Step result) {
    try {
      file.write(
          String.format(
              Locale.ROOT, "%d,%s,%.6f,%.6f%n", step, stage, result.loss(), result.gradientNorm()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
      throw new UncheckedIOException(e);
    }
  }
}
