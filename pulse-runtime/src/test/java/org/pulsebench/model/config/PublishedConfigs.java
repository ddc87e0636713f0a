package org.pulsebench.model.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Configurations for tests: those of the published checkpoints, and what transformers wrote for
 * tiny models.
 */
final class PublishedConfigs {

  static final Path FILE = Path.of("checkpoint", "config.json");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The shape of llava-hf/llava-1.5-7b-hf's file, which leaves most of the decoder to defaults. */
  static final String LLAVA_7B =
      """
      {
        "architectures": ["LlavaForConditionalGeneration"],
        "ignore_index": -100,
        "image_token_index": 32000,
        "model_type": "llava",
        "pad_token_id": 32001,
        "projector_hidden_act": "gelu",
        "text_config": {
          "_name_or_path": "lmsys/vicuna-7b-v1.5",
          "architectures": ["LlamaForCausalLM"],
          "max_position_embeddings": 4096,
          "model_type": "llama",
          "rms_norm_eps": 1e-05,
          "torch_dtype": "float16",
          "vocab_size": 32064
        },
        "tie_word_embeddings": false,
        "torch_dtype": "float16",
        "transformers_version": "4.36.0.dev0",
        "vision_config": {
          "hidden_size": 1024,
          "image_size": 336,
          "intermediate_size": 4096,
          "model_type": "clip_vision_model",
          "num_attention_heads": 16,
          "num_hidden_layers": 24,
          "patch_size": 14,
          "projection_dim": 768,
          "vocab_size": 32000
        },
        "vision_feature_layer": -2,
        "vision_feature_select_strategy": "default",
        "vocab_size": 32064
      }
      """;

  /** The shape of llava-hf/llava-v1.6-vicuna-7b-hf's file, as sparse as that of 1.5. */
  static final String LLAVA_NEXT_7B =
      """
      {
        "architectures": ["LlavaNextForConditionalGeneration"],
        "ignore_index": -100,
        "image_grid_pinpoints": [[336, 672], [672, 336], [672, 672], [1008, 336], [336, 1008]],
        "image_token_index": 32000,
        "model_type": "llava_next",
        "projector_hidden_act": "gelu",
        "text_config": {
          "_name_or_path": "lmsys/vicuna-7b-v1.5",
          "architectures": ["LlamaForCausalLM"],
          "max_position_embeddings": 4096,
          "model_type": "llama",
          "pad_token_id": 0,
          "rms_norm_eps": 1e-05,
          "torch_dtype": "float16",
          "vocab_size": 32064
        },
        "torch_dtype": "float16",
        "transformers_version": "4.39.0.dev0",
        "use_image_newline_parameter": true,
        "vision_config": {
          "hidden_size": 1024,
          "image_size": 336,
          "intermediate_size": 4096,
          "model_type": "clip_vision_model",
          "num_attention_heads": 16,
          "num_hidden_layers": 24,
          "patch_size": 14,
          "projection_dim": 768,
          "vocab_size": 32000
        },
        "vision_feature_layer": -2,
        "vision_feature_select_strategy": "default",
        "vocab_size": 32064
      }
      """;

  private PublishedConfigs() {}

  static ModelConfig llavaNext7b() {
    return parse(LLAVA_NEXT_7B);
  }

  static ModelConfig llava7b() {
    return parse(LLAVA_7B);
  }

  static ModelConfig llava13b() {
    ObjectNode root = (ObjectNode) json(LLAVA_7B);
    ((ObjectNode) root.get("text_config"))
        .put("hidden_size", 5120)
        .put("intermediate_size", 13824)
        .put("num_hidden_layers", 40)
        .put("num_attention_heads", 40)
        .put("num_key_value_heads", 40);
    return ModelConfig.parse(root, FILE);
  }

  static ModelConfig parse(String text) {
    return ModelConfig.parse(json(text), FILE);
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** The configuration of a tiny model of {@code src/test/python/layout_reference.py}. */
  static ModelConfig tiny(String name) {
    return parse(resource(name, "config.json"));
  }

  static List<String> lines(String name, String file) {
    return resource(name, file).lines().toList();
  }

  static String resource(String name, String file) {
    String path = "/layout/" + name + "/" + file;
    try (InputStream in = PublishedConfigs.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(path, e);
    }
  }
}
