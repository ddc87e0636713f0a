package org.pulsebench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pulsebench.BadInputException;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.ImageGrid;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;
import org.pulsebench.model.config.Precision;
import org.pulsebench.model.image.ImageDecoder;
import org.pulsebench.model.image.ImageProcessorConfig.ImageSize;
import org.pulsebench.model.image.RgbImage;
import org.pulsebench.model.text.LabelPolicy;
import org.pulsebench.model.text.Prompt;
import org.pulsebench.model.text.TokenizedPrompt;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;

/** A LLaVA-1.6 checkpoint, of which every image has a number of tokens of its own. */
class TiledImagesTest {

  private static final GenerationSettings SETTINGS =
      new GenerationSettings(8, Set.of(2), new Sampling.Greedy());

  @TempDir Path directory;
  private Checkpoint checkpoint;
  private RgbImage wide;
  private RgbImage tall;
  private RgbImage square;

  @BeforeEach
  void load() {
    checkpoint = Checkpoint.load(TinyCheckpoint.writeTiled(directory), Precision.F32, Device.cpu());
    wide = picture("wide.png", 50, 20);
    tall = picture("tall.png", 25, 47);
    square = picture("square.png", 80, 70);
  }

  @AfterEach
  void close() {
    checkpoint.close();
  }

  private RgbImage picture(String name, int width, int height) {
    return new ImageDecoder()
        .decode(TinyCheckpoint.draw(directory.resolve(name), width, height, Color.GRAY, Color.RED));
  }

  @Test
  void every_image_has_as_many_placeholders_as_its_size_asks_for() {
    assertThat(imageTokens(wide)).isEqualTo(4 + 2 * 5);
    assertThat(imageTokens(tall)).isEqualTo(4 + 4 * 3);
    assertThat(imageTokens(square)).isEqualTo(4 + 4 * 5);
    assertThat(imageTokens(wide, square, tall)).isEqualTo(14 + 24 + 16);
  }

  private long imageTokens(RgbImage... images) {
    TokenizedPrompt row = checkpoint.tokenize(ask(images));
    return IntStream.of(row.ids()).filter(id -> id == 409).count();
  }

  @Test
  void sizes_alone_give_the_tokens_of_their_images() {
    Example example = ask(tall, wide);
    assertThat(
            checkpoint
                .tokenize(
                    example.prompt(),
                    List.of(new ImageSize(47, 25), new ImageSize(20, 50)),
                    LabelPolicy.ALL)
                .ids())
        .isEqualTo(checkpoint.tokenize(example).ids());
  }

  @Test
  void labels_follow_the_answer_whatever_the_images_take() {
    for (RgbImage image : List.of(wide, tall, square)) {
      TokenizedPrompt row = checkpoint.tokenize(learn("Alma Reyes", image));
      int[] answer =
          IntStream.range(0, row.length())
              .filter(i -> row.labels()[i] != TokenizedPrompt.IGNORED)
              .toArray();
      assertThat(answer[0]).isEqualTo(row.promptLength());
      assertThat(answer).hasSize(row.length() - row.promptLength());
    }
  }

  @Test
  void images_of_different_sizes_are_answered_together_as_each_alone() {
    List<Example> all = List.of(ask(wide, square), ask(tall), ask(), ask(square));
    try (Scope scope = checkpoint.model().openScope()) {
      Images images = checkpoint.batch(scope, all).images().orElseThrow();
      assertThat(images.count()).isEqualTo(4);
      assertThat(images.tokens(4)).containsExactly(14, 24, 16, 24);
      assertThat(images.values().shape().get(0)).isEqualTo(3 + 5 + 3 + 5);
    }
    assertThat(checkpoint.answers(all, SETTINGS))
        .containsExactlyElementsOf(
            all.stream()
                .map(each -> checkpoint.answer(each.prompt(), each.images(), SETTINGS))
                .toList());
  }

  @Test
  void images_selected_at_any_stage_are_those_that_were_asked_for() {
    try (Scope scope = checkpoint.model().openScope()) {
      Images.Pixels pixels = checkpoint.pixels(scope, List.of(wide, tall, square));
      Images.VisionFeatures seen = checkpoint.model().visionFeatures(scope, pixels);
      Images.ImageFeatures features = checkpoint.model().imageFeatures(scope, pixels);
      float[] expected = features.select(scope, 2, 0, 2).values().toFloats();
      assertThat(expected).hasSize((24 + 14 + 24) * 32);
      assertThat(features.select(scope, 2, 0, 2).tokens()).containsExactly(24, 14, 24);
      for (Images stage : List.of(pixels, seen)) {
        Images selected = stage.select(scope, 2, 0, 2);
        assertThat(selected.tokens(4)).containsExactly(24, 14, 24);
        assertThat(checkpoint.model().imageFeatures(scope, selected).values().toFloats())
            .containsExactly(expected, within(1e-5f));
      }
      assertThatThrownBy(() -> pixels.select(scope, 3)).hasMessageContaining("below 3");
    }
  }

