package org.pulsebench.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.pulsebench.model.Trainer;

/** The losses of a training in a file, a step a line. */
final class LearningCurve {

  /** What it is called in the directory of a step. */
  static final String NAME = "curve.csv";

  private LearningCurve() {}

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
