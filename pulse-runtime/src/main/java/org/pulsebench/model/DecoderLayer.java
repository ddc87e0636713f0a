package org.pulsebench.model;

import java.util.List;
import org.pulsebench.model.config.DecoderConfig;
import org.pulsebench.model.config.Precision;

/** The text of one LLaMA decoder layer, in the five ways it is run. */
final class DecoderLayer {

  /** The arguments of {@link #full}, before its weights. */
  static final List<String> FULL = List.of("x: Tensor", "cos: Tensor", "sin: Tensor");

  /** The arguments of {@link #last}, before its weights. */
  static final List<String> LAST =
      List.of("x: Tensor", "cos: Tensor", "sin: Tensor", "positions: Tensor");

  /** The arguments of {@link #prefill}, before its weights. */
  static final List<String> PREFILL =
      List.of("x: Tensor", "cos: Tensor", "sin: Tensor", "keys: Tensor", "values: Tensor");

  /** The arguments of {@link #extend} and {@link #step}, before their weights. */
  static final List<String> CACHED =
      List.of(
          "x: Tensor",
          "cos: Tensor",
          "sin: Tensor",
          "mask: Tensor",
          "start: Tensor",
          "keys: Tensor",
          "values: Tensor");

  /** Where a head's values lie in {@code [batch, tokens, heads, headDim]}. */
  private static final int ROW_DIMENSION = 3;

  /** Where a head's values lie in {@code [heads, headDim, batch]}. */
  private static final int COLUMN_DIMENSION = 1;

  private final DecoderConfig config;
  private final Precision precision;
  private final ParameterSource source;

  DecoderLayer(DecoderConfig config, Precision precision, ParameterSource source) {
    this.config = config;
    this.precision = precision;
    this.source = source;
  }

  /** Returns the text for whole sequences under a causal mask. */
  LayerText full(String prefix, boolean withDropout) {
    LayerText text = new LayerText(prefix, source, precision, withDropout);
    project(text);
    return finish(text, causalAttention("k", "v"));
  }

  /**
   * Returns the text for whole sequences of which only some positions are wanted: as no layer
   * follows, all that comes after attention runs at those positions only.
   */
  LayerText last(String prefix, boolean withDropout) {
    LayerText text = new LayerText(prefix, source, precision, withDropout);
    project(text);
    text.add(
            "a = torch.index_select(torch.reshape(torch.transpose(%s, 1, 2), [-1, %d]), 0, positions)",
            causalAttention("k", "v"), config.queryWidth())
        .add(
            "x = torch.index_select(torch.reshape(x, [-1, %d]), 0, positions)",
            config.hiddenSize());
    return feedForward(text);
  }

  /**
   * Returns the text for the beginnings of sequences, which also fills the cache from its first
   * column.
   */
  LayerText prefill(String prefix) {
    LayerText text = new LayerText(prefix, source, precision, false);
    project(text);
    text.add("_0 = torch.copy_(torch.narrow(keys, 2, 0, torch.size(k, 2)), k)")
        .add("_1 = torch.copy_(torch.narrow(values, 2, 0, torch.size(v, 2)), v)");
    return finish(text, causalAttention("k", "v"));
  }

  /** Returns the text for tokens that see the cache and, as far as the mask allows, each other. */
  LayerText extend(String prefix) {
    LayerText text = new LayerText(prefix, source, precision, false);
    project(text);
    cache(text);
    return finish(text, cachedAttention());
  }

  /**
   * Returns the text for one token a sequence that sees the cache as far as the mask allows, on
   * activations {@code [features, batch]}.
   */
  LayerText step(String prefix) {
    LayerText text = new LayerText(prefix, source, precision, false).columns();
    text.add("batch = torch.size(x, 1)");
    normAndProject(text);
    stepHeads(text, "q1", "q0", config.heads());
    stepHeads(text, "k1", "k0", config.keyValueHeads());
    stepHeads(text, "v1", "v0", config.keyValueHeads());
    turn(text, "q2", "q1", COLUMN_DIMENSION);
    turn(text, "k2", "k1", COLUMN_DIMENSION);
    text.add("q = torch.unsqueeze(torch.contiguous(torch.permute(q2, [2, 0, 1])), 2)")
        .add("k = torch.unsqueeze(torch.permute(k2, [2, 0, 1]), 2)")
        .add("v = torch.unsqueeze(torch.permute(v1, [2, 0, 1]), 2)");
    cache(text);
    text.add("a = torch.t(torch.reshape(%s, [batch, %d]))", cachedAttention(), config.queryWidth());
    return feedForward(text);
  }

