package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.RandomStream;
import org.pulsebench.mini.Curriculum.Share;
import org.pulsebench.mini.Curriculum.Stage;
import org.pulsebench.mini.MiniArchitecture.Sizes;
import org.pulsebench.model.Adapter;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.Trainer;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.AdamW;
import org.pulsebench.tensor.LearningRateSchedule;

class PretrainingTest {

  private static final Sizes TINY = new Sizes(32, 16, 16, 32, 2, 2, 32, 48, 2, 4, 512, false, true);

  private static final int TOKENS_PER_BATCH = 1_200;
  private static final List<Share> SHARES =
      List.of(new Share(BindingLessons::questionFirst, 15), new Share(FaceLessons::traits, 1));
  private static final Stage BINDING =
      new Stage("bind", 3, TOKENS_PER_BATCH, List.of(new Share(BindingLessons::optionsFirst, 1)));
  private static final Stage SEEING = new Stage("see", 2, TOKENS_PER_BATCH, SHARES);
  private static final Curriculum CURRICULUM = new Curriculum(List.of(BINDING, SEEING));

  @TempDir Path directory;

  private Checkpoint base;

  @BeforeEach
  void load() {
    BytePairVocabulary vocabulary =
        BytePairTrainer.train(List.of("Which letter is this?", "What is the nose here?"), 30);
    int size =
        TokenizerFiles.write(directory, vocabulary, VocabularyTexts.FIXED, TINY.maxPositions());
    MiniArchitecture.writeInitial(directory, new RandomStream(3), size, TINY);
    base = Checkpoint.load(directory, Precision.F32, Device.cpu());
  }

  @AfterEach
  void close() {
    base.close();
  }

  private record Told(int step, String stage, Trainer.Step result) {}

  @FunctionalInterface
  private interface Use<T> {
    T of(Pretraining pretraining);
  }

  /** Makes a training of the base as it was loaded, and lets it be used. */
  private <T> T with(Curriculum curriculum, OptionalInt knowingLayers, long seed, Use<T> use) {
    Trainer.Settings settings =
        new Trainer.Settings(
            Map.of(Part.VISION, 1e-3, Part.PROJECTOR, 1e-3, Part.LANGUAGE, 1e-3),
            0.01,
            AdamW.Settings.DEFAULT,
            new LearningRateSchedule(LearningRateSchedule.Shape.COSINE, 1, curriculum.steps()),
            false);
    try (Adapter adapter =
            Adapter.create(base.model(), AdapterPlan.everything(), new RandomStream(1));
        Checkpoint learning = base.with(adapter);
        Trainer trainer = new Trainer(learning.model(), settings, new RandomStream(2))) {
      return use.of(
          new Pretraining(
              new LessonBatches(learning),
              trainer,
              curriculum,
              knowingLayers,
              new RandomStream(seed)));
    }
  }

  private List<Told> told(long seed) {
    return told(OptionalInt.of(1), seed);
  }

  private List<Told> told(OptionalInt knowingLayers, long seed) {
    return with(
        CURRICULUM,
        knowingLayers,
        seed,
        pretraining -> {
          List<Told> told = new ArrayList<>();
          pretraining.run((step, stage, result) -> told.add(new Told(step, stage, result)));
          return told;
        });
  }

  @Test
  void the_same_seed_gives_the_same_losses_to_the_last_bit() {
    List<Told> once = told(8);
    assertThat(told(8)).isEqualTo(once);
    assertThat(told(9)).isNotEqualTo(once);
    assertThat(once).extracting(Told::step).containsExactly(1, 2, 3, 4, 5);
    assertThat(once).extracting(Told::stage).containsExactly("bind", "bind", "bind", "see", "see");
    assertThat(once).allMatch(step -> Double.isFinite(step.result().loss()));
    assertThat(once).allMatch(step -> step.result().gradientNorm() > 0);
  }

  @Test
  void answers_that_are_to_be_known_early_count_a_second_time() {
    List<Told> late = told(OptionalInt.empty(), 8);
    List<Told> early = told(8);
    for (int i = 0; i < late.size(); i++) {
      assertThat(early.get(i).result().loss()).isGreaterThan(1.5 * late.get(i).result().loss());
    }
  }

  @Test
  void lessons_drawn_side_by_side_come_in_the_same_order()
      throws ExecutionException, InterruptedException {
    assertThat(drawnBy(4)).isEqualTo(drawnBy(1));
  }

  /** Returns the turns of a pool's lessons, drawn by so many threads, in the order of batches. */
  private List<List<Turn>> drawnBy(int threads) throws ExecutionException, InterruptedException {
    ForkJoinPool workers = new ForkJoinPool(threads);
    try {
      return workers
          .submit(
              () ->
                  pool(SEEING).stream()
                      .flatMap(List::stream)
                      .map(row -> row.lesson().turns())
                      .toList())
          .get();
    } finally {
      workers.shutdown();
    }
  }

  private List<List<Pretraining.Row>> pool(Stage stage) {
    return with(
        CURRICULUM,
        OptionalInt.empty(),
        8,
        pretraining -> pretraining.pool(stage, new RandomStream(12)));
  }

  @Test
  void batches_keep_to_their_number_of_tokens_padding_included() {
    List<List<Pretraining.Row>> batches = pool(SEEING);
    assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(Pretraining.POOL);
    assertThat(batches)
        .allMatch(rows -> rows.size() * longest(rows) <= TOKENS_PER_BATCH)
        .filteredOn(rows -> (rows.size() + 1) * longest(rows) > TOKENS_PER_BATCH)
        .as("no batch but the last of a pool could take one more row")
        .hasSizeGreaterThanOrEqualTo(batches.size() - 1);
  }

  @Test
  void rows_of_a_batch_are_next_to_each_other_in_length() {
    List<List<Pretraining.Row>> batches = new ArrayList<>(pool(SEEING));
    assertThat(batches).isNotEqualTo(byLength(batches));
    batches = byLength(batches);
    for (int i = 1; i < batches.size(); i++) {
      assertThat(shortest(batches.get(i))).isGreaterThanOrEqualTo(longest(batches.get(i - 1)));
    }
  }

  private static List<List<Pretraining.Row>> byLength(List<List<Pretraining.Row>> batches) {
    return batches.stream()
        .sorted(
            Comparator.comparingInt(PretrainingTest::longest)
                .thenComparing(PretrainingTest::shortest))
        .toList();
  }

  private static int longest(List<Pretraining.Row> rows) {
    return rows.stream().mapToInt(row -> row.sequence().length()).max().orElseThrow();
  }

  private static int shortest(List<Pretraining.Row> rows) {
    return rows.stream().mapToInt(row -> row.sequence().length()).min().orElseThrow();
  }

  @Test
  void a_lesson_longer_than_a_batch_is_a_batch_of_its_own() {
    assertThat(pool(new Stage("see", 2, 1, SHARES))).allMatch(rows -> rows.size() == 1);
  }
}
