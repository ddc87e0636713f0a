package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pulsebench.evaluation.GreedyAnswers;
import org.pulsebench.experiment.Workload.Job;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.DecoderConfig;
import org.pulsebench.model.config.Estimate;
import org.pulsebench.model.config.MemoryEstimate;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;
import org.pulsebench.model.config.Precision;

/**
 * The most memory that any step of an experiment takes where the model computes: training with what
 * is kept of pictures, or asking with what is kept of positions.
 *
 * @param lines what it consists of, in bytes, by name
 * @param activity of which step it is, a phrase
 */
record MemoryForecast(Map<String, Long> lines, String activity) {

  private static final double MIB = 1 << 20;
  private static final double GIB = 1 << 30;

  MemoryForecast {
    lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
  }

  /**
   * Forecasts the memory of steps.
   *
   * @param tokens positions of the longest example, image tokens included
   */
  static MemoryForecast of(
      ModelShape shape, Precision precision, boolean checkpointing, List<Job> jobs, int tokens) {
    List<MemoryForecast> all = new ArrayList<>();
    jobs.stream()
        .flatMap(job -> job.training().stream())
        .map(step -> training(shape, precision, checkpointing, step, tokens))
        .forEach(all::add);
    if (jobs.stream().anyMatch(job -> !job.asking().isEmpty()) || all.isEmpty()) {
      all.add(asking(shape, precision, tokens));
    }
    return all.stream().max((one, other) -> Long.compare(one.total(), other.total())).orElseThrow();
  }

  private static MemoryForecast training(
      ModelShape shape, Precision precision, boolean checkpointing, TrainingStep step, int tokens) {
    AdapterPlan plan = step.plan();
    boolean projects =
        plan.mode(Part.PROJECTOR) != PartMode.FROZEN && tokens >= shape.imageTokens();
    int batches = Forecast.batches(step);
    int batch = Math.toIntExact(step.batchSize().orElse(1));
    MemoryEstimate memory =
        Estimate.of(shape.config())
            .memory(
                new Estimate.Request(
                    batches * batch,
                    tokens,
                    projects ? 1 : 0,
                    precision,
                    checkpointing,
                    Optional.of(plan)));
    Map<String, Long> lines = lines(memory);
    lines.put("features of pictures", pictures(step) * features(shape, precision));
    return new MemoryForecast(
        lines,
        "training, %s, %d examples of %d positions in %s%s"
            .formatted(
                step.methodName(),
                batch,
                tokens,
                batches == 1 ? "a batch" : "each of 2 batches",
                checkpointing ? ", activations computed twice" : ""));
  }

  private static MemoryForecast asking(ModelShape shape, Precision precision, int tokens) {
    int together = GreedyAnswers.together(tokens);
    MemoryEstimate memory =
        Estimate.of(shape.config())
            .memory(new Estimate.Request(1, tokens, 0, precision, false, Optional.empty()));
    Map<String, Long> lines = lines(memory);
    DecoderConfig decoder = shape.config().decoder();
    long position = 2L * decoder.layers() * decoder.keyValueWidth() * precision.bytes();
    // Those of what prompts begin with stay while the prompts go on from copies of them.
    lines.put("keys and values", 2L * together * tokens * position);
    lines.put("features of pictures", together * features(shape, precision));
    return new MemoryForecast(
        lines, "asking, %d prompts of %d positions together".formatted(together, tokens));
  }

  private static long features(ModelShape shape, Precision precision) {
    return shape
        .config()
        .vision()
        .map(vision -> (long) shape.imageTokens() * vision.hiddenSize() * precision.bytes())
        .orElse(0L);
  }

  private static long pictures(TrainingStep step) {
    return Stream.of(step.pairs(), step.keptPairs())
        .mapToLong(pairs -> (long) Math.ceil(Forecast.people(step.corpus(), pairs)))
        .sum();
  }

  private static Map<String, Long> lines(MemoryEstimate memory) {
    Map<String, Long> lines = new LinkedHashMap<>();
    lines.put("weights", memory.weights());
    lines.put("trained parts, float32", memory.masterWeights());
    lines.put("gradients", memory.gradients());
    lines.put("optimizer", memory.optimizerState());
    lines.put("activations", memory.activations());
    lines.put("logits and loss", memory.logitsAndLoss());
    lines.put("working buffers", memory.workingBuffers());
    return lines;
  }

  /** Returns the sum of all lines, in bytes. */
  long total() {
    return lines.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the lines that are not empty, as texts. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    lines.forEach(
        (name, bytes) -> {
          if (bytes > 0) {
            texts.put(name, "%12s".formatted(amount(bytes)));
          }
        });
    return texts;
  }

  /** Returns a number of bytes for a person. */
  static String amount(long bytes) {
    return bytes >= GIB
        ? String.format(Locale.ROOT, "%,.1f GiB", bytes / GIB)
        : String.format(Locale.ROOT, "%,.0f MiB", Math.ceil(bytes / MIB));
  }
}
