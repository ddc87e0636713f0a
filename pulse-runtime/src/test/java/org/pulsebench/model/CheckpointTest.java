package org.pulsebench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.Precision;
import org.pulsebench.model.image.ImageDecoder;
import org.pulsebench.model.image.RgbImage;
import org.pulsebench.model.text.ConversationTemplate;
import org.pulsebench.model.text.ConversationTemplate.Turn;
import org.pulsebench.model.text.LabelPolicy;
import org.pulsebench.model.text.Prompt;
import org.pulsebench.model.text.TokenizedPrompt;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;

class CheckpointTest {

  private static final String QUESTION = "Who is in this picture?";
  private static final int NEW_TOKENS = 24;

  @TempDir Path directory;
  private RgbImage red;
  private RgbImage blue;

  @BeforeEach
  void draw() {
    red = picture("red.png", 40, 30, Color.WHITE, Color.RED);
    blue = picture("blue.png", 25, 50, Color.BLACK, Color.BLUE);
  }

  @Test
  void a_directory_holds_all_parts() {
    try (Checkpoint checkpoint = tiny()) {
      assertThat(checkpoint.model().config().imageTokens()).isEqualTo(4);
      assertThat(checkpoint.tokenizer().vocabularySize()).isEqualTo(411);
      assertThat(checkpoint.imageProcessor().orElseThrow().outputWidth()).isEqualTo(28);
      assertThat(checkpoint.conversation()).contains(ConversationTemplate.HF_LLAVA);
    }
  }

  @Test
  void an_answer_is_what_the_steps_give_one_by_one() {
    try (Checkpoint checkpoint = tiny();
        Scope scope = checkpoint.model().openScope()) {
      Prompt prompt = ask(checkpoint, QUESTION, 1);
      assertThat(prompt.text()).isEqualTo("USER: <image>\n" + QUESTION + " ASSISTANT:");
      GenerationSettings settings = settings(checkpoint);

      TokenizedPrompt row = checkpoint.tokenize(prompt, LabelPolicy.ANSWER_ONLY);
      float[] values = checkpoint.imageProcessor().orElseThrow().process(red);
      Batch batch =
          new Batch(
              List.of(Batch.Sequence.unlabelled(row.ids())),
              Optional.of(new Images.Pixels(scope.floats(values, 1, 3, 28, 28))));
      int[] tokens = Generator.generate(checkpoint.model(), batch, settings).get(0);
      String byHand = checkpoint.tokenizer().decode(tokens, true).strip();

      String answer = checkpoint.answer(prompt, List.of(red), settings);
      assertThat(answer).isNotEmpty().isEqualTo(byHand);
      assertThat(checkpoint.answer(prompt, List.of(red), settings)).isEqualTo(answer);
    }
  }

  @Test
  void the_image_counts() {
    try (Checkpoint checkpoint = tiny();
        Scope scope = checkpoint.model().openScope();
        Tape tape = Tape.inference(scope)) {
      Prompt prompt = ask(checkpoint, QUESTION, 1).withAnswer("Ada");
      assertThat(loss(checkpoint, tape, new Example(prompt, List.of(red), LabelPolicy.ALL)))
          .isNotEqualTo(
              loss(checkpoint, tape, new Example(prompt, List.of(blue), LabelPolicy.ALL)));
    }
  }

  @Test
  void rows_with_different_numbers_of_images_are_answered_as_each_alone() {
    try (Checkpoint checkpoint = tiny();
        Scope scope = checkpoint.model().openScope()) {
      Example two = Example.of(ask(checkpoint, "Who are they?", 2), List.of(red, blue));
      Example one = Example.of(ask(checkpoint, QUESTION, 1), List.of(blue));
      Example none = Example.of(ask(checkpoint, "Who was it?", 0), List.of());
      List<Example> all = List.of(two, one, none);

      Batch batch = checkpoint.batch(scope, all);
      assertThat(batch.rows()).isEqualTo(3);
      assertThat(batch.images().orElseThrow().count()).isEqualTo(3);
      assertThat(batch.images().orElseThrow().values().shape().getShape())
          .containsExactly(3, 3, 28, 28);

      GenerationSettings settings = settings(checkpoint);
      assertThat(checkpoint.answers(all, settings))
          .containsExactlyElementsOf(
              all.stream()
                  .map(each -> checkpoint.answer(each.prompt(), each.images(), settings))
                  .toList());
    }
  }

