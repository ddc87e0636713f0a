package org.pulsebench.model;

import java.util.EnumMap;
import java.util.Map;
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
   * @param modes how each part is trained; a part that is not named is frozen. All frozen means
   *     scoring.
   * @param rank of the low-rank updates of parts in {@link PartMode#LORA}, which cover all their
   *     linear modules
   */
  public record Request(
      int batch,
      int tokens,
      int imagesPerSequence,
      Precision precision,
      boolean checkpointing,
      Map<Part, PartMode> modes,
      int rank) {

    public Request {
      Checks.positive(batch, "batch");
      Checks.positive(tokens, "tokens");
      Checks.positive(rank, "rank");
      Checks.require(imagesPerSequence >= 0, "imagesPerSequence", imagesPerSequence, "at least 0");
      Checks.require(precision != null, "precision", null, "given");
      modes = Map.copyOf(modes);
    }

    /** Returns how a part is trained. */
    public PartMode mode(Part part) {
      return modes.getOrDefault(part, PartMode.FROZEN);
    }

    boolean trains() {
      return modes.values().stream().anyMatch(mode -> mode != PartMode.FROZEN);
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
   * Returns the number of parameters that a training updates, by part.
   *
   * <p>Counted as PEFT counts: LoRA covers all linear modules of the part but the output head,
   * those of vision layers that are never run included.
   *
   * @param modes how each part is trained; a part that is not named is frozen
   * @return an entry for each of the three parts, 0 where nothing is trained
   * @throws BadInputException if a part is to be trained that the model lacks
   */
  public Map<Part, Long> trainableParameters(Map<Part, PartMode> modes, int rank) {
    Map<Part, Long> trainable = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      PartMode mode = modes.getOrDefault(part, PartMode.FROZEN);
      requirePresent(part, mode);
      trainable.put(part, trainable(part, mode, rank));
    }
    return trainable;
  }

  /**
   * Estimates the peak memory of a pass.
   *
   * @throws BadInputException if the request does not fit the model: a part it lacks, images for a
   *     text-only model, more tokens than positions, or more image tokens than tokens
   */
  public MemoryEstimate memory(Request request) {
    check(request);
    return MemoryEstimate.of(
        layout, request, sum(trainableParameters(request.modes(), request.rank())));
  }

  private long trainable(Part part, PartMode mode, int rank) {
    if (mode == PartMode.FULL) {
      return parameters(part);
    }
    if (mode == PartMode.LORA) {
      return layout.linears().stream()
          .filter(linear -> linear.part() == part && !linear.outputHead())
          .mapToLong(linear -> linear.adapterSize(rank))
          .sum();
    }
    return 0;
  }

  private static long sum(Map<Part, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private void requirePresent(Part part, PartMode mode) {
    boolean present = part == Part.LANGUAGE || layout.config().multimodal().isPresent();
    if (!present && mode != PartMode.FROZEN) {
      throw bad(
          "trainable part " + part, mode.toString(), "LANGUAGE only, as the model is text-only");
    }
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
    long imageTokens = (long) request.imagesPerSequence() * config.imageTokens();
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
