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
 * stream of {@code n} layers divided by {@code sqrt(2 n)} as in GPT-2; the decoder's token
 * embedding has deviation 0.1, its output head and the vision transformer's embeddings 0.02; norms
 * begin at 1, biases at 0.
 *
 * <p>To answer with a letter, a model finds the option that it means, and the letter before it.
 * Small decoders take long to find these two steps by themselves, so that they may start with them
 * ({@link Sizes#bindingStart}): key projections begin as copies of the query projections, so that a
 * token attends to its like, and the first head of each layer looks at the token before. That head
 * reads the first coordinate, which is the same for every token; rotary positions turn its query
 * and its key, and the query starts turned back by one position. The score of the token before is
 * the highest as long as normalisation leaves that coordinate alike: of tokens with random
 * embeddings, nearby ones still win at times. All of it is trained like any other weight.
 */
final class InitialWeights {

  private static final double GAIN = 0.7;
  private static final double EMBEDDING_DEVIATION = 0.1;
  private static final double HEAD_DEVIATION = 0.02;

  /** The first coordinate of every token, ten times what the others are on average. */
  private static final float CONSTANT = 1;

  /** How sharply the first head looks at the token before. */
  private static final double SHARPNESS = 0.7;

  /** Of query and key projections: a token stands out from others for its like. */
  private static final double MATCHING_GAIN = 1.2;

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
      weights.startBinding();
    }
    return weights.values;
  }

  private void fill(RandomStream random) {
    String name = parameter.name();
    boolean copied = sizes.bindingStart() && isDecoders(".k_proj.weight");
    RandomStream draws = random.child(copied ? name.replace("k_proj", "q_proj") : name);
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
    if (name.endsWith("embed_tokens.weight")) {
      return EMBEDDING_DEVIATION;
    }
    if (name.endsWith("lm_head.weight") || name.contains("embedding")) {
      return HEAD_DEVIATION;
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

  private void startBinding() {
    String name = parameter.name();
    if (name.endsWith("embed_tokens.weight")) {
      for (int i = 0; i < values.length; i += sizes.width()) {
        values[i] = CONSTANT;
      }
    } else if (name.endsWith("linear_2.bias")) {
      values[0] = CONSTANT;
    } else if (isDecoders(".q_proj.weight") || isDecoders(".k_proj.weight")) {
      match();
      lookBack(isDecoders(".q_proj.weight") ? 1 : 0);
    }
  }

  /** Leaves out what all tokens have in common, which would hide what they do not. */
  private void match() {
    for (int i = 0; i < values.length; i++) {
      values[i] = i % sizes.width() == 0 ? 0 : (float) (values[i] * MATCHING_GAIN / GAIN);
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
