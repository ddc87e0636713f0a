package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.List;
import org.pulsebench.RandomStream;

/** The choices that drawing a scene takes, made by a random stream. */
record Dice(RandomStream random) {

  <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  <T> List<T> sample(List<T> items, int count) {
    return random.shuffled(items).subList(0, count);
  }

  /** Returns different items, of which the one at an index is given. */
  <T> List<T> sampleWith(List<T> items, int count, int index, T given) {
    List<T> sample = new ArrayList<>(items);
    sample.remove(given);
    sample = new ArrayList<>(sample(sample, count - 1));
    sample.add(index, given);
    return List.copyOf(sample);
  }

  /** Returns an item that is not among those taken. */
  <T> T pickOutside(List<T> items, List<? extends T> taken) {
    return pick(items.stream().filter(item -> !taken.contains(item)).toList());
  }

  /** Returns a whole number from low to high, both included. */
  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** Returns a number in -reach..reach. */
  double jitter(double reach) {
    return between(-reach, reach);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Returns what starts a stream of its own, for choices that are made only when painting. */
  long seed() {
    return random.nextLong();
  }
}
