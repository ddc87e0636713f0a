package org.pulsebench.experiment;

import java.util.List;
import org.pulsebench.RandomStream;
import org.pulsebench.data.TrainingPair;

/** Where examples come from of what a model can do already. */
interface Replay {

  /** Nothing to replay. */
  Replay NONE =
      new Replay() {
        @Override
        public String digest() {
          return "none";
        }

        @Override
        public List<TrainingPair> draw(RandomStream random, int most) {
          return List.of();
        }
      };

  /** Returns what tells it from others. */
  String digest();

  /**
   * Returns examples, the same from the same stream.
   *
   * @param most that are of use
   */
  List<TrainingPair> draw(RandomStream random, int most);
}
