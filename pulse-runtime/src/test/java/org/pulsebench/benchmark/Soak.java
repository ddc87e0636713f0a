package org.pulsebench.benchmark;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pulsebench.RandomStream;
import org.pulsebench.model.Adapter;
import org.pulsebench.model.AdapterFiles;
import org.pulsebench.model.Batch;
import org.pulsebench.model.GenerationSettings;
import org.pulsebench.model.Generator;
import org.pulsebench.model.Images;
import org.pulsebench.model.LlavaModel;
import org.pulsebench.model.Trainer;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.AdamW;
import org.pulsebench.tensor.LearningRateSchedule;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;
import org.pulsebench.tensor.Torch;

/**
 * Loads, trains, scores, generates, writes and closes again and again while garbage collections are
 * forced, and demands the very same numbers each time.
 *
 * <p>Arguments: minutes, a directory of checkpoints to go through, a directory to write into. Every
 * cycle's numbers are compared bit for bit with those of the first cycle, which runs without forced
 * collections. Ends with an error at the first difference.
 */
public final class Soak {

  private static final int STEPS = 12;
  private static final int IMAGE_SIZE = 32;

  private Soak() {}

  /** Runs for the given number of minutes. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(Duration.ofMinutes(Long.parseLong(arguments[0])));
    Path output = Path.of(arguments[2]);
    List<Path> checkpoints;
    try (var found = Files.list(Path.of(arguments[1]))) {
      checkpoints =
          found.filter(path -> Files.exists(path.resolve("config.json"))).sorted().toList();
    }
    Torch.setThreads(2);
    List<String> expected = cycle(checkpoints, output);
    Thread collector = new Thread(Soak::collectForever, "forced-gc");
    collector.setDaemon(true);
    collector.start();
    int cycles = 0;
    while (Instant.now().isBefore(end)) {
      List<String> found = cycle(checkpoints, output);
      if (!found.equals(expected)) {
        throw new AssertionError("cycle " + cycles + " differs:\n" + found + "\nfrom\n" + expected);
      }
      cycles++;
      if (cycles % 20 == 1) {
        System.out.printf(
            "%s cycle %d, %d training steps, %.0f MB resident, numbers as in the first cycle%n",
            Instant.now(),
            cycles,
            (long) cycles * checkpoints.size() * 2 * STEPS,
            ProcessMemory.resident());
      }
    }
    System.out.printf(
        "finished: %d cycles, %d training steps, %d collections forced, %.0f MB resident, no difference%n",
        cycles,
        (long) cycles * checkpoints.size() * 2 * STEPS,
        collections,
        ProcessMemory.resident());
  }

  private static volatile long collections;

  private static void collectForever() {
    while (true) {
      System.gc();
      collections++;
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static List<String> cycle(List<Path> checkpoints, Path output) throws IOException {
    List<String> numbers = new ArrayList<>();
    for (Path checkpoint : checkpoints) {
      for (boolean checkpointing : new boolean[] {false, true}) {
        try (LlavaModel base = LlavaModel.load(checkpoint, Precision.F32, Device.cpu())) {
          train(base, checkpointing, numbers, output);
        }
      }
      try (LlavaModel half = LlavaModel.load(checkpoint, Precision.BF16, Device.cpu());
          Scope scope = half.openScope();
          Tape tape = Tape.inference(scope)) {
        numbers.add("" + half.meanLoss(tape, batch(scope, half)).item());
      }
    }
    return numbers;
  }

  private static void train(
      LlavaModel base, boolean checkpointing, List<String> numbers, Path output)
      throws IOException {
    LoraSettings lora = new LoraSettings(4, 8, 0.1, false, LoraSettings.of(4, 8).targets());
    PartMode projector = base.config().multimodal().isPresent() ? PartMode.FULL : PartMode.FROZEN;
    AdapterPlan plan =
        new AdapterPlan(
            Map.of(
                Part.LANGUAGE,
                PartMode.LORA,
                Part.VISION,
                PartMode.LORA,
                Part.PROJECTOR,
                projector),
            lora);
    Trainer.Settings settings =
        new Trainer.Settings(
            Map.of(Part.LANGUAGE, 1e-3, Part.VISION, 1e-3, Part.PROJECTOR, 1e-3),
            0.01,
            AdamW.Settings.DEFAULT,
            LearningRateSchedule.constant(),
            checkpointing);
    try (Adapter adapter = Adapter.create(base, plan, new RandomStream(3));
        LlavaModel model = base.with(adapter)) {
      try (Trainer trainer = new Trainer(model, settings, new RandomStream(5));
          Scope scope = model.openScope()) {
        for (int i = 0; i < STEPS; i++) {
          try (Scope step = scope.child()) {
            numbers.add("" + trainer.step(batch(step, model)).loss());
          }
        }
      }
      AdapterFiles.write(adapter, output);
      numbers.add(
          "" + java.util.Arrays.hashCode(Files.readAllBytes(output.resolve(AdapterFiles.TENSORS))));
      try (Scope scope = model.openScope();
          Tape tape = Tape.inference(scope)) {
        Batch batch = batch(scope, model);
        numbers.add(java.util.Arrays.toString(model.sequenceLogProbs(tape, batch).toFloats()));
        GenerationSettings greedy =
            new GenerationSettings(
                12, java.util.Set.of(), new org.pulsebench.model.Sampling.Greedy());
        Generator.generate(model, batch, greedy)
            .forEach(answer -> numbers.add(java.util.Arrays.toString(answer)));
      }
    }
  }

  private static Batch batch(Scope scope, LlavaModel model) {
    int vocabulary = model.config().decoder().vocabSize();
    int imageTokens = model.config().imageTokens();
    List<Batch.Sequence> sequences = new ArrayList<>();
    for (int row = 0; row < 4; row++) {
      int[] ids = new int[imageTokens + 20 + row];
      int[] labels = new int[ids.length];
      for (int i = 0; i < ids.length; i++) {
        boolean image = i >= 1 && i <= imageTokens;
        ids[i] =
            image
                ? model.config().multimodal().orElseThrow().imageTokenId()
                : 3 + (row * 31 + i * 7) % (vocabulary - 20);
        labels[i] = i > imageTokens + 8 ? ids[i] : Batch.IGNORED;
      }
      sequences.add(new Batch.Sequence(ids, labels));
    }
    if (imageTokens == 0) {
      return Batch.ofText(sequences);
    }
    float[] pixels = new float[4 * 3 * IMAGE_SIZE * IMAGE_SIZE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) Math.sin(0.01 * i);
    }
    return new Batch(
        sequences,
        Optional.of(new Images.Pixels(scope.floats(pixels, 4, 3, IMAGE_SIZE, IMAGE_SIZE))));
  }
}
