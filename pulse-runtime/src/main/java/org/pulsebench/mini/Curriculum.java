package org.pulsebench.mini;

import java.util.List;
import org.pulsebench.Checks;
import org.pulsebench.RandomStream;

/**
 * What is learnt when: stages of mixed lessons.
 *
 * @param stages in order
 */
record Curriculum(List<Stage> stages) {

  /** Lessons of a kind and how many of a stage's lessons are of it. */
  record Share(LessonSource source, double weight) {

    Share {
      Checks.require(
          weight >= 0 && Double.isFinite(weight), "weight", weight, "a number from 0 on");
    }
  }

  /**
   * A stretch of training with one mixture of lessons.
   *
   * @param steps its length
   * @param tokensPerBatch the size of a batch with its padding
   * @param shares at least one with a weight
   */
  record Stage(String name, int steps, int tokensPerBatch, List<Share> shares) {

    Stage {
      Checks.positive(steps, "steps");
      Checks.positive(tokensPerBatch, "tokensPerBatch");
      shares = List.copyOf(shares);
      Checks.require(
          shares.stream().anyMatch(share -> share.weight() > 0),
          "shares",
          shares.size(),
          "at least one with a weight");
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
  }

  int steps() {
    return stages.stream().mapToInt(Stage::steps).sum();
  }
}
