package org.pulsebench.model.config;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every parameter and every linear module of a configuration, under canonical names.
 *
 * <p>Canonical names and their order are those of {@code named_parameters()} in transformers 5.23:
 * a LLaVA model's language weights begin with {@value #LLAVA_LANGUAGE}, its vision weights with
 * {@value #VISION} (without the {@code vision_model.} level of earlier versions); a text-only
 * model's begin with {@value #TEXT_LANGUAGE}.
 */
public final class ModelLayout {

  /** Module path of the output head, the same for both kinds of model. */
  public static final String HEAD = "lm_head";

  /** What the canonical names of a vision transformer begin with. */
  public static final String VISION = "model.vision_tower.";

  /** What the canonical names of a projector begin with. */
  public static final String PROJECTOR = "model.multi_modal_projector.";

  /**
   * The canonical name of what ends a row of tiles' features in LLaVA-1.6, {@code [hidden]}.
   *
   * <p>It belongs to no module, so that an adapter's file has no place for it: it is never trained.
   */
  public static final String IMAGE_NEWLINE = "model.image_newline";

  static final String LLAVA_LANGUAGE = "model.language_model.";
  static final String TEXT_LANGUAGE = "model.";

  private final ModelConfig config;
  private final Map<String, ParameterSpec> parameters = new LinkedHashMap<>();
  private final List<LinearSpec> linears = new ArrayList<>();

  private ModelLayout(ModelConfig config) {
    this.config = config;
    if (config.multimodal().flatMap(MultimodalConfig::pinpoints).isPresent()) {
      add(IMAGE_NEWLINE, new Shape(config.decoder().hiddenSize()), Part.PROJECTOR, true);
    }
    config.multimodal().ifPresent(this::addVision);
    config.multimodal().ifPresent(this::addProjector);
    addDecoder(config.decoder(), languagePrefix());
  }

  /** Lays out the model of a configuration. */
  public static ModelLayout of(ModelConfig config) {
    return new ModelLayout(config);
  }

  /** Returns the configuration that was laid out. */
  public ModelConfig config() {
    return config;
  }

  /** Returns all parameters in transformers' order; a tied head has no entry of its own. */
  public List<ParameterSpec> parameters() {
    return List.copyOf(parameters.values());
  }

  /** Returns the parameter of that canonical name, if the model has it. */
  public Optional<ParameterSpec> parameter(String canonicalName) {
    return Optional.ofNullable(parameters.get(canonicalName));
  }

  /** Returns all linear modules in the order of the parameters, the head last, tied or not. */
  public List<LinearSpec> linears() {
    return List.copyOf(linears);
  }

  /** Returns what the canonical names of the decoder begin with, head excepted; ends with a dot. */
  public String languagePrefix() {
    return config.multimodal().isPresent() ? LLAVA_LANGUAGE : TEXT_LANGUAGE;
  }

  private void addVision(MultimodalConfig multimodal) {
    VisionConfig vision = multimodal.vision();
    int width = vision.hiddenSize();
    int patch = vision.patchSize();
    add(VISION + "embeddings.class_embedding", new Shape(width), Part.VISION, true);
    add(
        VISION + "embeddings.patch_embedding.weight",
        new Shape(width, vision.channels(), patch, patch),
        Part.VISION,
        true);
    add(
        VISION + "embeddings.position_embedding.weight",
        new Shape(vision.positions(), width),
        Part.VISION,
        true);
    addLayerNorm(
        VISION + "pre_layrnorm", width, true); // sic: the misspelling is part of the format
    for (int i = 0; i < vision.layers(); i++) {
      addVisionLayer(VISION + "encoder.layers." + i + ".", vision, i < multimodal.featureDepth());
    }
    // It normalises the pooled class token, which LLaVA does not use, whichever layer it reads.
    addLayerNorm(VISION + "post_layernorm", width, false);
  }

  private void addVisionLayer(String layer, VisionConfig vision, boolean needed) {
    int width = vision.hiddenSize();
    for (String projection : List.of("k_proj", "v_proj", "q_proj", "out_proj")) {
      addLinear(layer + "self_attn." + projection, width, width, true, Part.VISION, needed);
    }
    addLayerNorm(layer + "layer_norm1", width, needed);
    addLinear(layer + "mlp.fc1", width, vision.intermediateSize(), true, Part.VISION, needed);
    addLinear(layer + "mlp.fc2", vision.intermediateSize(), width, true, Part.VISION, needed);
    addLayerNorm(layer + "layer_norm2", width, needed);
  }

  private void addProjector(MultimodalConfig multimodal) {
    int width = config.decoder().hiddenSize();
    boolean bias = multimodal.projector().bias();
    int in = multimodal.vision().hiddenSize();
    addLinear(PROJECTOR + "linear_1", in, width, bias, Part.PROJECTOR, true);
    addLinear(PROJECTOR + "linear_2", width, width, bias, Part.PROJECTOR, true);
  }

  private void addDecoder(DecoderConfig decoder, String prefix) {
    Shape embedding = new Shape(decoder.vocabSize(), decoder.hiddenSize());
    add(prefix + "embed_tokens.weight", embedding, Part.LANGUAGE, true);
    for (int i = 0; i < decoder.layers(); i++) {
      addDecoderLayer(prefix + "layers." + i + ".", decoder);
    }
    add(prefix + "norm.weight", new Shape(decoder.hiddenSize()), Part.LANGUAGE, true);
    if (!decoder.tiedHead()) {
      add(HEAD + ".weight", embedding, Part.LANGUAGE, true);
    }
    linears.add(
        new LinearSpec(
            HEAD, decoder.hiddenSize(), decoder.vocabSize(), false, Part.LANGUAGE, true, true));
  }

  private void addDecoderLayer(String layer, DecoderConfig decoder) {
    int width = decoder.hiddenSize();
    int inner = decoder.intermediateSize();
    String attention = layer + "self_attn.";
    boolean bias = decoder.attentionBias();
    addLinear(attention + "q_proj", width, decoder.queryWidth(), bias, Part.LANGUAGE, true);
    addLinear(attention + "k_proj", width, decoder.keyValueWidth(), bias, Part.LANGUAGE, true);
    addLinear(attention + "v_proj", width, decoder.keyValueWidth(), bias, Part.LANGUAGE, true);
    addLinear(attention + "o_proj", decoder.queryWidth(), width, bias, Part.LANGUAGE, true);
    addLinear(layer + "mlp.gate_proj", width, inner, decoder.mlpBias(), Part.LANGUAGE, true);
    addLinear(layer + "mlp.up_proj", width, inner, decoder.mlpBias(), Part.LANGUAGE, true);
    addLinear(layer + "mlp.down_proj", inner, width, decoder.mlpBias(), Part.LANGUAGE, true);
    add(layer + "input_layernorm.weight", new Shape(width), Part.LANGUAGE, true);
    add(layer + "post_attention_layernorm.weight", new Shape(width), Part.LANGUAGE, true);
  }

  private void addLinear(String path, int in, int out, boolean bias, Part part, boolean needed) {
    add(path + ".weight", new Shape(out, in), part, needed);
    if (bias) {
      add(path + ".bias", new Shape(out), part, needed);
    }
    linears.add(new LinearSpec(path, in, out, bias, part, false, needed));
  }

  private void addLayerNorm(String path, int width, boolean needed) {
    add(path + ".weight", new Shape(width), Part.VISION, needed);
    add(path + ".bias", new Shape(width), Part.VISION, needed);
  }

  private void add(String name, Shape shape, Part part, boolean needed) {
    parameters.put(name, new ParameterSpec(name, shape, part, needed));
  }
}
