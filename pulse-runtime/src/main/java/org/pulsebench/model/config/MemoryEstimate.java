package org.pulsebench.model.config;

import java.util.List;
import java.util.Locale;

/**
 * Peak memory of one pass in bytes, line by line.
 *
 * <p>With {@code N = batch * tokens}, {@code V} the vocabulary, {@code H} and {@code I} the
 * decoder's widths, {@code e} the bytes of an activation (4 where the part is trained in full, else
 * those of the precision) and {@code T} the trainable parameters. An image that is cut into tiles
 * counts with the most of them. Left out, as small: rotary tables, masks and token ids. The Java
 * heap and the native libraries themselves come on top.
 *
 * @param weights {@code parameters * precision} over parts that are not trained in full; without
 *     the vision weights that are not {@linkplain ParameterSpec#neededForFeatures needed}, which
 *     stay unread in the mapped file
 * @param masterWeights {@code 4 T}: parts trained in full and adapters, float32
 * @param gradients {@code 4 T}; allocated once and kept between steps
 * @param optimizerState {@code 8 T}: AdamW's two float32 moments
 * @param activations what autograd keeps for the backward pass, see {@link ActivationMemory}:
 *     {@code N * layers * perToken} plus final norm, projector and vision layers as far as a
 *     gradient passes through them, as if every linear module of a part in {@link PartMode#LORA}
 *     were a target; with checkpointing {@code e N H} per layer in place of {@code perToken}; 0 if
 *     nothing is trained
 * @param logitsAndLoss {@code N V (e + 12)} in training (logits, log-probabilities, and the
 *     gradients of both, which are alive together as the backward pass begins), {@code N V (e + 4)}
 *     in scoring, or {@code N V (e + 8)} if the logits are bfloat16 and copied to float32
 * @param workingBuffers what the busiest layer needs beyond the memory that {@code logitsAndLoss}
 *     occupies at another moment: {@code e N (3I + 2H)}, with checkpointing also the {@code
 *     perToken} of the one layer that runs again; for the vision transformer likewise with its own
 *     sizes, and the pixels
 */