  @Test
  void a_set_of_examples_gives_the_batches_that_the_checkpoint_gives() {
    List<Example> examples =
        List.of(
            learn("Alma", wide), learn("Lisbon"), learn("a cat", square, wide), learn("a", tall));
    for (PartMode tower : List.of(PartMode.FROZEN, PartMode.LORA)) {
      AdapterPlan plan =
          new AdapterPlan(
              Map.of(Part.VISION, tower, Part.LANGUAGE, PartMode.LORA), LoraSettings.of(2, 4));
      try (ExampleSet set = ExampleSet.of(checkpoint, examples, plan);
          Scope scope = checkpoint.model().openScope();
          Tape tape = Tape.inference(scope)) {
        assertThat(set.distinctImages()).isEqualTo(3);
        Batch batch = set.batch(scope, List.of(2, 0, 3));
        Batch direct =
            checkpoint.batch(scope, List.of(examples.get(2), examples.get(0), examples.get(3)));
        assertThat(checkpoint.model().meanLoss(tape, batch).item())
            .isCloseTo(checkpoint.model().meanLoss(tape, direct).item(), within(1e-5f));
      }
    }
  }

  @Test
  void a_picture_too_long_to_keep_a_feature_is_seen_as_a_whole() {
    RgbImage line = picture("line.png", 600, 2);
    assertThat(checkpoint.model().config().multimodal().orElseThrow().grid(2, 600))
        .isEqualTo(new ImageGrid(1, 2, 0, 4));
    assertThat(imageTokens(line)).isEqualTo(4);
    assertThat(checkpoint.answers(List.of(ask(line), ask(wide)), SETTINGS)).hasSize(2);
  }

  @Test
  void a_prompt_with_images_is_not_tokenized_without_their_sizes() {
    Prompt prompt = ask(wide).prompt();
    assertThatThrownBy(() -> checkpoint.tokenize(prompt, LabelPolicy.ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("given with their places");
    assertThatThrownBy(() -> checkpoint.tokenize(prompt, List.of(), LabelPolicy.ALL))
        .hasMessageContaining("one number for each of 1 images");
    assertThat(checkpoint.tokenize(ask().prompt(), LabelPolicy.ALL).length()).isPositive();
  }

  @Test
  void too_many_large_images_are_refused_with_their_tokens() {
    RgbImage[] twelve = new RgbImage[12];
    Arrays.fill(twelve, square);
    assertThatThrownBy(() -> checkpoint.tokenize(ask(twelve)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("of them 288 for images; expected at most 256");
  }

  @Test
  void an_image_processor_with_other_tiles_is_refused() {
    Path file = directory.resolve("preprocessor_config.json");
    CheckpointEditor.json(file, json -> json.withArray("image_grid_pinpoints").remove(2));
    assertRefused(
        "Image processor and model disagree on the tiles of an image",
        "found tiles of [[28, 56], [56, 28]]; expected tiles of [[28, 56], [56, 28], [56, 56]]");
    TinyCheckpoint.writeJson(TinyCheckpoint.imageProcessor(28), file);
    assertRefused("found no tiles; expected tiles of [[28, 56]");
  }

  @ParameterizedTest
  @CsvSource({
    "patch_size, 7, '14, as'",
    "num_additional_image_tokens, 0, '1, as'",
    "vision_feature_select_strategy, full, '\"default\", as in config.json'"
  })
  void a_processor_that_counts_other_placeholders_is_refused(
      String field, String value, String expected) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("image_token", "<image>").put("processor_class", "LlavaNextProcessor");
    content.put("patch_size", 14).put("num_additional_image_tokens", 1);
    content.putNull("vision_feature_select_strategy");
    Path file = directory.resolve("processor_config.json");
    TinyCheckpoint.writeJson(content, file);
    Checkpoint.load(directory, Precision.F32, Device.cpu()).close();
    if (value.equals("full")) {
      content.put(field, value);
    } else {
      content.put(field, Integer.parseInt(value));
    }
    TinyCheckpoint.writeJson(content, file);
    assertRefused(file + ", field " + field, "expected " + expected);
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(() -> Checkpoint.load(directory, Precision.F32, Device.cpu()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(parts);
  }

  private Example ask(RgbImage... images) {
    return Example.of(
        checkpoint.conversation().orElseThrow().prompt("Who is this?", images.length),
        List.of(images));
  }

  private Example learn(String answer, RgbImage... images) {
    Example asked = ask(images);
    return Example.of(asked.prompt().withAnswer(answer), asked.images());
  }
}
