package org.pulsebench.model.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pulsebench.json.JsonFields;

/**
 * From the fields of a {@code config.json} to a {@link ModelConfig}, with transformers' defaults.
 */
final class ConfigReader {

  private static final String LLAVA = "llava";
  private static final String LLAVA_NEXT = "llava_next";
  private static final String LLAMA = "llama";
  private static final String CLIP_VISION = "clip_vision_model";
  private static final String UNSUPPORTED =
      "Use a LLaVA-1.5 or 1.6 checkpoint (CLIP vision tower, LLaMA decoder) or a plain LLaMA one.";

  /** Bounds that no real model reaches, so that a corrupt file cannot make sizes overflow. */
  private static final int MAX_SIZE = 1 << 24;

  private static final int MAX_LAYERS = 1 << 12;

  /**
   * What transformers builds where {@code vision_config} is absent; where it is present, CLIP's own
   * defaults hold.
   */
  private static final VisionConfig ABSENT_VISION =
      new VisionConfig(
          1024, 4096, 24, 16, 336, 14, VisionConfig.CHANNELS, 1e-5, Activation.QUICK_GELU);

  private static final VisionConfig CLIP_DEFAULTS =
      new VisionConfig(
          768, 3072, 12, 12, 224, 32, VisionConfig.CHANNELS, 1e-5, Activation.QUICK_GELU);

  private ConfigReader() {}

  static ModelConfig read(JsonFields root) {
    String type = root.text("model_type").orElse("");
    refuse(root, "quantization_config", "Use the checkpoint that is not quantized.");
    if (type.equals(LLAMA)) {
      DecoderConfig decoder =
          decoder(root, root.flag("tie_word_embeddings", false), OptionalInt.empty());
      return new ModelConfig(decoder, Optional.empty());
    }
    if (!type.equals(LLAVA) && !type.equals(LLAVA_NEXT)) {
      throw root.bad(
          "model_type",
          root.describeValue("model_type"),
          "\"llava\", \"llava_next\" or \"llama\"",
          UNSUPPORTED);
    }
    // The original LLaVA repository used the same model_type for another layout; defaults would
    // hide that.
    refuse(root, "mm_vision_tower", "Use its port in the Hugging Face layout (llava-hf/...).");
    return llava(root, type.equals(LLAVA_NEXT));
  }

  private static ModelConfig llava(JsonFields root, boolean tiled) {
    JsonFields text = root.object("text_config");
    String textType = text.text("model_type").orElse(LLAMA);
    if (!textType.equals(LLAMA)) {
      throw text.bad("model_type", '"' + textType + '"', "\"llama\"", UNSUPPORTED);
    }
    // transformers ties the head if either level says so.
    boolean tiedByText = text.flag("tie_word_embeddings", false);
    boolean tied = root.flag("tie_word_embeddings", false) || tiedByText;
    int vocab = text.wholeNumber("vocab_size", 1, MAX_SIZE, 32000);
    OptionalInt pad = TokenIds.optional(root, "pad_token_id", OptionalInt.empty(), vocab);
    DecoderConfig decoder = decoder(text, tied, pad);
    VisionConfig vision =
        root.has("vision_config") ? vision(root.object("vision_config")) : ABSENT_VISION;
    ProjectorConfig projector =
        new ProjectorConfig(
            activation(root, "projector_hidden_act", Activation.GELU),
            root.flag("multimodal_projector_bias", true));
    int states = vision.layers() + 1;
    FeatureSelection selection = selection(root);
    Optional<GridPinpoints> pinpoints =
        tiled
            ? Optional.of(PinpointsReader.read(root, vision.imageSize(), selection))
            : Optional.empty();
    MultimodalConfig multimodal =
        new MultimodalConfig(
            vision,
            projector,
            imageTokenId(root, vocab),
            root.wholeNumber("vision_feature_layer", -states, states - 1, -2),
            selection,
            pinpoints);
    return new ModelConfig(decoder, Optional.of(multimodal));
  }

  private static int imageTokenId(JsonFields root, int vocab) {
    String name = root.has("image_token_id") ? "image_token_id" : "image_token_index";
    if (root.has("image_token_id")
        && root.has("image_token_index")
        && !root.get("image_token_id").equals(root.get("image_token_index"))) {
      throw root.bad(
          "image_token_id",
          root.describeValue("image_token_id"),
          "the value of image_token_index, " + root.describeValue("image_token_index"));
    }
    return TokenIds.optional(root, name, OptionalInt.of(32000), vocab)
        .orElseThrow(() -> root.bad(name, "null", "a token id from 0 to " + (vocab - 1)));
  }

  private static FeatureSelection selection(JsonFields root) {
    String name = "vision_feature_select_strategy";
    String found = root.text(name).orElse(FeatureSelection.DEFAULT.configName());
    return FeatureSelection.named(found)
        .orElseThrow(() -> root.bad(name, '"' + found + '"', "\"default\" or \"full\""));
  }

