package org.pulsebench.model.config;

/**
 * Bytes that autograd keeps between forward and backward pass, per token, counted operator by
 * operator.
 *
 * <p>An operator keeps what its own derivative needs, and only if a gradient passes through it; an
 * array that two operators keep counts once. Dropout is taken as 0, and scaled-dot-product
 * attention as one fused operator that keeps no probabilities. For float32 the formulas reproduce,
 * to the byte, what PyTorch's saved-tensor hooks report for transformers 5.23 with PEFT 0.21 in
 * eager mode, but for the first norm of a part that no gradient leaves, which keeps nothing and is
 * counted here.
 */
final class ActivationMemory {

  /** Statistics and adapters are float32 whatever the precision of the base weights. */
  static final int F32 = Float.BYTES;

  /** An RMSNorm or LayerNorm stands before attention and before the feed-forward network. */
  private static final int NORMS = 2;

  /** RMSNorm keeps the reciprocal root; LayerNorm the mean as well. */
  private static final int RMS_NORM_STATISTICS = 1;

  private static final int LAYER_NORM_STATISTICS = 2;

  /**
   * Attention keeps queries and output in the width of the query heads, keys and values in that of
   * theirs.
   */
  private static final int QUERY_WIDE_ARRAYS = 2;

  private static final int KEY_VALUE_WIDE_ARRAYS = 2;

  /** Gate, activated gate and up projection: the operands of the gated product. */
  private static final int GATED_PRODUCT_ARRAYS = 3;

  /** q, k, v, gate and up read the residual width; in bfloat16 each adapter casts its own copy. */
  private static final int DECODER_ADAPTERS_ON_HIDDEN = 5;

  private static final int DECODER_LINEARS = 7;

  /** q, k, v, out and fc1 read the residual width. */
  private static final int VISION_ADAPTERS_ON_HIDDEN = 5;

  private static final int VISION_LINEARS = 6;

  private ActivationMemory() {}

  /**
   * Size of an activation's element: what is trained in full is float32, so are its activations.
   */
  static int elementBytes(PartMode mode, Precision precision) {
    return mode == PartMode.FULL ? F32 : precision.bytes();
  }

  /**
   * Bytes per token of one decoder layer.
   *
   * <p>{@code 2 (4H + 4)} for RMSNorm's float32 input and statistic; {@code e (2Q + 2K) + 4 heads}
   * for attention (queries, keys, values, output, log-sum-exp); {@code 3 e I} for the gated
   * product; and for the linear modules the inputs: none if frozen, {@code e (2H + I)} if trained
   * or adapted without a cast, {@code 4 (5H + Q + I)} if float32 adapters cast bfloat16 inputs;
   * adapters add {@code 7 * 4 rank}; trained norm weights {@code 2 e H}.
   */
  static long decoderLayer(DecoderConfig decoder, PartMode mode, int rank, Precision precision) {
    int e = elementBytes(mode, precision);
    long hidden = decoder.hiddenSize();
    long inner = decoder.intermediateSize();
    long norms = (long) NORMS * F32 * (hidden + RMS_NORM_STATISTICS);
    long attention =
        e
                * (QUERY_WIDE_ARRAYS * (long) decoder.queryWidth()
                    + KEY_VALUE_WIDE_ARRAYS * (long) decoder.keyValueWidth())
            + (long) F32 * decoder.heads();
    long product = e * (GATED_PRODUCT_ARRAYS - 1 + activationArrays(decoder.activation())) * inner;
    long kept = norms + attention + product;
    if (mode == PartMode.FULL) {
      return kept + e * (NORMS * hidden + inner) + (long) e * NORMS * hidden;
    }
    if (mode == PartMode.LORA) {
      long inputs =
          precision == Precision.F32
              ? NORMS * hidden + inner
              : DECODER_ADAPTERS_ON_HIDDEN * hidden + decoder.queryWidth() + inner;
      return kept + F32 * (inputs + (long) DECODER_LINEARS * rank);
    }
    return kept;
  }

  /**
   * Bytes per token behind the last decoder layer: the final norm, and the head's input if the head
   * is trained.
   */
  static long decoderEnd(DecoderConfig decoder, PartMode mode) {
    long hidden = decoder.hiddenSize();
    long norm = F32 * (hidden + RMS_NORM_STATISTICS);
    return mode == PartMode.FULL ? norm + 2 * F32 * hidden : norm;
  }

  /**
   * Bytes per position of one layer of a trained vision transformer.
   *
   * <p>{@code 2 (e H + 8)} for LayerNorm; {@code 4 e H + 4 heads} for attention; {@code e I} or,
   * for quick-GELU, {@code 2 e I} for the activation; {@code e (2H + I)} for the inputs of trained
   * or adapted modules without a cast, {@code 4 (5H + I)} with one; adapters add {@code 6 * 4
   * rank}.
   */
  static long visionLayer(VisionConfig vision, PartMode mode, int rank, Precision precision) {
    int e = elementBytes(mode, precision);
    long hidden = vision.hiddenSize();
    long inner = vision.intermediateSize();
    long norms = NORMS * (e * hidden + F32 * LAYER_NORM_STATISTICS);
    long attention =
        (long) e * (QUERY_WIDE_ARRAYS + KEY_VALUE_WIDE_ARRAYS) * hidden
            + (long) F32 * vision.heads();
    long kept = norms + attention + e * activationArrays(vision.activation()) * inner;
    if (mode == PartMode.LORA) {
      long inputs =
          precision == Precision.F32
              ? NORMS * hidden + inner
              : VISION_ADAPTERS_ON_HIDDEN * hidden + inner;
      return kept + F32 * (inputs + (long) VISION_LINEARS * rank);
    }
    return kept + e * (NORMS * hidden + inner);
  }

  /**
   * Bytes per image token of the projector, given that a gradient passes through it: the
   * activation's operands, and the inputs of both linear modules if those are trained or adapted.
   */
  static long projector(
      MultimodalConfig multimodal, int width, PartMode mode, int rank, Precision precision) {
    int e = elementBytes(mode, precision);
    long kept = e * activationArrays(multimodal.projector().activation()) * width;
    long inputs = (long) multimodal.vision().hiddenSize() + width;
    if (mode == PartMode.FULL) {
      return kept + e * inputs;
    }
    if (mode == PartMode.LORA) {
      return kept + F32 * (inputs + 2L * rank);
    }
    return kept;
  }

  /** SiLU and GELU keep their input; quick-GELU, a product written out, keeps both its operands. */
  private static long activationArrays(Activation activation) {
    return activation == Activation.QUICK_GELU ? 2 : 1;
  }
}