  /**
   * Appends queries, keys and values of shape {@code [batch, heads, tokens, headDim]}, turned by
   * position.
   */
  private void project(LayerText text) {
    text.add("batch = torch.size(x, 0)").add("tokens = torch.size(x, 1)");
    normAndProject(text);
    heads(text, "q1", "q0", config.heads());
    heads(text, "k1", "k0", config.keyValueHeads());
    heads(text, "v1", "v0", config.keyValueHeads());
    turn(text, "q2", "q1", ROW_DIMENSION);
    turn(text, "k2", "k1", ROW_DIMENSION);
    text.add("q = torch.transpose(q2, 1, 2)")
        .add("k = torch.transpose(k2, 1, 2)")
        .add("v = torch.transpose(v1, 1, 2)");
  }

  private LayerText finish(LayerText text, String attention) {
    text.add(
        "a = torch.reshape(torch.transpose(%s, 1, 2), [batch, tokens, %d])",
        attention, config.queryWidth());
    return feedForward(text);
  }

  /**
   * Appends what follows attention: its output projection, the feed-forward network and both
   * residual sums.
   */
  private LayerText feedForward(LayerText text) {
    text.linear("o", "a", "self_attn.o_proj", config.attentionBias());
    text.add("y = %s", text.plus("o", "x"));
    text.rmsNorm(
        "m", "y", "post_attention_layernorm.weight", config.hiddenSize(), config.rmsNormEpsilon());
    text.linear("gate", "m", "mlp.gate_proj", config.mlpBias());
    text.linear("up", "m", "mlp.up_proj", config.mlpBias());
    text.add("product = %s", text.times(LayerText.activation(config.activation(), "gate"), "up"));
    text.linear("down", "product", "mlp.down_proj", config.mlpBias());
    return text.add("return %s", text.plus("down", "y"));
  }

  private void heads(LayerText text, String output, String input, int heads) {
    text.add(
        "%s = torch.reshape(%s, [batch, tokens, %d, %d])", output, input, heads, config.headDim());
  }

  private void stepHeads(LayerText text, String output, String input, int heads) {
    text.add("%s = torch.reshape(%s, [%d, %d, batch])", output, input, heads, config.headDim());
  }

  /** Appends the rotation of each pair of halves by the position's angle. */
  private void turn(LayerText text, String output, String input, int dimension) {
    int half = config.headDim() / 2;
    if (text.isTraining() || dimension != ROW_DIMENSION) {
      text.add(
          "%s = torch.addcmul(torch.mul(%s, cos), torch.roll(%s, [%d], [%d]), sin)",
          output, input, input, half, dimension);
      return;
    }
    text.add("%s = torch.mul(%s, cos)", output, input);
    turnHalf(text, output, input, 0, half);
    turnHalf(text, output, input, half, 0);
  }

  /** Adds the other half's share to one half in place, which takes fewer passes over memory. */
  private void turnHalf(LayerText text, String output, String input, int to, int from) {
    int half = config.headDim() / 2;
    text.add(
        "_%s%d = torch.addcmul_(torch.narrow(%s, 3, %d, %d), torch.narrow(%s, 3, %d, %d), torch.narrow(sin, 3, %d, %d))",
        output, to, output, to, half, input, from, half, to, half);
  }

  private void normAndProject(LayerText text) {
    text.rmsNorm("h", "x", "input_layernorm.weight", config.hiddenSize(), config.rmsNormEpsilon());
    text.linear("q0", "h", "self_attn.q_proj", config.attentionBias());
    text.linear("k0", "h", "self_attn.k_proj", config.attentionBias());
    text.linear("v0", "h", "self_attn.v_proj", config.attentionBias());
  }

  /** Appends the new keys and values to the cache's columns from {@code start} on. */
  private static void cache(LayerText text) {
    text.add("first = int(start)")
        .add("count = torch.size(k, 2)")
        .add("_0 = torch.copy_(torch.narrow(keys, 2, first, count), k)")
        .add("_1 = torch.copy_(torch.narrow(values, 2, first, count), v)")
        .add("allk = torch.narrow(keys, 2, 0, torch.add(first, count))")
        .add("allv = torch.narrow(values, 2, 0, torch.add(first, count))");
  }

  private String cachedAttention() {
    return "torch.scaled_dot_product_attention(q, allk, allv, %s, 0., False, scale=None, enable_gqa=%s)"
        .formatted(precision == Precision.BF16 ? "torch.to(mask, 15)" : "mask", isGrouped());
  }

  private String causalAttention(String keys, String values) {
    return "torch.scaled_dot_product_attention(q, %s, %s, None, 0., True, scale=None, enable_gqa=%s)"
        .formatted(keys, values, isGrouped());
  }

  /** TorchScript spells booleans as Python does. */
  private String isGrouped() {
    return config.heads() == config.keyValueHeads() ? "False" : "True";
  }
}