  private static VisionConfig vision(JsonFields fields) {
    String type = fields.text("model_type").orElse(CLIP_VISION);
    if (!type.equals(CLIP_VISION)) {
      throw fields.bad("model_type", '"' + type + '"', '"' + CLIP_VISION + '"', UNSUPPORTED);
    }
    refuseDropout(fields);
    VisionConfig d = CLIP_DEFAULTS;
    int heads = size(fields, "num_attention_heads", d.heads());
    int hidden =
        multiple(fields, "hidden_size", size(fields, "hidden_size", d.hiddenSize()), heads);
    int imageSize = size(fields, "image_size", d.imageSize());
    int patchSize = size(fields, "patch_size", d.patchSize());
    if (patchSize > imageSize) {
      throw fields.bad("patch_size", String.valueOf(patchSize), "at most image_size, " + imageSize);
    }
    return new VisionConfig(
        hidden,
        size(fields, "intermediate_size", d.intermediateSize()),
        fields.wholeNumber("num_hidden_layers", 1, MAX_LAYERS, d.layers()),
        heads,
        imageSize,
        patchSize,
        fields.wholeNumber(
            "num_channels", VisionConfig.CHANNELS, VisionConfig.CHANNELS, d.channels()),
        fields.positiveNumber("layer_norm_eps", d.layerNormEpsilon()),
        activation(fields, "hidden_act", d.activation()));
  }

  private static DecoderConfig decoder(JsonFields fields, boolean tied, OptionalInt absentPad) {
    refuseDropout(fields);
    int heads = size(fields, "num_attention_heads", 32);
    int hidden = multiple(fields, "hidden_size", size(fields, "hidden_size", 4096), heads);
    int keyValueHeads =
        fields.isNull("num_key_value_heads") ? heads : size(fields, "num_key_value_heads", heads);
    if (heads % keyValueHeads != 0) {
      throw fields.bad(
          "num_key_value_heads",
          String.valueOf(keyValueHeads),
          "a divisor of num_attention_heads, " + heads);
    }
    int vocab = size(fields, "vocab_size", 32000);
    int maxPositions = size(fields, "max_position_embeddings", 2048);
    return new DecoderConfig(
        vocab,
        hidden,
        size(fields, "intermediate_size", 11008),
        fields.wholeNumber("num_hidden_layers", 1, MAX_LAYERS, 32),
        heads,
        keyValueHeads,
        headDim(fields, hidden / heads),
        maxPositions,
        fields.positiveNumber("rms_norm_eps", 1e-6),
        RopeReader.theta(fields),
        RopeReader.scaling(fields, maxPositions, MAX_SIZE),
        fields.flag("attention_bias", false),
        fields.flag("mlp_bias", false),
        tied,
        activation(fields, "hidden_act", Activation.SILU),
        new SpecialTokens(
            TokenIds.optional(fields, "bos_token_id", OptionalInt.of(1), vocab),
            TokenIds.list(fields, "eos_token_id", List.of(2), vocab),
            fields.has("pad_token_id")
                ? TokenIds.optional(fields, "pad_token_id", absentPad, vocab)
                : absentPad));
  }

  private static int headDim(JsonFields fields, int absent) {
    int headDim = fields.isNull("head_dim") ? absent : size(fields, "head_dim", absent);
    if (headDim % 2 != 0) {
      throw fields.bad(
          "head_dim",
          headDim + (fields.has("head_dim") ? "" : " (hidden_size / num_attention_heads)"),
          "an even number, as rotary embedding turns pairs");
    }
    return headDim;
  }

  private static int size(JsonFields fields, String name, int absent) {
    return fields.wholeNumber(name, 1, MAX_SIZE, absent);
  }

  private static int multiple(JsonFields fields, String name, int value, int heads) {
    if (value % heads != 0) {
      throw fields.bad(name, String.valueOf(value), "a multiple of num_attention_heads, " + heads);
    }
    return value;
  }

  private static Activation activation(JsonFields fields, String name, Activation absent) {
    String found = fields.text(name).orElse(absent.configName());
    return Activation.named(found)
        .orElseThrow(
            () -> fields.bad(name, '"' + found + '"', "one of " + Activation.names(), UNSUPPORTED));
  }

  private static void refuseDropout(JsonFields fields) {
    if (fields.has("attention_dropout")
        && fields.number("attention_dropout", 0, "0, a number") != 0) {
      throw fields.bad(
          "attention_dropout", fields.describeValue("attention_dropout"), "0, as in LLaVA-1.5");
    }
  }

  private static void refuse(JsonFields fields, String name, String remedy) {
    if (fields.has(name)) {
      throw fields.bad(name, fields.describeValue(name), "no such field", remedy);
    }
  }
}
