package org.pulsebench.model.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;

class ModelConfigErrorsTest {

  private static final String NEXT =
      "{\"model_type\": \"llava_next\", \"text_config\": {\"vocab_size\": 32064}, ";

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        // architecture
        "{} | field model_type | no such field | \"llava\", \"llava_next\" or \"llama\"",
        "{\"model_type\": \"mistral\"} | field model_type | \"mistral\" | \"llava\", \"llava_next\" or \"llama\"",
        "{\"model_type\": 3} | field model_type | 3 | a text",
        "{\"model_type\": \"llava\", \"text_config\": {\"model_type\": \"mistral\"}}"
            + " | field text_config.model_type | \"mistral\" | \"llama\"",
        "{\"model_type\": \"llava\", \"text_config\": {\"vocab_size\": 32064},"
            + " \"vision_config\": {\"model_type\": \"siglip_vision_model\"}}"
            + " | field vision_config.model_type | \"siglip_vision_model\" | \"clip_vision_model\"",
        "{\"model_type\": \"llava\", \"mm_vision_tower\": \"openai/clip\"}"
            + " | field mm_vision_tower | \"openai/clip\" | no such field",
        "{\"model_type\": \"llava\", \"text_config\": []} | field text_config | [] | an object",
        "{\"model_type\": \"llama\", \"quantization_config\": {}}"
            + " | field quantization_config | {} | no such field",
        "{\"model_type\": \"llama\", \"hidden_act\": \"gelu_new\"}"
            + " | field hidden_act | \"gelu_new\" | one of silu, gelu, quick_gelu",
        "{\"model_type\": \"llama\", \"attention_dropout\": 0.1} | field attention_dropout | 0.1 | 0, as",
        "{\"model_type\": \"llama\", \"hidden_act\": null} | field hidden_act | null | a text",
        // tiles
        "{\"model_type\": \"llava_onevision\"} | field model_type | \"llava_onevision\" | \"llava_next\"",
        NEXT
            + "\"image_grid_pinpoints\": []} | field image_grid_pinpoints | [] | at least one [height, width]",
        NEXT
            + "\"image_grid_pinpoints\": [[336]]} | field image_grid_pinpoints | [336] | at least one",
        NEXT
            + "\"image_grid_pinpoints\": [[336, 0]]} | field image_grid_pinpoints | [336,0] | at least",
        NEXT
            + "\"image_grid_pinpoints\": \"(1x1),...,(6x6)\"} | field image_grid_pinpoints"
            + " | \"(1x1),...,(6x6)\" | a list of",
        NEXT
            + "\"image_grid_pinpoints\": [[336, 500]]} | field image_grid_pinpoints | [336, 500]"
            + " | multiples of a tile's side, 336",
        NEXT
            + "\"vision_config\": {\"image_size\": 224}} | field image_grid_pinpoints"
            + " | [336, 672] (the default of an absent field) | multiples of a tile's side, 224",
        NEXT
            + "\"vision_feature_select_strategy\": \"full\"}"
            + " | field vision_feature_select_strategy | \"full\" | \"default\" in a llava_next model",
        NEXT
            + "\"image_aspect_ratio\": \"anyres_max_9\"} | field image_aspect_ratio"
            + " | \"anyres_max_9\" | \"anyres\", as in LLaVA-1.6",
        NEXT + "\"mm_patch_merge_type\": \"flat\"} | field mm_patch_merge_type | \"flat\" | unpad",
        // numbers
        "{\"model_type\": \"llama\", \"hidden_size\": 0} | field hidden_size | 0 | a whole number from 1",
        "{\"model_type\": \"llama\", \"hidden_size\": -4} | field hidden_size | -4 | a whole number from 1",
        "{\"model_type\": \"llama\", \"hidden_size\": \"64\"} | field hidden_size | \"64\" | a whole",
        "{\"model_type\": \"llama\", \"hidden_size\": 64.0} | field hidden_size | 64.0 | a whole number",
        "{\"model_type\": \"llama\", \"hidden_size\": null} | field hidden_size | null | a whole number",
        "{\"model_type\": \"llama\", \"vocab_size\": 99999999999} | field vocab_size | 99999999999 | a whole",
        "{\"model_type\": \"llama\", \"num_hidden_layers\": 100000} | field num_hidden_layers | 100000 | to 4096",
        "{\"model_type\": \"llama\", \"rms_norm_eps\": 0} | field rms_norm_eps | 0 | a positive number",
        "{\"model_type\": \"llama\", \"rope_theta\": \"1e4\"} | field rope_theta | \"1e4\" | a positive number",
        "{\"model_type\": \"llama\", \"attention_bias\": 1} | field attention_bias | 1 | true or false",
        "{\"model_type\": \"llama\", \"hidden_size\": 100, \"num_attention_heads\": 3}"
            + " | field hidden_size | 100 | a multiple of num_attention_heads, 3",
        "{\"model_type\": \"llama\", \"num_key_value_heads\": 5}"
            + " | field num_key_value_heads | 5 | a divisor of num_attention_heads, 32",
        "{\"model_type\": \"llama\", \"head_dim\": 7} | field head_dim | 7 | an even number",
        "{\"model_type\": \"llama\", \"hidden_size\": 6, \"num_attention_heads\": 2}"
            + " | field head_dim | 3 (hidden_size / num_attention_heads) | an even number",
        // tokens
        "{\"model_type\": \"llama\", \"eos_token_id\": 32000} | field eos_token_id | 32000 | from 0 to 31999",
        "{\"model_type\": \"llama\", \"eos_token_id\": [1, \"2\"]} | field eos_token_id | \"2\" | token ids",
        "{\"model_type\": \"llama\", \"vocab_size\": 2} | field eos_token_id | 2 (the default | vocab_size is 2",
        "{\"model_type\": \"llava\", \"text_config\": {\"vocab_size\": 48}}"
            + " | field image_token_index | 32000 (the default | a token id from 0 to 47",
        "{\"model_type\": \"llava\", \"image_token_id\": 1, \"image_token_index\": 2}"
            + " | field image_token_id | 1 | the value of image_token_index, 2",
        // rotary embedding
        "{\"model_type\": \"llama\", \"rope_scaling\": {\"type\": \"dynamic\", \"factor\": 2.0}}"
            + " | field rope_scaling.type | \"dynamic\" | one of default, linear, llama3",
        "{\"model_type\": \"llama\", \"rope_parameters\": {\"rope_type\": \"yarn\", \"factor\": 2.0}}"
            + " | field rope_parameters.rope_type | \"yarn\" | one of default, linear, llama3",
        "{\"model_type\": \"llama\", \"rope_scaling\": {\"rope_type\": \"longrope\"}}"
            + " | field rope_scaling.rope_type | \"longrope\" | one of default, linear, llama3",
        "{\"model_type\": \"llama\", \"rope_scaling\": {\"type\": \"linear\"}}"
            + " | field rope_scaling.factor | no such field | at least 1",
        "{\"model_type\": \"llama\", \"rope_scaling\": {\"type\": \"linear\", \"factor\": -1}}"
            + " | field rope_scaling.factor | -1 | at least 1",
        "{\"model_type\": \"llama\", \"rope_scaling\": {\"type\": \"llama3\", \"factor\": 8,"
            + " \"low_freq_factor\": 4, \"high_freq_factor\": 4}}"
            + " | field rope_scaling.high_freq_factor | 4 | a number above low_freq_factor",
        "{\"model_type\": \"llama\", \"rope_parameters\": {\"full_attention\": {}}}"
            + " | field rope_parameters | parameters that differ between layers | one set for all layers",
        "{\"model_type\": \"llama\", \"partial_rotary_factor\": 0.5}"
            + " | field partial_rotary_factor | 0.5 | 1, as"
      })
  void a_decoder_or_architecture_that_cannot_be_honoured_is_refused(
      String text, String field, String found, String expected) {
    assertRefused(text, field, found, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"vision_feature_layer\": [-2, -5] | field vision_feature_layer | [-2,-5] | from -25 to 24",
        "\"vision_feature_layer\": 25 | field vision_feature_layer | 25 | from -25 to 24",
        "\"vision_feature_select_strategy\": \"cls\""
            + " | field vision_feature_select_strategy | \"cls\" | \"default\" or \"full\"",
        "\"projector_hidden_act\": \"relu\" | field projector_hidden_act | \"relu\" | one of silu",
        "\"multimodal_projector_bias\": \"yes\" | field multimodal_projector_bias | \"yes\" | true or false",
        "\"vision_config\": {\"hidden_act\": \"tanh\"} | field vision_config.hidden_act | \"tanh\" | one of",
        "\"vision_config\": {\"num_channels\": 1} | field vision_config.num_channels | 1 | the number 3",
        "\"vision_config\": {\"image_size\": [336, 336]}"
            + " | field vision_config.image_size | [336,336] | a whole number",
        "\"vision_config\": {\"patch_size\": 500} | field vision_config.patch_size | 500 | at most image_size",
        "\"vision_config\": {\"hidden_size\": 770}"
            + " | field vision_config.hidden_size | 770 | a multiple of num_attention_heads, 12"
      })
  void a_multimodal_field_that_cannot_be_honoured_is_refused(
      String fields, String field, String found, String expected) {
    String text =
        "{\"model_type\": \"llava\", \"text_config\": {\"vocab_size\": 32064}, " + fields + "}";
    assertRefused(text, field, found, expected);
  }

  private static void assertRefused(String text, String field, String found, String expected) {
    assertThatThrownBy(() -> PublishedConfigs.parse(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(PublishedConfigs.FILE + ", " + field)
        .hasMessageContaining(found)
        .hasMessageContaining(expected);
  }

  @Test
  void a_missing_file_is_named() {
    assertThatThrownBy(() -> ModelConfig.read(directory))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "Checkpoint file is missing: "
                + directory.resolve("config.json")
                + "\n  found no such file; expected a checkpoint directory in the Hugging Face layout"
                + "\n  Point the model option at the directory that holds config.json.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"model_type\": \"lla | not valid JSON",
        "<html></html> | not valid JSON",
        "{} {} | not valid JSON",
        "{\"a\": 1, \"a\": 2} | Duplicate field 'a'",
        "[1] | not a JSON object",
        "7 | not a JSON object"
      })
  void a_file_that_is_not_one_json_object_is_refused(String text, String message)
      throws IOException {
    Path file = Files.writeString(directory.resolve("config.json"), text);

    assertThatThrownBy(() -> ModelConfig.read(directory))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void an_empty_file_is_refused() throws IOException {
    Files.createFile(directory.resolve("config.json"));

    assertThatThrownBy(() -> ModelConfig.read(directory))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("an empty file");
  }

  @Test
  void a_bad_end_of_answer_id_in_generation_config_names_that_file() throws IOException {
    Files.writeString(directory.resolve("config.json"), PublishedConfigs.LLAVA_7B);
    Path generation =
        Files.writeString(directory.resolve("generation_config.json"), "{\"eos_token_id\": 40000}");

    assertThatThrownBy(() -> ModelConfig.read(directory))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(generation + ", field eos_token_id")
        .hasMessageContaining("40000");
  }

  @Test
  void a_directory_that_cannot_be_written_is_an_environment_failure() {
    Path nowhere = directory.resolve("absent");

    assertThatThrownBy(() -> PublishedConfigs.llava7b().write(nowhere))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(nowhere.resolve("config.json").toString());
  }
}
