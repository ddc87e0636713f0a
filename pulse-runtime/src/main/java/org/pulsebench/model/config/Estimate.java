package org.pulsebench.model.config;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;

/**
 * What a model costs, computed from its configuration alone: parameters, trainable parameters and
 * peak memory.
 *
 * <p>No weights are read and no native library is loaded.
 */
public final class Estimate {

  private final ModelLayout layout;

  private Estimate(ModelLayout layout) {
    this.layout = layout;
  }

  /**
   * One training or scoring pass whose memory is asked for.
   *
   * @param batch sequences per step
   * @param tokens decoder positions per sequence, image tokens included
   * @param imagesPerSequence images per sequence whose features are computed in the pass
   * @param precision format of frozen weights; what is trained is float32 regardless
   * @param checkpointing whether each layer keeps its input only and runs again in the backward
   *     pass
   * @param plan what is trained; empty for scoring
   */
  public record Request(
      int batch,
      int tokens,
      int imagesPerSequence,
      Precision precision,
      boolean checkpointing,
      Optional<AdapterPlan> plan) {

    public Request {
      Checks.positive(batch, "batch");
      Checks.positive(tokens, "tokens");
      Checks.require(imagesPerSequence >= 0, "imagesPerSequence", imagesPerSequence, "at least 0");
      Objects.requireNonNull(precision, "precision");
      Objects.requireNonNull(plan, "plan");
    }

    /** Returns how a part is trained. */
    public PartMode mode(Part part) {
      return plan.map(given -> given.mode(part)).orElse(PartMode.FROZEN);
    }

    boolean trains() {
      return plan.isPresent();
    }

    /** The rank of the updates of parts in {@link PartMode#LORA}; 0 where nothing is trained. */
    int rank() {
      return plan.map(given -> given.lora().rank()).orElse(0);
    }
  }

  /** Prepares the estimates of a configuration. */
  public static Estimate of(ModelConfig config) {
    return new Estimate(ModelLayout.of(config));
  }

  /** Returns the number of parameters in the checkpoint; a tied head counts once. */
  public long parameters() {
    return layout.parameters().stream().mapToLong(ParameterSpec::size).sum();
  }

  /** Returns the number of parameters of one part; 0 for a part that the model lacks. */
  public long parameters(Part part) {
    return layout.parameters().stream()
        .filter(p -> p.part() == part)
        .mapToLong(ParameterSpec::size)
        .sum();
  }

  /**
   * Returns the number of parameters that a training updates, by part: those of the adapter that
   * the plan makes for this model.
   *
   * <p>PEFT counts more where it adapts vision layers that are never run.
   *
   * @return an entry for each of the three parts, 0 where nothing is trained
   * @throws BadInputException if the plan selects nothing in this model
   */
  public Map<Part, Long> trainableParameters(AdapterPlan plan) {
    Map<Part, Long> trainable = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      trainable.put(part, 0L);
    }
    int rank = plan.lora().rank();
    for (LinearSpec linear : plan.loraModules(layout)) {
      trainable.merge(linear.part(), linear.adapterSize(rank), Long::sum);
    }
    for (ParameterSpec parameter : plan.fullParameters(layout)) {
      trainable.merge(parameter.part(), parameter.size(), Long::sum);
    }
    if (sum(trainable) == 0) {
      throw bad(
          "trained parts",
          plan.modes() + " with " + plan.lora().targets(),
          "a plan that selects at least one parameter of this model");
    }
    return trainable;
  }

  /**
   * Estimates the peak memory of a pass.
   *
   * @throws BadInputException if the request does not fit the model: a plan that selects nothing in
   *     it, images for a text-only model, more tokens than positions, or more image tokens than
   *     tokens
   */
  public MemoryEstimate memory(Request request) {
    check(request);
    long trainable = request.plan().map(plan -> sum(trainableParameters(plan))).orElse(0L);
    return MemoryEstimate.of(layout, request, trainable);
  }

  private static long sum(Map<Part, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private void check(Request request) {
    ModelConfig config = layout.config();
    int positions = config.decoder().maxPositions();
    if (request.tokens() > positions) {
      throw bad("tokens per sequence", "" + request.tokens(), "at most " + positions);
    }
    if (config.multimodal().isEmpty() && request.imagesPerSequence() > 0) {
      throw bad(
          "images per sequence", "" + request.imagesPerSequence(), "0, as the model is text-only");
    }
    int least = config.multimodal().map(MultimodalConfig::viewTokens).orElse(0);
    long imageTokens = (long) request.imagesPerSequence() * least;
    if (imageTokens > request.tokens()) {
      throw bad(
          "tokens per sequence",
          "" + request.tokens(),
          "at least the " + imageTokens + " tokens of " + request.imagesPerSequence() + " images");
    }
  }

  private static BadInputException bad(String where, String found, String expected) {
    return new BadInputException(
        new Problem(
            "Memory cannot be estimated for this request",
            where,
            found,
            expected,
            "Change the request or choose another model."));
  }
}
