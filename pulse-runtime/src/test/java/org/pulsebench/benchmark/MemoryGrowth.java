package org.pulsebench.benchmark;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.pulsebench.RandomStream;
import org.pulsebench.model.Adapter;
import org.pulsebench.model.AdapterFiles;
import org.pulsebench.model.Batch;
import org.pulsebench.model.LlavaModel;
import org.pulsebench.model.Trainer;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.AdamW;
import org.pulsebench.tensor.LearningRateSchedule;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Torch;

/**
 * Trains an adapter for 1,250 steps and prints the resident memory as it goes.
 *
 * <p>Argument: a checkpoint that {@code bench_reference.py make} wrote. Give the JVM a fixed heap
 * and touch it beforehand, or the heap's own growth hides the answer.
 */
public final class MemoryGrowth {

  private static final int STEPS = 1250;

  private MemoryGrowth() {}

  /** Prints resident memory after step 250 and every 250 steps from there. */
  public static void main(String[] arguments) throws IOException {
    Path checkpoint = Path.of(arguments[0]);
    Torch.setThreads(2);
    Trainer.Settings settings =
        new Trainer.Settings(
            Map.of(Part.LANGUAGE, 1e-4, Part.PROJECTOR, 1e-4),
            0.01,
            AdamW.Settings.DEFAULT,
            LearningRateSchedule.constant(),
            false);
    try (LlavaModel base = LlavaModel.load(checkpoint, Precision.F32, Device.cpu());
        Adapter adapter = AdapterFiles.read(checkpoint.resolve("adapter"), base);
        LlavaModel model = base.with(adapter);
        Trainer trainer = new Trainer(model, settings, new RandomStream(1));
        Scope scope = model.openScope()) {
      double first = 0;
      for (int step = 1; step <= STEPS; step++) {
        try (Scope images = scope.child()) {
          Batch batch = Benchmark.batch(images, model.config(), 4, 48, 16);
          trainer.step(batch);
        }
        if (step % 250 == 0) {
          double resident = ProcessMemory.resident();
          first = first == 0 ? resident : first;
          System.out.printf(
              "step %4d: %.1f MB resident, %+.2f %% since step 250, %d tensors in the scope%n",
              step, resident, 100 * (resident / first - 1), scope.size());
        }
      }
    }
  }
}