public record MemoryEstimate(
    long weights,
    long masterWeights,
    long gradients,
    long optimizerState,
    long activations,
    long logitsAndLoss,
    long workingBuffers) {

  /** AdamW keeps a mean and a mean square per trained parameter. */
  private static final int OPTIMIZER_MOMENTS = 2;

  /**
   * Log-probabilities, their gradient and the gradient of the logits, in float32 beside the logits.
   */
  private static final int LOSS_ARRAYS_IN_TRAINING = 3;

  private static final int LOSS_ARRAYS_IN_SCORING = 1;

  /**
   * Arrays of the inner width alive at once in a feed-forward network: two operands and a result,
   * or their gradients.
   */
  private static final int INNER_WIDE_BUFFERS = 3;

  /** The residual stream and its update, or their gradients. */
  private static final int RESIDUAL_BUFFERS = 2;

  private static final double MIB = 1 << 20;
  private static final double GIB = 1 << 30;

  static MemoryEstimate of(ModelLayout layout, Estimate.Request request, long trainable) {
    ModelConfig config = layout.config();
    long weights =
        layout.parameters().stream()
            .filter(p -> p.neededForFeatures())
            .filter(p -> request.mode(p.part()) != PartMode.FULL)
            .mapToLong(p -> p.size() * request.precision().bytes())
            .sum();
    long master = trainable * ActivationMemory.F32;
    long decoder = request.trains() ? decoderActivations(config.decoder(), request) : 0;
    long vision = config.multimodal().map(m -> visionActivations(config, m, request)).orElse(0L);
    long logits = logits(config.decoder(), request);
    long layerPeak = decoderLayerPeak(config.decoder(), request) - logits;
    long visionPeak =
        config.multimodal().map(m -> visionLayerPeak(m, request)).orElse(0L) - logits - decoder;
    return new MemoryEstimate(
        weights,
        master,
        master,
        OPTIMIZER_MOMENTS * master,
        decoder + vision,
        logits,
        Math.max(0, Math.max(layerPeak, visionPeak)));
  }

  private static long decoderActivations(DecoderConfig decoder, Estimate.Request request) {
    PartMode mode = request.mode(Part.LANGUAGE);
    long perLayer =
        request.checkpointing()
            ? (long) decoder.hiddenSize() * elementBytes(request, Part.LANGUAGE)
            : ActivationMemory.decoderLayer(decoder, mode, request.rank(), request.precision());
    long perToken = decoder.layers() * perLayer + ActivationMemory.decoderEnd(decoder, mode);
    return Math.multiplyExact(tokens(request), perToken);
  }

  private static long visionActivations(
      ModelConfig config, MultimodalConfig multimodal, Estimate.Request request) {
    PartMode visionMode = request.mode(Part.VISION);
    PartMode projectorMode = request.mode(Part.PROJECTOR);
    boolean visionTrained = visionMode != PartMode.FROZEN;
    long kept = 0;
    if (visionTrained || projectorMode != PartMode.FROZEN) {
      long perToken =
          ActivationMemory.projector(
              multimodal,
              config.decoder().hiddenSize(),
              projectorMode,
              request.rank(),
              request.precision());
      kept += views(multimodal, request) * multimodal.viewTokens() * perToken;
    }
    if (visionTrained) {
      VisionConfig vision = multimodal.vision();
      long perLayer =
          request.checkpointing()
              ? (long) vision.hiddenSize() * elementBytes(request, Part.VISION)
              : ActivationMemory.visionLayer(
                  vision, visionMode, request.rank(), request.precision());
      long positions = views(multimodal, request) * vision.positions();
      kept += Math.multiplyExact(positions, multimodal.featureDepth() * perLayer);
    }
    return kept;
  }

  private static long logits(DecoderConfig decoder, Estimate.Request request) {
    int e = elementBytes(request, Part.LANGUAGE);
    long arrays = request.trains() ? LOSS_ARRAYS_IN_TRAINING : LOSS_ARRAYS_IN_SCORING;
    boolean copies = !request.trains() && e != ActivationMemory.F32;
    long perElement = e + ActivationMemory.F32 * (copies ? arrays + 1 : arrays);
    return Math.multiplyExact(tokens(request), decoder.vocabSize() * perElement);
  }

  private static long decoderLayerPeak(DecoderConfig decoder, Estimate.Request request) {
    long e = elementBytes(request, Part.LANGUAGE);
    long perToken = e * layerBuffers(decoder.intermediateSize(), decoder.hiddenSize());
    if (request.checkpointing() && request.trains()) {
      perToken +=
          ActivationMemory.decoderLayer(
              decoder, request.mode(Part.LANGUAGE), request.rank(), request.precision());
    }
    return Math.multiplyExact(tokens(request), perToken);
  }

  private static long visionLayerPeak(MultimodalConfig multimodal, Estimate.Request request) {
    VisionConfig vision = multimodal.vision();
    PartMode mode = request.mode(Part.VISION);
    long e = elementBytes(request, Part.VISION);
    long perPosition = e * layerBuffers(vision.intermediateSize(), vision.hiddenSize());
    if (request.checkpointing() && mode != PartMode.FROZEN) {
      perPosition +=
          ActivationMemory.visionLayer(vision, mode, request.rank(), request.precision());
    }
    long pixels =
        (long) vision.channels() * vision.imageSize() * vision.imageSize() * ActivationMemory.F32;
    return views(multimodal, request) * (vision.positions() * perPosition + pixels);
  }

  private static long layerBuffers(long inner, long residual) {
    return INNER_WIDE_BUFFERS * inner + RESIDUAL_BUFFERS * residual;
  }

  private static int elementBytes(Estimate.Request request, Part part) {
    return ActivationMemory.elementBytes(request.mode(part), request.precision());
  }

  private static long tokens(Estimate.Request request) {
    return (long) request.batch() * request.tokens();
  }

  /** How many pictures the vision transformer sees, every image cut into as many as it can be. */
  private static long views(MultimodalConfig multimodal, Estimate.Request request) {
    return (long) request.batch() * request.imagesPerSequence() * multimodal.imageViews();
  }

  /** Returns the sum of all lines: the estimated peak in bytes. */
  public long total() {
    return weights
        + masterWeights
        + gradients
        + optimizerState
        + activations
        + logitsAndLoss
        + workingBuffers;
  }

  /**
   * Returns the lines as an aligned table in GiB or MiB, each with what it consists of, the total
   * last.
   */
  public String explain() {
    List<Line> lines =
        List.of(
            new Line("weights", weights, "frozen weights in the model's precision"),
            new Line("trainable master weights", masterWeights, "what is trained, float32"),
            new Line("gradients", gradients, "as many, float32"),
            new Line("optimizer state", optimizerState, "AdamW's two moments, float32"),
            new Line("activations kept for backward", activations, "what autograd keeps per token"),
            new Line("logits and loss", logitsAndLoss, "vocabulary-wide arrays of the loss"),
            new Line("working buffers", workingBuffers, "busiest layer, beyond logits and loss"),
            new Line("total", total(), "without the Java heap and native libraries"));
    int width = lines.stream().mapToInt(line -> line.name().length()).max().orElse(0);
    StringBuilder table = new StringBuilder();
    for (Line line : lines) {
      String format = "%-" + width + "s  %12s  %s\n";
      table.append(
          String.format(Locale.ROOT, format, line.name(), amount(line.bytes()), line.meaning()));
    }
    return table.toString();
  }

  private record Line(String name, long bytes, String meaning) {}

  private static String amount(long bytes) {
    return bytes >= GIB
        ? String.format(Locale.ROOT, "%.2f GiB", bytes / GIB)
        : String.format(Locale.ROOT, "%.2f MiB", bytes / MIB);
  }
}
