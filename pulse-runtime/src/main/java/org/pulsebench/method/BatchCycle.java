package org.pulsebench.method;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.pulsebench.RandomStream;
import org.pulsebench.model.ExampleSet;

/** Batches of a set without end: whenever all examples had their turn, a new order begins. */
final class BatchCycle {

  private final Iterator<List<Integer>> batches;

  BatchCycle(ExampleSet set, int batchSize, RandomStream random) {
    this.batches =
        IntStream.iterate(0, epoch -> epoch + 1)
            .boxed()
            .flatMap(epoch -> set.epoch(batchSize, random.child(epoch)).stream())
            .iterator();
  }

  /** Returns the examples of the next batch. */
  List<Integer> next() {
    return batches.next();
  }
}
