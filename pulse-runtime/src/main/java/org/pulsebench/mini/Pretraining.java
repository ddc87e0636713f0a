package org.pulsebench.mini;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.pulsebench.RandomStream;
import org.pulsebench.model.Batch;
import org.pulsebench.model.EarlyReading;
import org.pulsebench.model.Trainer;
import org.pulsebench.tensor.Scope;

/** Takes a model through a curriculum, one step after the other. */
final class Pretraining {

  /** What is told of a step: its number from 1, the stage, and what the step did. */
  @FunctionalInterface
  interface Listener {
    void stepped(int step, String stage, Trainer.Step result);
  }

  /** How many lessons are drawn before they are sorted by length into batches. */
  static final int POOL = 512;

  /** How much it counts what a model has in mind early, beside what it says. */
  private static final double EARLY_WEIGHT = 1;

  /** A lesson and its tokens. */
  record Row(Lesson lesson, Batch.Sequence sequence) {}

  private final LessonBatches batches;
  private final Trainer trainer;
  private final Curriculum curriculum;
  private final OptionalInt knowingLayers;
  private final RandomStream random;

  /**
   * Prepares to train.
   *
   * @param knowingLayers after how many layers answers are to be known; the others are left to say
   *     them, for instance by the letter of an option. Empty for no such demand
   */
  Pretraining(
      LessonBatches batches,
      Trainer trainer,
      Curriculum curriculum,
      OptionalInt knowingLayers,
      RandomStream random) {
    this.batches = batches;
    this.trainer = trainer;
    this.curriculum = curriculum;
    this.knowingLayers = knowingLayers;
    this.random = random;
  }

  void run(Listener listener) {
    int step = 0;
    for (Curriculum.Stage stage : curriculum.stages()) {
      int end = step + stage.steps();
      for (int pool = 0; step < end; pool++) {
        List<List<Row>> cut = pool(stage, random.child(stage.name()).child(pool));
        for (int i = 0; i < cut.size() && step < end; i++) {
          listener.stepped(++step, stage.name(), step(cut.get(i)));
        }
      }
    }
  }

  private Trainer.Step step(List<Row> rows) {
    List<Lesson> lessons = rows.stream().map(Row::lesson).toList();
    try (Scope scope = batches.openScope()) {
      Batch batch = batches.batch(scope, lessons, rows.stream().map(Row::sequence).toList());
      if (knowingLayers.isEmpty()) {
        return trainer.step(batch);
      }
      EarlyReading early =
          new EarlyReading(
              knowingLayers.getAsInt(),
              EARLY_WEIGHT,
              lessons.stream().map(batches::meaning).toList());
      return trainer.step(tape -> batches.model().meanLoss(tape, batch, early));
    }
  }

  /** Draws lessons and cuts them into batches of rows of about the same length. */
  List<List<Row>> pool(Curriculum.Stage stage, RandomStream draws) {
    // Each lesson has a stream of its own, so that painting them side by side changes nothing.
    List<Lesson> lessons =
        IntStream.range(0, POOL).parallel().mapToObj(i -> stage.draw(draws.child(i))).toList();
    List<Row> rows = new ArrayList<>();
    lessons.forEach(lesson -> rows.add(new Row(lesson, batches.row(lesson))));
    rows.sort(Comparator.comparingInt(row -> -row.sequence().length()));
    List<List<Row>> cut = new ArrayList<>();
    int from = 0;
    while (from < rows.size()) {
      int length = rows.get(from).sequence().length();
      int to = Math.min(rows.size(), from + Math.max(1, stage.tokensPerBatch() / length));
      cut.add(List.copyOf(rows.subList(from, to)));
      from = to;
    }
    return draws.child("order").shuffled(cut);
  }
}
