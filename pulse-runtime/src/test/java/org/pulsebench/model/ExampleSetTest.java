package org.pulsebench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pulsebench.BadInputException;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;
import org.pulsebench.model.config.Precision;
import org.pulsebench.model.image.ImageDecoder;
import org.pulsebench.model.image.RgbImage;
import org.pulsebench.model.text.LabelPolicy;
import org.pulsebench.model.text.Prompt;
import org.pulsebench.tensor.LiveArrays;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;

class ExampleSetTest {

  private static final LoraSettings LORA = LoraSettings.of(2, 4);
  private static final AdapterPlan FROZEN_TOWER = AdapterPlan.languageAndProjector(LORA);
  private static final AdapterPlan TRAINED_TOWER =
      new AdapterPlan(Map.of(Part.VISION, PartMode.LORA), LORA);

  @TempDir Path directory;
  private Checkpoint checkpoint;
  private List<Example> examples;

  @BeforeEach
  void load() {
    checkpoint = Checkpoint.load(TinyCheckpoint.write(directory), Precision.F32, Device.cpu());
    examples = new ArrayList<>();
    TinyCheckpoint.draw(directory.resolve("red.png"), 40, 30, Color.WHITE, Color.RED);
    TinyCheckpoint.draw(directory.resolve("blue.png"), 25, 50, Color.BLACK, Color.BLUE);
    // Decoded each time, as by a reader that does not know which images are the same.
    examples.add(example("Who is this?", "Alma Reyes", face("red.png")));
    examples.add(example("Where was she born?", "Lisbon"));
    examples.add(example("Who is he?", "a painter", face("blue.png")));
    examples.add(example("Who are they?", "two cats", face("blue.png"), face("red.png")));
    examples.add(example("What does she play?", "the violin", face("red.png")));
  }

  @AfterEach
  void close() {
    checkpoint.close();
  }

  private RgbImage face(String name) {
    return new ImageDecoder().decode(directory.resolve(name));
  }

  private Example example(String question, String answer, RgbImage... images) {
    Prompt prompt = checkpoint.conversation().orElseThrow().prompt(question, images.length);
    return Example.of(prompt.withAnswer(answer), List.of(images));
  }

  @Test
  void a_batch_is_what_the_checkpoint_makes_of_the_examples() {
    for (AdapterPlan plan : List.of(FROZEN_TOWER, TRAINED_TOWER)) {
      try (ExampleSet set = ExampleSet.of(checkpoint, examples, plan);
          Scope scope = checkpoint.model().openScope();
          Tape tape = Tape.inference(scope)) {
        Batch found = set.batch(scope, List.of(3, 1, 0));
        Batch expected =
            checkpoint.batch(scope, List.of(examples.get(3), examples.get(1), examples.get(0)));
        assertThat(checkpoint.model().tokenLogProbs(tape, found).toFloats())
            .containsExactly(
                checkpoint.model().tokenLogProbs(tape, expected).toFloats(), within(1e-5f));
      }
    }
  }

