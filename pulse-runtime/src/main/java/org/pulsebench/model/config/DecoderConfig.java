package org.pulsebench.model.config;

import java.util.Objects;
import java.util.stream.IntStream;
import org.pulsebench.Checks;

/**
 * The shape of a LLaMA decoder.
 *
 * <p>Absent fields of a {@code config.json} take the defaults of transformers' {@code LlamaConfig}
 * (5.23).
 *
 * @param vocabSize rows of the token embedding and of the output head
 * @param hiddenSize width of the residual stream, a multiple of {@code heads}
 * @param intermediateSize width of the feed-forward network
 * @param layers number of decoder layers
 * @param heads number of query heads
 * @param keyValueHeads number of key and value heads, a divisor of {@code heads}
 * @param headDim width of one head, even because rotary embedding turns pairs; {@code heads *
 *     headDim} may differ from {@code hiddenSize}
 * @param maxPositions longest sequence in tokens
 * @param rmsNormEpsilon term under the root of RMSNorm
 * @param ropeTheta base of the rotary frequencies
 * @param ropeScaling how those frequencies are stretched
 * @param attentionBias whether the four attention projections have a bias
 * @param mlpBias whether the three feed-forward projections have a bias
 * @param tiedHead whether the output head is the token embedding
 * @param activation the gate's non-linearity
 * @param tokens the special token ids, all within the vocabulary
 */
public record DecoderConfig(
    int vocabSize,
    int hiddenSize,
    int intermediateSize,
    int layers,
    int heads,
    int keyValueHeads,
    int headDim,
    int maxPositions,
    double rmsNormEpsilon,
    double ropeTheta,
    RopeScaling ropeScaling,
    boolean attentionBias,
    boolean mlpBias,
    boolean tiedHead,
    Activation activation,
    SpecialTokens tokens) {

  public DecoderConfig {
    Checks.positive(vocabSize, "vocabSize");
    Checks.positive(hiddenSize, "hiddenSize");
    Checks.positive(intermediateSize, "intermediateSize");
    Checks.positive(layers, "layers");
    Checks.positive(heads, "heads");
    Checks.positive(keyValueHeads, "keyValueHeads");
    Checks.positive(headDim, "headDim");
    Checks.positive(maxPositions, "maxPositions");
    Checks.require(hiddenSize % heads == 0, "hiddenSize", hiddenSize, "a multiple of heads");
    Checks.require(
        heads % keyValueHeads == 0, "keyValueHeads", keyValueHeads, "a divisor of heads");
    Checks.require(headDim % 2 == 0, "headDim", headDim, "even");
    Checks.require(rmsNormEpsilon > 0, "rmsNormEpsilon", rmsNormEpsilon, "positive");
    Checks.require(ropeTheta > 0, "ropeTheta", ropeTheta, "positive");
    Objects.requireNonNull(ropeScaling, "ropeScaling");
    Objects.requireNonNull(activation, "activation");
    IntStream ids =
        IntStream.concat(
            tokens.eos().stream().mapToInt(Integer::intValue),
            IntStream.concat(tokens.bos().stream(), tokens.pad().stream()));
    int size = vocabSize;
    Checks.require(ids.allMatch(i -> i >= 0 && i < size), "tokens", tokens, "ids below " + size);
  }

  /** Returns the width of the queries of all heads together, in elements. */
  public int queryWidth() {
    return Math.multiplyExact(heads, headDim);
  }

  /**
   * Returns the width of the keys of all key-value heads together, in elements; values are as wide.
   */
  public int keyValueWidth() {
    return Math.multiplyExact(keyValueHeads, headDim);
  }

  DecoderConfig withTokens(SpecialTokens replacement) {
    return new DecoderConfig(
        vocabSize,
        hiddenSize,
        intermediateSize,
        layers,
        heads,
        keyValueHeads,
        headDim,
        maxPositions,
        rmsNormEpsilon,
        ropeTheta,
        ropeScaling,
        attentionBias,
        mlpBias,
        tiedHead,
        activation,
        replacement);
  }
}
