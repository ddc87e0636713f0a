package org.pulsebench.mini;

import java.util.List;
import org.pulsebench.Checks;
import org.pulsebench.RandomStream;

/**
 * What is learnt when: stages of mixed lessons, cut into batches of about equal size.
 *
 * @param stages in order
 * @param tokensPerBatch the size of a batch with its padding
 */
record Curriculum(List<Stage> stages, int tokensPerBatch) {

  /** Lessons of a kind and how many of a stage's lessons are of it. */
  record Share(LessonSource source, double weight) {}

  /**
   * A stretch of training with one mixture of lessons.
   *
   * @param steps its length
   */
  record Stage(String name, int steps, List<Share> shares) {

    Stage {
      Checks.positive(steps, "steps");
      shares = List.copyOf(shares);
    }

    Lesson draw(RandomStream random) {
      double at = random.nextDouble() * shares.stream().mapToDouble(Share::weight).sum();
      for (Share share : shares) {
        at -= share.weight();
        if (at < 0) {
          return share.source().draw(random);
        }
      }
      return shares.get(shares.size() - 1).source().draw(random);
    }
  }

  Curriculum {
    stages = List.copyOf(stages);
    Checks.positive(tokensPerBatch, "tokensPerBatch");
  }

  int steps() {
    return stages.stream().mapToInt(Stage::steps).sum();
  }
}