  @Test
  void each_distinct_image_is_kept_once_at_the_latest_stage_that_stays_as_it_is() {
    try (ExampleSet set = ExampleSet.of(checkpoint, examples, FROZEN_TOWER);
        ExampleSet seen = ExampleSet.of(checkpoint, examples, TRAINED_TOWER);
        Scope scope = checkpoint.model().openScope()) {
      assertThat(set.distinctImages()).isEqualTo(2);
      assertThat(seen.distinctImages()).isEqualTo(2);
      List<Integer> all = List.of(0, 1, 2, 3, 4);
      assertThat(set.holdsPixels()).isFalse();
      assertThat(set.batch(scope, all).images().orElseThrow())
          .isInstanceOf(Images.VisionFeatures.class);
      assertThat(seen.holdsPixels()).isTrue();
      Images pixels = seen.batch(scope, all).images().orElseThrow();
      assertThat(pixels).isInstanceOf(Images.Pixels.class);
      assertThat(pixels.count()).isEqualTo(5);
      assertThat(set.batch(scope, List.of(1)).images()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, '1 1 1 1 1'", "2, '1 2 2'", "3, '2 3'", "4, '2 3'", "5, 5", "9, 5"})
  void an_epoch_has_every_example_once_in_batches_of_about_one_size(int batchSize, String sizes) {
    try (ExampleSet set = ExampleSet.of(checkpoint, examples, FROZEN_TOWER)) {
      List<List<Integer>> epoch = set.epoch(batchSize, new RandomStream(1));
      assertThat(epoch.stream().map(List::size).map(String::valueOf).toList())
          .containsExactly(sizes.split(" "));
      assertThat(epoch.stream().flatMap(List::stream)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
      assertThat(set.batches(batchSize)).isEqualTo(epoch.size());
      assertThat(set.epoch(batchSize, new RandomStream(1))).isEqualTo(epoch);
      assertThat(IntStream.range(2, 6).mapToObj(i -> set.epoch(batchSize, new RandomStream(i))))
          .anyMatch(other -> !other.equals(epoch));
    }
  }

  @Test
  void the_same_examples_can_carry_the_loss_on_other_tokens() {
    try (ExampleSet set = ExampleSet.of(checkpoint, examples, FROZEN_TOWER);
        Scope scope = checkpoint.model().openScope()) {
      int before = LiveArrays.count();
      ExampleSet all = set.labelled(LabelPolicy.ALL);
      assertThat(LiveArrays.count()).isEqualTo(before);
      all.close();
      int[] answers = set.batch(scope, List.of(0, 1)).labelCounts();
      Batch whole = all.batch(scope, List.of(0, 1));
      assertThat(whole.labelCounts())
          .containsExactly(whole.sequences().stream().mapToInt(row -> row.length() - 1).toArray());
      assertThat(answers[0]).isPositive().isLessThan(whole.labelCounts()[0]);
    }
  }

  @Test
  void nothing_is_left_open_after_a_set_nor_after_a_failed_one() {
    int before = LiveArrays.count();
    ExampleSet.of(checkpoint, examples, FROZEN_TOWER).close();
    assertThat(LiveArrays.count()).isEqualTo(before);
    Prompt asked = checkpoint.conversation().orElseThrow().prompt("Who?", 0).at("question 3");
    examples.add(Example.of(asked, List.of()));
    assertThatThrownBy(() -> ExampleSet.of(checkpoint, examples, FROZEN_TOWER))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("An example has nothing to learn: question 3");
    assertThat(LiveArrays.count()).isEqualTo(before);
    assertThatThrownBy(() -> ExampleSet.of(checkpoint, List.of(), FROZEN_TOWER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void distributions_at_labels_say_of_the_labels_what_their_log_probabilities_say() {
    try (ExampleSet set = ExampleSet.of(checkpoint, examples, FROZEN_TOWER);
        Scope scope = checkpoint.model().openScope();
        Tape tape = Tape.inference(scope)) {
      Batch batch = set.batch(scope, List.of(0, 1, 2));
      float[] tokens = checkpoint.model().tokenLogProbs(tape, batch).toFloats();
      float[] distributions = checkpoint.model().labelLogDistributions(tape, batch).toFloats();
      int vocabulary = checkpoint.model().config().decoder().vocabSize();
      assertThat(distributions).hasSize(tokens.length * vocabulary);
      List<Integer> labels = labels(batch);
      for (int i = 0; i < tokens.length; i++) {
        assertThat(distributions[i * vocabulary + labels.get(i)])
            .isCloseTo(tokens[i], within(1e-5f));
        double sum = 0;
        for (int token = 0; token < vocabulary; token++) {
          sum += Math.exp(distributions[i * vocabulary + token]);
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
      }
    }
  }

  private static List<Integer> labels(Batch batch) {
    return batch.sequences().stream()
        .flatMapToInt(row -> IntStream.of(row.labels()).skip(1))
        .filter(label -> label != Batch.IGNORED)
        .boxed()
        .toList();
  }
}