  @Test
  void an_answer_that_an_example_brings_along_is_not_given_away() {
    try (Checkpoint checkpoint = tiny()) {
      Prompt prompt = ask(checkpoint, QUESTION, 1);
      GenerationSettings settings = settings(checkpoint);
      Example answered =
          new Example(prompt.withAnswer("Ada"), List.of(red), LabelPolicy.ANSWER_ONLY);
      assertThat(checkpoint.answers(List.of(answered), settings))
          .containsExactly(checkpoint.answer(prompt, List.of(red), settings));
    }
  }

  @Test
  void the_stop_token_is_no_part_of_the_answer() {
    try (Checkpoint checkpoint = tiny();
        Scope scope = checkpoint.model().openScope()) {
      Example example = Example.of(ask(checkpoint, QUESTION, 1), List.of(red));
      GenerationSettings two = new GenerationSettings(2, Set.of(), new Sampling.Greedy());
      Batch batch = checkpoint.batch(scope, List.of(example));
      int[] tokens = Generator.generate(checkpoint.model(), batch, two).get(0);
      assertThat(tokens[0]).isNotEqualTo(tokens[1]);
      GenerationSettings stopped =
          new GenerationSettings(NEW_TOKENS, Set.of(tokens[1]), new Sampling.Greedy());
      assertThat(checkpoint.answers(List.of(example), stopped))
          .containsExactly(checkpoint.tokenizer().decode(new int[] {tokens[0]}, true).strip());
      GenerationSettings atOnce =
          new GenerationSettings(NEW_TOKENS, Set.of(tokens[0]), new Sampling.Greedy());
      assertThat(checkpoint.answers(List.of(example), atOnce)).containsExactly("");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_trained_answer_is_given_word_for_word(boolean lora) {
    AdapterPlan plan =
        lora ? AdapterPlan.languageAndProjector(LoraSettings.of(8, 16)) : AdapterPlan.everything();
    String answer = "Ada Lovelace, born in London.";
    try (Checkpoint checkpoint = tiny();
        Adapter adapter = Adapter.create(checkpoint.model(), plan, new RandomStream(1));
        Checkpoint trained = checkpoint.with(adapter)) {
      Prompt prompt = ask(checkpoint, QUESTION, 1);
      GenerationSettings settings = settings(checkpoint);
      String before = checkpoint.answer(prompt, List.of(red), settings);
      Example example =
          new Example(prompt.withAnswer(answer), List.of(red), LabelPolicy.ANSWER_ONLY);

      List<Double> losses = train(trained, List.of(example), 60);

      assertThat(losses.get(3)).isLessThan(losses.get(0));
      assertThat(trained.answer(prompt, List.of(red), settings)).isEqualTo(answer);
      assertThat(checkpoint.answer(prompt, List.of(red), settings))
          .isEqualTo(before)
          .isNotEqualTo(answer);
    }
  }

  @Test
  void the_picture_alone_decides_between_two_trained_answers() {
    try (Checkpoint checkpoint = tiny();
        Adapter adapter =
            Adapter.create(checkpoint.model(), AdapterPlan.everything(), new RandomStream(1));
        Checkpoint trained = checkpoint.with(adapter)) {
      Prompt prompt = ask(checkpoint, QUESTION, 1);
      Example first =
          new Example(prompt.withAnswer("a red disc"), List.of(red), LabelPolicy.ANSWER_ONLY);
      Example second =
          new Example(prompt.withAnswer("the blue one"), List.of(blue), LabelPolicy.ANSWER_ONLY);

      train(trained, List.of(first, second), 60);

      assertThat(trained.answers(List.of(second, first), settings(checkpoint)))
          .containsExactly("the blue one", "a red disc");
    }
  }

  @Test
  void a_text_only_checkpoint_answers_text() {
    TinyCheckpoint.writeTextOnly(directory);
    try (Checkpoint checkpoint = load()) {
      assertThat(checkpoint.imageProcessor()).isEmpty();
      assertThat(checkpoint.conversation()).isEmpty();
      Prompt prompt = ConversationTemplate.VICUNA_V1.prompt(List.of(Turn.user("Who was it?")));
      assertThat(checkpoint.answer(prompt, List.of(), settings(checkpoint))).isNotEmpty();
    }
  }

  @Test
  void the_image_processor_may_stand_in_processor_config_json() throws IOException {
    TinyCheckpoint.write(directory);
    Files.delete(directory.resolve("preprocessor_config.json"));
    combined(28);
    try (Checkpoint checkpoint = load()) {
      assertThat(checkpoint.imageProcessor().orElseThrow().outputHeight()).isEqualTo(28);
    }
  }

  @Test
  void processor_config_json_outranks_preprocessor_config_json() {
    TinyCheckpoint.write(directory);
    TinyCheckpoint.writeJson(
        TinyCheckpoint.imageProcessor(14), directory.resolve("preprocessor_config.json"));
    combined(28);
    try (Checkpoint checkpoint = load()) {
      assertThat(checkpoint.imageProcessor().orElseThrow().outputHeight()).isEqualTo(28);
    }
  }

  @Test
  void an_older_processor_config_json_says_nothing_of_images() {
    TinyCheckpoint.write(directory);
    ObjectNode older = new ObjectMapper().createObjectNode().put("patch_size", 14);
    TinyCheckpoint.writeJson(older, directory.resolve("processor_config.json"));
    try (Checkpoint checkpoint = load()) {
      assertThat(checkpoint.imageProcessor().orElseThrow().outputHeight()).isEqualTo(28);
    }
  }

  @Nested
  class Errors {

    @Test
    void a_missing_tokenizer() throws IOException {
      TinyCheckpoint.write(directory);
      Files.delete(directory.resolve("tokenizer.json"));
      assertRefused(
          CheckpointTest.this::load,
          "the checkpoint has no tokenizer: " + directory,
          "  found no tokenizer.json; expected a directory with tokenizer.json",
          "  Put the model's tokenizer.json there, or name the directory that holds it.");
    }

    @Test
    void a_missing_image_processor_when_images_are_given() throws IOException {
      TinyCheckpoint.write(directory);
      Files.delete(directory.resolve("preprocessor_config.json"));
      try (Checkpoint checkpoint = load()) {
        assertThat(checkpoint.imageProcessor()).isEmpty();
        GenerationSettings settings = settings(checkpoint);
        Prompt text = ask(checkpoint, "Who was it?", 0);
        assertThat(checkpoint.answer(text, List.of(), settings)).isNotEmpty();
        Prompt prompt = ask(checkpoint, QUESTION, 1);
        assertRefused(
            () -> checkpoint.answer(prompt, List.of(red), settings),
            "The checkpoint does not say how images are processed: " + directory,
            "  found no preprocessor_config.json; expected that file, or an image_processor in"
                + " processor_config.json",
            "  Fetch the file from where the model was published.");
      }
    }

    @Test
    void an_image_processor_of_another_size() {
      TinyCheckpoint.write(directory);
      TinyCheckpoint.writeJson(
          TinyCheckpoint.imageProcessor(336), directory.resolve("preprocessor_config.json"));
      assertRefused(
          CheckpointTest.this::load,
          "Image processor and vision tower disagree on the size of an image: "
              + directory
              + ", size and crop_size of the image processor",
          "  found 336 x 336 pixels; expected 28 x 28, image_size of vision_config in config.json",
          "  Take both files from the same checkpoint.");
    }

    @Test
    void a_wrong_field_of_an_image_processor_in_processor_config_json() {
      TinyCheckpoint.write(directory);
      ObjectNode content = new ObjectMapper().createObjectNode();
      content.set("image_processor", TinyCheckpoint.imageProcessor(28).put("resample", 9));
      Path file = directory.resolve("processor_config.json");
      TinyCheckpoint.writeJson(content, file);
      assertRefused(
          CheckpointTest.this::load,
          "Field has a value that cannot be used: " + file + ", field image_processor.resample",
          "  found 9 (no known filter); expected 3 (bicubic) or 2 (bilinear)",
          "  Use a checkpoint of the LLaVA-1.5 or 1.6 architecture, or correct the field.");
    }

    @Test
    void a_token_outside_the_model_s_vocabulary_once_it_is_used() {
      TinyCheckpoint.writeTextOnly(directory, 400);
      try (Checkpoint checkpoint = load()) {
        GenerationSettings settings = settings(checkpoint);
        assertThat(checkpoint.answer(Prompt.verbatim("born", 0), List.of(), settings)).isNotNull();
        Prompt prompt = Prompt.verbatim("they are", 0).at("question 3");
        assertRefused(
            () -> checkpoint.answer(prompt, List.of(), settings),
            "a token lies outside the model's vocabulary: question 3",
            "  found token \"▁are\" with id 408; expected ids below 400",
            "  Use the tokenizer that belongs to this model.");
      }
    }

    @Test
    void images_for_a_text_only_model() {
      TinyCheckpoint.writeTextOnly(directory);
      try (Checkpoint checkpoint = load();
          Scope scope = checkpoint.model().openScope()) {
        assertRefused(
            () -> checkpoint.pixels(scope, List.of(red)),
            "A text-only model takes no images: " + directory,
            "  found images; expected text only",
            "  Leave the images out, or use a LLaVA checkpoint.");
      }
    }

    @Test
    void fewer_images_than_the_prompt_was_made_for() {
      Prompt prompt = ConversationTemplate.HF_LLAVA.prompt("Who are they?", 2).at("question 4");
      assertRefused(
          () -> Example.of(prompt, List.of(red)),
          "Prompt and images do not match: question 4",
          "  found 1 given; expected 2, the number that the prompt was made for",
          "  Give every image that the prompt has a placeholder for.");
    }

    private void assertRefused(ThrowingCallable call, String... lines) {
      assertThatThrownBy(call)
          .isInstanceOf(BadInputException.class)
          .hasMessage(String.join("\n", lines));
    }
  }

  private void combined(int side) {
    ObjectNode content = new ObjectMapper().createObjectNode().put("patch_size", 14);
    content.set("image_processor", TinyCheckpoint.imageProcessor(side));
    TinyCheckpoint.writeJson(content, directory.resolve("processor_config.json"));
  }

  private static List<Double> train(Checkpoint trained, List<Example> examples, int steps) {
    List<Double> losses = new ArrayList<>();
    try (Trainer trainer =
            new Trainer(trained.model(), Training.settings(1e-2, false), new RandomStream(2));
        Scope scope = trained.model().openScope()) {
      Batch batch = trained.batch(scope, examples);
      for (int i = 0; i < steps; i++) {
        losses.add(trainer.step(batch).loss());
      }
    }
    return losses;
  }

  private static double loss(Checkpoint checkpoint, Tape tape, Example example) {
    Batch batch = checkpoint.batch(tape.scope(), List.of(example));
    return checkpoint.model().meanLoss(tape, batch).item();
  }

  private static Prompt ask(Checkpoint checkpoint, String question, int images) {
    return checkpoint.conversation().orElseThrow().prompt(question, images);
  }

  private static GenerationSettings settings(Checkpoint checkpoint) {
    return GenerationSettings.greedy(checkpoint.model().config(), NEW_TOKENS);
  }

  private Checkpoint tiny() {
    TinyCheckpoint.write(directory);
    return load();
  }

  private Checkpoint load() {
    return Checkpoint.load(directory, Precision.F32, Device.cpu());
  }

  private RgbImage picture(String name, int width, int height, Color ground, Color disc) {
    Path file = TinyCheckpoint.draw(directory.resolve(name), width, height, ground, disc);
    return new ImageDecoder().decode(file);
  }
}
