package org.pulsebench.benchmark;

import ai.djl.Device;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import org.pulsebench.RandomStream;
import org.pulsebench.model.Adapter;
import org.pulsebench.model.AdapterFiles;
import org.pulsebench.model.Batch;
import org.pulsebench.model.GenerationSettings;
import org.pulsebench.model.Generator;
import org.pulsebench.model.Images;
import org.pulsebench.model.LlavaModel;
import org.pulsebench.model.Sampling;
import org.pulsebench.model.Trainer;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.ModelConfig;
import org.pulsebench.model.config.ParameterSpec;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.AdamW;
import org.pulsebench.tensor.LearningRateSchedule;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Script;
import org.pulsebench.tensor.ScriptMethod;
import org.pulsebench.tensor.Tape;
import org.pulsebench.tensor.Torch;

/**
 * Does the work that {@code src/test/python/bench_reference.py} describes, with this runtime, and
 * prints one line of JSON.
 *
 * <p>That script's {@code compare} runs both programs in alternation.
 */
public final class Benchmark {

  private static final int ROWS = 32;
  private static final int COLUMNS = 48;
  private static final int PROMPT_COLUMNS = 32;
  private static final int LABEL_COLUMNS = 16;
  private static final int NEW_TOKENS = 64;

  private final String work;
  private final Path checkpoint;
  private final int rows;
  private final boolean cachedFeatures;
  private final int warmup;
  private final int steps;
  private final List<Double> seconds = new ArrayList<>();
  private final List<Object> results = new ArrayList<>();

  private Benchmark(Map<String, String> options) {
    work = options.get("--work");
    checkpoint = Path.of(options.get("--checkpoint"));
    rows = Integer.parseInt(options.getOrDefault("--batch", "" + ROWS));
    cachedFeatures = options.containsKey("--cached-features");
    warmup = Integer.parseInt(options.getOrDefault("--warmup", "3"));
    steps = Integer.parseInt(options.getOrDefault("--steps", "10"));
    Torch.setThreads(Integer.parseInt(options.getOrDefault("--threads", "2")));
  }

