package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.RandomStream;
import org.pulsebench.mini.MiniArchitecture.Sizes;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.GenerationSettings;
import org.pulsebench.model.config.ModelConfig;
import org.pulsebench.model.config.ModelLayout;
import org.pulsebench.model.config.ParameterSpec;
import org.pulsebench.model.config.Precision;
import org.pulsebench.model.image.ImageProcessorConfig;
import org.pulsebench.model.image.RgbImage;
import org.pulsebench.model.text.ConversationTemplate;
import org.pulsebench.model.text.LabelPolicy;
import org.pulsebench.model.text.Prompt;
import org.pulsebench.tensor.Safetensors;
import org.pulsebench.tensor.SafetensorsEntry;

class MiniArchitectureTest {

  private static final Sizes TINY = new Sizes(32, 16, 16, 32, 2, 2, 32, 48, 2, 4, 64, false, true);

  @TempDir Path directory;

  private int write(Path target, Sizes sizes) {
    BytePairVocabulary vocabulary =
        BytePairTrainer.train(List.of("the cat", "the hat", "the cat"), 8);
    int size =
        TokenizerFiles.write(
            target, vocabulary, List.of("USER:", "ASSISTANT:"), sizes.maxPositions());
    MiniArchitecture.writeInitial(target, new RandomStream(3), size, sizes);
    return size;
  }

  @Test
  void what_is_written_loads_as_any_checkpoint_and_answers_about_an_image() {
    write(directory, TINY);
    try (Checkpoint checkpoint = Checkpoint.load(directory, Precision.F32, Device.cpu())) {
      assertThat(checkpoint.imageProcessor()).isPresent();
      assertThat(checkpoint.tokenizer().bosId()).hasValue(0);
      assertThat(checkpoint.tokenizer().eosId()).hasValue(1);
      ConversationTemplate template = checkpoint.conversation().orElseThrow();
      Prompt prompt = template.prompt("the cat?", 1).withAnswer("the hat");
      // <s> USER: " " <image> \n the " cat" ? " " ASSISTANT: " " t ...; tokens depend on merges.
      assertThat(checkpoint.tokenize(prompt, LabelPolicy.ANSWER_ONLY).ids())
          .startsWith(0)
          .containsSequence(3, 3, 3, 3)
          .endsWith(1);
      GenerationSettings settings = GenerationSettings.greedy(checkpoint.model().config(), 3);
      RgbImage grey = RgbImage.of(40, 40, new byte[3 * 40 * 40]);
      String answer = checkpoint.answer(template.prompt("the cat?", 1), List.of(grey), settings);
      assertThat(checkpoint.answer(template.prompt("the cat?", 1), List.of(grey), settings))
          .isEqualTo(answer);
    }
  }

  @Test
  void the_standard_model_has_under_six_million_parameters_and_sixteen_image_tokens() {
    ModelConfig config = MiniArchitecture.config(1500, Sizes.STANDARD);
    long parameters =
        ModelLayout.of(config).parameters().stream().mapToLong(ParameterSpec::size).sum();
    assertThat(parameters).isBetween(3_000_000L, 6_000_000L);
    assertThat(config.imageTokens()).isEqualTo(16);
    assertThat(config.multimodal().orElseThrow().featureDepth()).isEqualTo(4);
  }

  @Test
  void the_files_say_what_the_sizes_say() {
    int vocabulary = write(directory, TINY);
    assertThat(ModelConfig.read(directory)).isEqualTo(MiniArchitecture.config(vocabulary, TINY));
    ImageProcessorConfig images = ImageProcessorConfig.find(directory).orElseThrow();
    assertThat(images.outputSize()).isEqualTo(new ImageProcessorConfig.ImageSize(32, 32));
    assertThat(images.padToSquare()).isFalse();
  }

