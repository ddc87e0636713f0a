package org.pulsebench.model.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalInt;

/** From a {@link ModelConfig} to the files that transformers reads, with every value spelt out. */
final class ConfigWriter {

  private ConfigWriter() {}

  static ObjectNode config(ModelConfig config) {
    return config
        .multimodal()
        .map(multimodal -> llava(config.decoder(), multimodal))
        .orElseGet(() -> decoder(config.decoder(), "LlamaForCausalLM"));
  }

  static ObjectNode generation(SpecialTokens tokens) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    tokens(node, tokens);
    return node;
  }

  private static ObjectNode llava(DecoderConfig decoder, MultimodalConfig multimodal) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    boolean tiled = multimodal.pinpoints().isPresent();
    String architecture = tiled ? "LlavaNext" : "Llava";
    node.putArray("architectures").add(architecture + "ForConditionalGeneration");
    node.put("model_type", tiled ? "llava_next" : "llava");
    node.put("image_token_index", multimodal.imageTokenId());
    node.put("image_seq_length", multimodal.viewTokens());
    multimodal.pinpoints().ifPresent(sizes -> pinpoints(node, sizes));
    node.put("projector_hidden_act", multimodal.projector().activation().configName());
    node.put("multimodal_projector_bias", multimodal.projector().bias());
    node.put("vision_feature_layer", multimodal.featureLayer());
    node.put("vision_feature_select_strategy", multimodal.selection().configName());
    node.put("tie_word_embeddings", decoder.tiedHead());
    put(node, "pad_token_id", decoder.tokens().pad());
    node.set("text_config", decoder(decoder, "LlamaForCausalLM"));
    node.set("vision_config", vision(multimodal.vision()));
    return node;
  }

  private static void pinpoints(ObjectNode node, GridPinpoints pinpoints) {
    ArrayNode sizes = node.putArray("image_grid_pinpoints");
    pinpoints.sizes().forEach(size -> sizes.addArray().add(size.height()).add(size.width()));
  }

  private static ObjectNode decoder(DecoderConfig decoder, String architecture) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.putArray("architectures").add(architecture);
    node.put("model_type", "llama");
    node.put("vocab_size", decoder.vocabSize());
    node.put("hidden_size", decoder.hiddenSize());
    node.put("intermediate_size", decoder.intermediateSize());
    node.put("num_hidden_layers", decoder.layers());
    node.put("num_attention_heads", decoder.heads());
    node.put("num_key_value_heads", decoder.keyValueHeads());
    node.put("head_dim", decoder.headDim());
    node.put("max_position_embeddings", decoder.maxPositions());
    node.put("rms_norm_eps", decoder.rmsNormEpsilon());
    rope(node, decoder);
    node.put("attention_bias", decoder.attentionBias());
    node.put("mlp_bias", decoder.mlpBias());
    node.put("tie_word_embeddings", decoder.tiedHead());
    node.put("hidden_act", decoder.activation().configName());
    tokens(node, decoder.tokens());
    return node;
  }

  private static ObjectNode vision(VisionConfig vision) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("model_type", "clip_vision_model");
    node.put("hidden_size", vision.hiddenSize());
    node.put("intermediate_size", vision.intermediateSize());
    node.put("num_hidden_layers", vision.layers());
    node.put("num_attention_heads", vision.heads());
    node.put("image_size", vision.imageSize());
    node.put("patch_size", vision.patchSize());
    node.put("num_channels", vision.channels());
    node.put("layer_norm_eps", vision.layerNormEpsilon());
    node.put("hidden_act", vision.activation().configName());
    return node;
  }

  /**
   * Both spellings: transformers before 5 knows only the first, and would use its defaults without
   * a word.
   */
  private static void rope(ObjectNode node, DecoderConfig decoder) {
    ObjectNode scaling = scaling(decoder.ropeScaling());
    node.put("rope_theta", decoder.ropeTheta());
    if (decoder.ropeScaling() instanceof RopeScaling.None) {
      node.putNull("rope_scaling");
    } else {
      node.set("rope_scaling", scaling);
    }
    ObjectNode parameters = scaling.deepCopy();
    parameters.put("rope_theta", decoder.ropeTheta());
    node.set("rope_parameters", parameters);
  }

  private static ObjectNode scaling(RopeScaling scaling) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (scaling instanceof RopeScaling.Linear linear) {
      node.put("rope_type", "linear");
      node.put("factor", linear.factor());
    } else if (scaling instanceof RopeScaling.Llama3 llama3) {
      node.put("rope_type", "llama3");
      node.put("factor", llama3.factor());
      node.put("low_freq_factor", llama3.lowFreqFactor());
      node.put("high_freq_factor", llama3.highFreqFactor());
      node.put("original_max_position_embeddings", llama3.originalMaxPositions());
    } else {
      node.put("rope_type", "default");
    }
    return node;
  }

  private static void tokens(ObjectNode node, SpecialTokens tokens) {
    put(node, "bos_token_id", tokens.bos());
    put(node, "pad_token_id", tokens.pad());
    if (tokens.eos().isEmpty()) {
      node.putNull("eos_token_id");
    } else if (tokens.eos().size() == 1) {
      node.put("eos_token_id", tokens.eos().get(0));
    } else {
      ArrayNode ids = node.putArray("eos_token_id");
      tokens.eos().forEach(ids::add);
    }
  }

  private static void put(ObjectNode node, String name, OptionalInt value) {
    if (value.isPresent()) {
      node.put(name, value.getAsInt());
    } else {
      node.putNull(name);
    }
  }
}