  /** Takes the options of {@code bench_reference.py run}. */
  public static void main(String[] arguments) throws IOException {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      boolean flag = arguments[i].equals("--cached-features");
      options.put(arguments[i], flag ? "" : arguments[++i]);
    }
    new Benchmark(options).run();
  }

  private void run() throws IOException {
    double amount =
        switch (work) {
          case "train-full" -> train(AdapterPlan.everything());
          case "train-lora" -> trainLora();
          case "score" -> score();
          case "generate" -> generate();
          case "load" -> load();
          default -> throw new IllegalArgumentException("unknown work " + work);
        };
    List<Double> measured = seconds.subList(warmup, seconds.size()).stream().sorted().toList();
    int n = measured.size();
    double median = (measured.get((n - 1) / 2) + measured.get(n / 2)) / 2;
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode line = mapper.createObjectNode();
    line.put("work", work);
    line.put("checkpoint", checkpoint.getFileName().toString());
    line.put(work.equals("load") ? "gigabytes_per_second" : "tokens_per_second", amount / median);
    line.put("seconds_median", median);
    line.put("steps", n);
    line.put("peak_rss_mb", ProcessMemory.peak());
    if (work.equals("generate")) {
      line.putPOJO("tokens", results.get(0));
    } else if (work.equals("load")) {
      line.putPOJO("extra_rss_mb", results.get(results.size() - 1));
    } else {
      line.putPOJO("losses", List.of(results.get(0), results.get(results.size() - 1)));
    }
    System.out.println(mapper.writeValueAsString(line));
  }

  private void measure(Supplier<Object> step) {
    for (int i = 0; i < warmup + steps; i++) {
      long start = System.nanoTime();
      results.add(step.get());
      seconds.add((System.nanoTime() - start) / 1e9);
      if (work.equals("load")) {
        // A mapped file is let go by the garbage collector.
        System.gc();
      }
    }
  }

  private double train(AdapterPlan plan) {
    try (LlavaModel base = open();
        Adapter adapter = Adapter.create(base, plan, new RandomStream(1));
        LlavaModel model = base.with(adapter);
        Scope scope = model.openScope()) {
      trainOn(model, batch(scope, base.config(), ROWS, COLUMNS, LABEL_COLUMNS));
    }
    return ROWS * COLUMNS;
  }

  private double trainLora() {
    try (LlavaModel base = open();
        Adapter adapter = AdapterFiles.read(checkpoint.resolve("adapter"), base);
        LlavaModel model = base.with(adapter);
        Scope scope = model.openScope()) {
      Batch batch = batch(scope, base.config(), ROWS, COLUMNS, LABEL_COLUMNS);
      if (cachedFeatures) {
        Images seen = base.visionFeatures(scope, (Images.Pixels) batch.images().orElseThrow());
        batch = new Batch(batch.sequences(), Optional.of(seen));
      }
      trainOn(model, batch);
    }
    return ROWS * COLUMNS;
  }

  private void trainOn(LlavaModel model, Batch batch) {
    Trainer.Settings settings =
        new Trainer.Settings(
            Map.of(Part.VISION, 1e-4, Part.PROJECTOR, 1e-4, Part.LANGUAGE, 1e-4),
            0,
            new AdamW.Settings(0.9, 0.999, 1e-8, OptionalDouble.of(1)),
            LearningRateSchedule.constant(),
            false);
    try (Trainer trainer = new Trainer(model, settings, new RandomStream(1))) {
      measure(() -> trainer.step(batch).loss());
    }
  }

  private double score() {
    try (LlavaModel model = open();
        Scope scope = model.openScope()) {
      Batch batch = batch(scope, model.config(), ROWS, COLUMNS, LABEL_COLUMNS);
      measure(
          () -> {
            try (Tape tape = Tape.inference(scope)) {
              float[] sums = model.sequenceLogProbs(tape, batch).toFloats();
              double total = 0;
              for (float sum : sums) {
                total += sum;
              }
              return -total / ROWS / LABEL_COLUMNS;
            }
          });
    }
    return ROWS * COLUMNS;
  }

  private double generate() {
    GenerationSettings settings =
        new GenerationSettings(NEW_TOKENS, Set.of(), new Sampling.Greedy());
    try (LlavaModel model = open();
        Scope scope = model.openScope()) {
      Batch prompts = batch(scope, model.config(), rows, PROMPT_COLUMNS, 0);
      measure(() -> Arrays.copyOf(Generator.generate(model, prompts, settings).get(0), 8));
    }
    return rows * NEW_TOKENS;
  }

  /** Sums every weight: a mapped file is only read when it is used. */
  private double load() throws IOException {
    Script sum =
        Script.compile(
            List.of(
                ScriptMethod.of("total", List.of("x: Tensor"), "Tensor", "return torch.sum(x)")));
    double before = ProcessMemory.anonymous();
    measure(
        () -> {
          try (LlavaModel model = open();
              Scope scope = model.openScope()) {
            for (ParameterSpec spec : model.layout().parameters()) {
              sum.call(scope, "total", model.parameter(spec.name())).close();
            }
            return ProcessMemory.anonymous() - before;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return Files.size(checkpoint.resolve("model.safetensors")) / 1e9;
  }

  private LlavaModel open() {
    return LlavaModel.load(checkpoint, Precision.F32, Device.cpu());
  }

  static Batch batch(Scope scope, ModelConfig config, int rows, int columns, int labelColumns) {
    int vocabulary = config.decoder().vocabSize();
    int imageTokens = config.imageTokens();
    int imageToken = config.multimodal().orElseThrow().imageTokenId();
    List<Batch.Sequence> sequences = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      int[] ids = new int[columns];
      int[] labels = new int[columns];
      for (int column = 0; column < columns; column++) {
        boolean image = column >= 1 && column <= imageTokens;
        long mixed = row * 7919L + column * 104729L + 13;
        ids[column] = image ? imageToken : (int) (mixed % (vocabulary - 10)) + 5;
        labels[column] = column >= columns - labelColumns ? ids[column] : Batch.IGNORED;
      }
      sequences.add(new Batch.Sequence(ids, labels));
    }
    int size = config.vision().orElseThrow().imageSize();
    float[] pixels = new float[rows * 3 * size * size];
    int next = 0;
    for (int row = 0; row < rows; row++) {
      for (int channel = 0; channel < 3; channel++) {
        for (int y = 0; y < size; y++) {
          for (int x = 0; x < size; x++) {
            pixels[next++] = (float) Math.sin(row + 0.5 * channel + 0.1 * y + 0.2 * x);
          }
        }
      }
    }
    return new Batch(
        sequences, Optional.of(new Images.Pixels(scope.floats(pixels, rows, 3, size, size))));
  }
}