  @Test
  void weights_begin_normal_norms_at_one_and_biases_at_zero() {
    write(directory, TINY);
    String layer = "model.language_model.layers.1.";
    assertThat(weights(directory, layer + "input_layernorm.weight")).containsOnly(1);
    assertThat(weights(directory, "model.vision_tower.pre_layrnorm.weight")).containsOnly(1);
    assertThat(weights(directory, "model.vision_tower.pre_layrnorm.bias")).containsOnly(0);
    assertThat(weights(directory, "model.multi_modal_projector.linear_1.bias")).containsOnly(0);
    assertDeviation("model.language_model.embed_tokens.weight", 0.02);
    assertDeviation(layer + "mlp.up_proj.weight", 0.02);
    assertDeviation(layer + "mlp.down_proj.weight", 0.02 / 2);
    assertDeviation(layer + "self_attn.o_proj.weight", 0.02 / 2);
    assertDeviation("model.vision_tower.encoder.layers.0.mlp.fc2.weight", 0.02 / 2);
    assertDeviation("model.vision_tower.encoder.layers.0.self_attn.out_proj.weight", 0.02 / 2);
    assertDeviation("model.vision_tower.embeddings.patch_embedding.weight", 0.02);
  }

  private void assertDeviation(String name, double expected) {
    float[] weights = weights(directory, name);
    double squares = 0;
    for (float weight : weights) {
      squares += (double) weight * weight;
    }
    assertThat(Math.sqrt(squares / weights.length))
        .as(name)
        .isCloseTo(expected, Percentage.withPercentage(15));
  }

  @Test
  void keys_begin_equal_to_queries_in_the_decoder_alone_and_only_if_asked() {
    write(directory, TINY);
    String decoder = "model.language_model.layers.0.self_attn.";
    String vision = "model.vision_tower.encoder.layers.0.self_attn.";
    assertThat(weights(directory, decoder + "k_proj.weight"))
        .isEqualTo(weights(directory, decoder + "q_proj.weight"))
        .isNotEqualTo(weights(directory, "model.language_model.layers.1.self_attn.q_proj.weight"));
    assertThat(weights(directory, vision + "k_proj.weight"))
        .isNotEqualTo(weights(directory, vision + "q_proj.weight"));
    write(directory, new Sizes(32, 16, 16, 32, 2, 2, 32, 48, 2, 4, 64, true, false));
    assertThat(weights(directory, decoder + "k_proj.weight"))
        .isNotEqualTo(weights(directory, decoder + "q_proj.weight"));
    try (Safetensors file = Safetensors.open(directory)) {
      assertThat(file.find("lm_head.weight")).isEmpty();
    }
  }

  @Test
  void one_seed_gives_the_same_bytes_and_another_seed_others() throws IOException {
    Path second = Files.createDirectory(directory.resolve("second"));
    int vocabulary = write(directory, TINY);
    write(second, TINY);
    for (String name : List.of("config.json", "preprocessor_config.json", "model.safetensors")) {
      assertThat(second.resolve(name)).hasSameBinaryContentAs(directory.resolve(name));
    }
    byte[] before = Files.readAllBytes(second.resolve("model.safetensors"));
    MiniArchitecture.writeInitial(second, new RandomStream(4), vocabulary, TINY);
    assertThat(Files.readAllBytes(second.resolve("model.safetensors"))).isNotEqualTo(before);
  }

  @Test
  void sizes_that_fit_no_model_are_refused() {
    assertThatThrownBy(() -> new Sizes(60, 16, 16, 32, 2, 2, 32, 48, 2, 4, 64, false, true))
        .hasMessage("patchSize is 16, must be a divisor of imageSize");
    assertThatThrownBy(() -> new Sizes(32, 16, 16, 32, 2, 2, 36, 48, 2, 4, 64, false, true))
        .hasMessage("width is 36, must be an even multiple of heads");
  }

  static float[] weights(Path checkpoint, String name) {
    try (Safetensors file = Safetensors.open(checkpoint)) {
      SafetensorsEntry entry = file.find(name).orElseThrow();
      FloatBuffer values = file.map(entry).asFloatBuffer();
      float[] weights = new float[values.remaining()];
      values.get(weights);
      return weights;
    }
  }
}
