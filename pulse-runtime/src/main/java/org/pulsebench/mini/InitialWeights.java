package org.pulsebench.mini;

import java.util.Arrays;
import org.pulsebench.RandomStream;
import org.pulsebench.mini.MiniArchitecture.Sizes;
import org.pulsebench.model.config.ModelLayout;
import org.pulsebench.model.config.ParameterSpec;

/**
 * The weights that pre-training begins with.
 *
 * <p>Matrices are normal with deviation {@code 0.7 / sqrt(inputs)}, those that write to a residual
 * stream of {@code n} layers divided by {@code sqrt(2 n)} as in GPT-2; embeddings of positions and
 * of the class have deviation 0.3, not far from what a patch amounts to; norms begin at 1, biases
 * at 0.
 *
 * <p>To answer with a letter, a model finds the option that it means, and the letter before it.
 * Small decoders take long to find these two steps by themselves, so that they may start with them
 * ({@link Sizes#bindingStart}). The first head of the first layer looks at the token before: it
 * reads the first coordinate, which is the same for every token; rotary positions turn its query
 * and its key, and the query starts turned back by one position. In the next heads of every layer
 * keys begin as copies of queries, so that a token attends to its like. The remaining heads begin
 * like any other, for what else there is to see. All of it is trained like any other weight.
 */
final class InitialWeights {

  private static final double GAIN = 0.7;
  private static final double EMBEDDING_DEVIATION = 0.1;
  private static final double HEAD_DEVIATION = 0.02;
  private static final double PLACE_DEVIATION = 0.3;

  /** The first coordinate of every token, ten times what the others are on average. */
  private static final float CONSTANT = 1;

  /** How sharply the first head looks at the token before. */
  private static final double SHARPNESS = 0.7;

  /** How many heads, after the first one, look for a token's like. */
  private static final int MATCHING_HEADS = 3;

  /** Of their projections: sharp enough to prefer a token's like, not to see only that. */
  private static final double MATCHING_DEVIATION = 0.06;

  private final ParameterSpec parameter;
  private final Sizes sizes;
  private final float[] values;

  private InitialWeights(ParameterSpec parameter, Sizes sizes) {
    this.parameter = parameter;
    this.sizes = sizes;
    this.values = new float[Math.toIntExact(parameter.size())];
  }

  /** Returns the values of a parameter in row-major order. */
  static float[] draw(ParameterSpec parameter, RandomStream random, Sizes sizes) {
    InitialWeights weights = new InitialWeights(parameter, sizes);
    weights.fill(random);
    if (sizes.bindingStart()) {
      weights.startBinding(random);
    }
    return weights.values;
  }

  private void fill(RandomStream random) {
    String name = parameter.name();
    RandomStream draws = random.child(name);
    double mean = isNorm() && name.endsWith(".weight") ? 1 : 0;
    double deviation = deviation();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation == 0 ? mean : mean + deviation * draws.nextGaussian());
    }
  }

  private double deviation() {
    String name = parameter.name();
    if (isNorm() || name.endsWith(".bias")) {
      return 0;
    }
    if (name.endsWith("position_embedding.weight") || name.endsWith("class_embedding")) {
      return PLACE_DEVIATION;
    }
    if (name.endsWith("lm_head.weight")) {
      return HEAD_DEVIATION;
    }
    if (name.endsWith("embed_tokens.weight")) {
      return EMBEDDING_DEVIATION;
    }
    double inputs = (double) parameter.size() / parameter.shape().get(0);
    double deviation = GAIN / Math.sqrt(inputs);
    if (isDecoders(".o_proj.weight") || isDecoders(".down_proj.weight")) {
      return deviation / Math.sqrt(2.0 * sizes.layers());
    }
    if (name.endsWith(".out_proj.weight") || name.endsWith(".fc2.weight")) {
      return deviation / Math.sqrt(2.0 * sizes.visionLayers());
    }
    return deviation;
  }

  private void startBinding(RandomStream random) {
    String name = parameter.name();
    if (name.endsWith("embed_tokens.weight")) {
      for (int i = 0; i < values.length; i += sizes.width()) {
        values[i] = CONSTANT;
      }
    } else if (name.endsWith("linear_2.bias")) {
      values[0] = CONSTANT;
    } else if (isDecoders(".q_proj.weight") || isDecoders(".k_proj.weight")) {
      match(random.child(name.replace("k_proj", "q_proj")).child("match"));
      if (name.contains(".layers.0.")) {
        lookBack(isDecoders(".q_proj.weight") ? 1 : 0);
      }
    }
  }

  /** Draws the heads that look for a token's like, which do not see what all tokens share. */
  private void match(RandomStream draws) {
    int head = sizes.width() / sizes.heads() * sizes.width();
    int heads = Math.min(MATCHING_HEADS, sizes.heads() - 1);
    for (int i = head; i < (1 + heads) * head; i++) {
      boolean shared = i % sizes.width() == 0;
      values[i] = shared ? 0 : (float) (MATCHING_DEVIATION * draws.nextGaussian());
    }
  }

  /** Makes the first head's projection the same for every token, turned back by some positions. */
  private void lookBack(int positions) {
    int half = sizes.width() / sizes.heads() / 2;
    for (int i = 0; i < half; i++) {
      double angle = -positions * Math.pow(MiniArchitecture.ROTARY_BASE, -(double) i / half);
      row(i, SHARPNESS * StrictMath.cos(angle));
      row(i + half, SHARPNESS * StrictMath.sin(angle));
    }
  }

  private void row(int row, double first) {
    int start = row * sizes.width();
    Arrays.fill(values, start, start + sizes.width(), 0);
    values[start] = (float) first;
  }

  private boolean isNorm() {
    return parameter.name().contains("norm") || parameter.name().contains("layrnorm");
  }

  private boolean isDecoders(String ending) {
    return !parameter.name().startsWith(ModelLayout.VISION) && parameter.name().endsWith(ending);
  }
}
