package org.pulsebench.model;

import java.util.ArrayList;
import java.util.List;
import org.pulsebench.model.config.FeatureSelection;
import org.pulsebench.model.config.MultimodalConfig;
import org.pulsebench.model.config.Precision;
import org.pulsebench.model.config.VisionConfig;
import org.pulsebench.tensor.Script;
import org.pulsebench.tensor.ScriptMethod;
import org.pulsebench.tensor.Tape;
import org.pulsebench.tensor.Tensor;

/**
 * CLIP's vision transformer (arXiv 2103.00020) up to the layer that LLaVA reads.
 *
 * <p>Layers after that one and the final norm are never computed.
 */
final class VisionTower implements AutoCloseable {

  private final LayerMethods.Bound embed;
  private final List<LayerMethods.Bound> training = new ArrayList<>();
  private final List<LayerMethods.Bound> inference = new ArrayList<>();
  private final Script script;

  VisionTower(MultimodalConfig config, String prefix, ParameterSource source, Precision precision) {
    VisionConfig vision = config.vision();
    LayerMethods methods = new LayerMethods();
    embed =
        methods.bind(
            "embed", List.of("pixels: Tensor"), embedding(vision, prefix, source, precision));
    for (int i = 0; i < config.featureDepth(); i++) {
      String name = prefix + "encoder.layers." + i + ".";
      training.add(
          methods.bind(
              "train", List.of("x: Tensor"), layer(vision, name, source, precision, true)));
      inference.add(
          methods.bind(
              "layer", List.of("x: Tensor"), layer(vision, name, source, precision, false)));
    }
    int dropped = config.selection() == FeatureSelection.DEFAULT ? 1 : 0;
    script =
        methods.compile(
            ScriptMethod.of(
                "select",
                List.of("x: Tensor"),
                "Tensor",
                "return torch.slice(x, 1, %d)".formatted(dropped)));
  }

  /**
   * Returns what the projector reads, {@code [views, viewTokens, visionHidden]}.
   *
   * @param pixels {@code [views, 3, imageSize, imageSize] float32}, normalised
   */
  Tensor features(Tape tape, Tensor pixels) {
    List<LayerMethods.Bound> layers = tape.scope().isRecording() ? training : inference;
    Tensor x = embed.call(script, tape.scope(), pixels);
    for (LayerMethods.Bound layer : layers) {
      x = tape.run((scope, in) -> layer.call(script, scope, in), x);
    }
    return script.call(tape.scope(), "select", x);
  }

  @Override
  public void close() {
    script.close();
  }

  private static LayerText embedding(
      VisionConfig vision, String prefix, ParameterSource source, Precision precision) {
    LayerText text = new LayerText(prefix, source, precision, false);
    String patch = text.weight("embeddings.patch_embedding.weight");
    String first = text.weight("embeddings.class_embedding");
    String positions = text.weight("embeddings.position_embedding.weight");
    int size = vision.patchSize();
    // A convolution whose stride is its size is a product with each patch, and that is faster on a
    // CPU.
    text.add("images = torch.size(pixels, 0)")
        .add(
            "cells = torch.reshape(pixels, [images, %d, %d, %d, %d, %d])",
            VisionConfig.CHANNELS, side(vision), size, side(vision), size)
        .add(
            "patches = torch.reshape(torch.permute(cells, [0, 2, 4, 1, 3, 5]), [images, %d, %d])",
            vision.patches(), VisionConfig.CHANNELS * size * size)
        .add("kernel = torch.reshape(%s, [%d, -1])", patch, vision.hiddenSize())
        .add(
            "embedded = torch.linear(torch.to(patches, %s), kernel, None)", typeOf(text, precision))
        .add(
            "top = torch.expand(torch.reshape(torch.to(%s, %s), [1, 1, %d]), [images, 1, %d])",
            first, typeOf(text, precision), vision.hiddenSize(), vision.hiddenSize())
        .add(
            "x = torch.to(torch.add(torch.cat([top, embedded], 1), %s), %s)",
            positions, LayerText.scriptType(precision));
    text.layerNorm("y", "x", "pre_layrnorm", vision.hiddenSize(), vision.layerNormEpsilon());
    return text.add("return y");
  }

  private static int side(VisionConfig vision) {
    return vision.imageSize() / vision.patchSize();
  }

  private static String typeOf(LayerText text, Precision precision) {
    return text.isMixed("embeddings.patch_embedding.weight")
        ? "6"
        : LayerText.scriptType(precision);
  }

  private static LayerText layer(
      VisionConfig vision,
      String prefix,
      ParameterSource source,
      Precision precision,
      boolean withDropout) {
    LayerText text = new LayerText(prefix, source, precision, withDropout);
    int width = vision.hiddenSize();
    text.add("images = torch.size(x, 0)").add("tokens = torch.size(x, 1)");
    text.layerNorm("h", "x", "layer_norm1", width, vision.layerNormEpsilon());
    for (String name : List.of("q", "k", "v")) {
      text.linear(name + "0", "h", "self_attn." + name + "_proj", true);
      text.add(
          "%s = torch.transpose(torch.reshape(%s0, [images, tokens, %d, %d]), 1, 2)",
          name, name, vision.heads(), width / vision.heads());
    }
    text.add(
            "a = torch.scaled_dot_product_attention(q, k, v, None, 0., False, scale=None, enable_gqa=False)")
        .add("b = torch.reshape(torch.transpose(a, 1, 2), [images, tokens, %d])", width);
    text.linear("o", "b", "self_attn.out_proj", true);
    text.add("y = %s", text.plus("o", "x"));
    text.layerNorm("m", "y", "layer_norm2", width, vision.layerNormEpsilon());
    text.linear("wide", "m", "mlp.fc1", true);
    text.add("active = %s", LayerText.activation(vision.activation(), "wide"));
    text.linear("back", "active", "mlp.fc2", true);
    return text.add("return %s", text.plus("back", "y"));
  }
}
