package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void the_file_holds_the_initial_weights_of_every_parameter() {
    int vocabulary = write(directory, TINY);
    for (ParameterSpec parameter :
        ModelLayout.of(MiniArchitecture.config(vocabulary, TINY)).parameters()) {
      assertThat(weights(directory, parameter.name()))
          .as(parameter.name())
          .isEqualTo(InitialWeights.draw(parameter, new RandomStream(3), TINY));
    }
  }

  @Test
  void a_tied_head_has_no_weights_of_its_own() {
    write(directory, new Sizes(32, 16, 16, 32, 2, 2, 32, 48, 2, 4, 64, true, false));
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
