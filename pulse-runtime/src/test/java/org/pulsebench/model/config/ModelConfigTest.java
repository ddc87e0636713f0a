package org.pulsebench.model.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelConfigTest {

  @TempDir Path directory;

  @Test
  void the_published_7b_configuration_takes_its_decoder_from_defaults() {
    ModelConfig config = PublishedConfigs.llava7b();

    assertThat(config.decoder())
        .isEqualTo(
            new DecoderConfig(
                32064,
                4096,
                11008,
                32,
                32,
                32,
                128,
                4096,
                1e-5,
                10000,
                new RopeScaling.None(),
                false,
                false,
                false,
                Activation.SILU,
                new SpecialTokens(OptionalInt.of(1), List.of(2), OptionalInt.of(32001))));
    assertThat(config.multimodal())
        .contains(
            new MultimodalConfig(
                new VisionConfig(1024, 4096, 24, 16, 336, 14, 3, 1e-5, Activation.QUICK_GELU),
                new ProjectorConfig(Activation.GELU, true),
                32000,
                -2,
                FeatureSelection.DEFAULT));
    assertThat(config.imageTokens()).isEqualTo(576);
  }

  @Test
  void the_published_13b_configuration_spells_its_decoder_out() {
    DecoderConfig decoder = PublishedConfigs.llava13b().decoder();

    assertThat(decoder.hiddenSize()).isEqualTo(5120);
    assertThat(decoder.intermediateSize()).isEqualTo(13824);
    assertThat(decoder.layers()).isEqualTo(40);
    assertThat(decoder.keyValueHeads()).isEqualTo(40);
    assertThat(decoder.headDim()).isEqualTo(128);
    assertThat(decoder.rmsNormEpsilon()).isEqualTo(1e-5);
  }

  @Test
  void a_bare_llama_has_the_defaults_of_LlamaConfig() {
    ModelConfig config = PublishedConfigs.parse("{\"model_type\": \"llama\"}");

    assertThat(config.multimodal()).isEmpty();
    assertThat(config.imageTokens()).isZero();
    assertThat(config.decoder())
        .isEqualTo(
            new DecoderConfig(
                32000,
                4096,
                11008,
                32,
                32,
                32,
                128,
                2048,
                1e-6,
                10000,
                new RopeScaling.None(),
                false,
                false,
                false,
                Activation.SILU,
                new SpecialTokens(OptionalInt.of(1), List.of(2), OptionalInt.empty())));
  }

  @Test
  void an_absent_vision_tower_is_that_of_llava_and_an_empty_one_that_of_clip() {
    String text = "\"model_type\": \"llava\", \"text_config\": {\"vocab_size\": 32064}";

    assertThat(PublishedConfigs.parse("{" + text + "}").vision())
        .contains(new VisionConfig(1024, 4096, 24, 16, 336, 14, 3, 1e-5, Activation.QUICK_GELU));
    assertThat(PublishedConfigs.parse("{" + text + ", \"vision_config\": {}}").vision())
        .contains(new VisionConfig(768, 3072, 12, 12, 224, 32, 3, 1e-5, Activation.QUICK_GELU));
  }

  @Test
  void both_names_of_the_image_token_are_read() {
    String template =
        "{\"model_type\": \"llava\", \"text_config\": {\"vocab_size\": 50}, \"%s\": 7}";

    for (String name : List.of("image_token_index", "image_token_id")) {
      ModelConfig config = PublishedConfigs.parse(template.formatted(name));
      assertThat(config.multimodal().map(MultimodalConfig::imageTokenId)).contains(7);
    }
  }

  @Test
  void the_class_token_counts_only_if_it_is_selected() {
    MultimodalConfig llava = PublishedConfigs.llava7b().multimodal().orElseThrow();
    MultimodalConfig full =
        new MultimodalConfig(llava.vision(), llava.projector(), 1, 24, FeatureSelection.FULL);

    assertThat(llava.imageTokens()).isEqualTo(576);
    assertThat(full.imageTokens()).isEqualTo(577);
    assertThat(llava.featureDepth()).isEqualTo(23);
    assertThat(full.featureDepth()).isEqualTo(24);
  }

  @Test
  void the_published_1_6_configuration_has_the_parts_of_1_5_and_tiles() {
    ModelConfig config = PublishedConfigs.llavaNext7b();
    MultimodalConfig tiled = config.multimodal().orElseThrow();
    MultimodalConfig whole = PublishedConfigs.llava7b().multimodal().orElseThrow();

    assertThat(tiled.pinpoints()).contains(GridPinpoints.DEFAULT);
    assertThat(List.of(tiled.vision(), tiled.projector(), tiled.selection()))
        .isEqualTo(List.of(whole.vision(), whole.projector(), whole.selection()));
    assertThat(config.decoder().hiddenSize()).isEqualTo(4096);
    assertThat(config.decoder().tokens().pad()).hasValue(0);
    assertThat(tiled.viewTokens()).isEqualTo(576);
    assertThat(config.imageTokens()).isEqualTo(576 + 48 * 49);
    assertThat(tiled.imageViews()).isEqualTo(5);
  }

  @Test
  void absent_pinpoints_are_those_of_transformers() {
    String text = "\"model_type\": \"llava_next\", \"text_config\": {\"vocab_size\": 32064}";

    for (String more : List.of("", ", \"image_grid_pinpoints\": null")) {
      assertThat(
              PublishedConfigs.parse("{" + text + more + "}")
                  .multimodal()
                  .flatMap(MultimodalConfig::pinpoints))
          .contains(GridPinpoints.DEFAULT);
    }
  }

  @Test
  void tiles_survive_a_round_trip() {
    ModelConfig config = PublishedConfigs.llavaNext7b();

    assertThat(config.toJson().get("model_type").textValue()).isEqualTo("llava_next");
    assertThat(ModelConfig.parse(config.toJson(), PublishedConfigs.FILE)).isEqualTo(config);
  }

  @Test
  void a_model_with_the_class_token_or_other_tiles_is_not_made() {
    MultimodalConfig llava = PublishedConfigs.llavaNext7b().multimodal().orElseThrow();
    Optional<GridPinpoints> odd =
        Optional.of(new GridPinpoints(List.of(new GridPinpoints.Size(336, 500))));

    assertThatThrownBy(() -> with(llava, FeatureSelection.FULL, llava.pinpoints()))
        .hasMessageContaining("no place in a grid");
    assertThatThrownBy(() -> with(llava, FeatureSelection.DEFAULT, odd))
        .hasMessageContaining("[336, 500]", "multiples of imageSize, 336");
  }

  private static MultimodalConfig with(
      MultimodalConfig llava, FeatureSelection selection, Optional<GridPinpoints> pinpoints) {
    return new MultimodalConfig(llava.vision(), llava.projector(), 1, -2, selection, pinpoints);
  }

  @Test
  void a_head_tied_on_either_level_is_tied() {
    String vocab = "\"vocab_size\": 32064";

    assertThat(
            PublishedConfigs.parse(
                    "{\"model_type\": \"llava\", \"tie_word_embeddings\": true, \"text_config\": {"
                        + vocab
                        + "}}")
                .decoder()
                .tiedHead())
        .isTrue();
    assertThat(
            PublishedConfigs.parse(
                    "{\"model_type\": \"llava\", \"text_config\": {\"tie_word_embeddings\": true, "
                        + vocab
                        + "}}")
                .decoder()
                .tiedHead())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"rope_theta\": 500000.0, \"rope_scaling\": {\"rope_type\": \"linear\", \"factor\": 2}",
        "\"rope_theta\": 500000, \"rope_scaling\": {\"type\": \"linear\", \"factor\": 2.0}",
        "\"rope_parameters\": {\"rope_type\": \"linear\", \"factor\": 2.0, \"rope_theta\": 5e5}",
        "\"rope_theta\": 500000.0, \"rope_parameters\": {\"rope_type\": \"linear\", \"factor\": 2.0}",
        "\"rope_theta\": 1.0, \"rope_parameters\": "
            + "{\"rope_type\": \"linear\", \"factor\": 2.0, \"rope_theta\": 5e5}"
      })
  void linear_rope_scaling_is_read_in_every_spelling(String fields) {
    DecoderConfig decoder =
        PublishedConfigs.parse("{\"model_type\": \"llama\", " + fields + "}").decoder();

    assertThat(decoder.ropeTheta()).isEqualTo(500000);
    assertThat(decoder.ropeScaling()).isEqualTo(new RopeScaling.Linear(2));
  }

  @Test
  void llama3_rope_scaling_is_read_and_falls_back_to_the_context_length() {
    String fields =
        "{\"model_type\": \"llama\", \"max_position_embeddings\": 4096, \"rope_scaling\": "
            + "{\"rope_type\": \"llama3\", \"factor\": 8.0, \"low_freq_factor\": 1.0, "
            + "\"high_freq_factor\": 4.0%s}}";

    assertThat(
            PublishedConfigs.parse(fields.formatted(", \"original_max_position_embeddings\": 8192"))
                .decoder()
                .ropeScaling())
        .isEqualTo(new RopeScaling.Llama3(8, 1, 4, 8192));
    assertThat(PublishedConfigs.parse(fields.formatted("")).decoder().ropeScaling())
        .isEqualTo(new RopeScaling.Llama3(8, 1, 4, 4096));
  }

  @Test
  void end_of_answer_ids_may_be_one_several_or_none() {
    assertThat(eos("\"eos_token_id\": 5")).containsExactly(5);
    assertThat(eos("\"eos_token_id\": [7, 5]")).containsExactly(7, 5);
    assertThat(eos("\"eos_token_id\": null")).isEmpty();
  }

  private static List<Integer> eos(String field) {
    return PublishedConfigs.parse("{\"model_type\": \"llama\", " + field + "}")
        .decoder()
        .tokens()
        .eos();
  }

  @Test
  void generation_config_overrules_the_end_of_answer_ids_where_it_names_any() throws IOException {
    Files.writeString(directory.resolve("config.json"), PublishedConfigs.LLAVA_7B);
    assertThat(ModelConfig.read(directory)).isEqualTo(PublishedConfigs.llava7b());

    Path generation = directory.resolve("generation_config.json");
    Files.writeString(generation, "{\"max_length\": 4096}");
    assertThat(ModelConfig.read(directory)).isEqualTo(PublishedConfigs.llava7b());

    Files.writeString(generation, "{\"eos_token_id\": [2, 13]}");
    assertThat(ModelConfig.read(directory).decoder().tokens().eos()).containsExactly(2, 13);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"llava-mha", "llava-gqa-tied", "llava-bias", "llama", "llama-tied-llama3"})
  void what_transformers_wrote_survives_a_round_trip(String name) {
    ModelConfig config = PublishedConfigs.tiny(name);

    config.write(directory);

    assertThat(ModelConfig.read(directory)).isEqualTo(config);
    assertThat(directory).isDirectoryNotContaining("glob:**.partial");
  }

  @Test
  void every_field_survives_a_round_trip() {
    DecoderConfig decoder =
        new DecoderConfig(
            50,
            24,
            40,
            3,
            4,
            2,
            10,
            128,
            3e-6,
            1234.5,
            new RopeScaling.Llama3(4, 1.5, 3.5, 64),
            true,
            true,
            true,
            Activation.GELU,
            new SpecialTokens(OptionalInt.empty(), List.of(4, 5), OptionalInt.of(6)));
    MultimodalConfig multimodal =
        new MultimodalConfig(
            new VisionConfig(8, 12, 2, 2, 30, 7, 3, 2e-5, Activation.GELU),
            new ProjectorConfig(Activation.SILU, false),
            49,
            1,
            FeatureSelection.FULL);
    ModelConfig config = new ModelConfig(decoder, Optional.of(multimodal));

    assertThat(ModelConfig.parse(config.toJson(), PublishedConfigs.FILE)).isEqualTo(config);
    config.write(directory);
    assertThat(ModelConfig.read(directory)).isEqualTo(config);
  }

  @Test
  void absent_special_tokens_survive_a_round_trip() {
    ModelConfig config =
        PublishedConfigs.parse(
            "{\"model_type\": \"llama\", \"bos_token_id\": null, \"eos_token_id\": []}");

    config.write(directory);

    assertThat(ModelConfig.read(directory)).isEqualTo(config);
  }

  @Test
  void records_refuse_what_no_model_can_be() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VisionConfig(10, 4, 1, 3, 28, 14, 3, 1e-5, Activation.GELU))
        .withMessage("hiddenSize is 10, must be a multiple of heads");
    assertThatIllegalArgumentException().isThrownBy(() -> new RopeScaling.Linear(0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new RopeScaling.Llama3(8, 4, 4, 10));
  }
}
