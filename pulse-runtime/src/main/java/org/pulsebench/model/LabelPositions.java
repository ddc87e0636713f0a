package org.pulsebench.model;

import java.util.stream.LongStream;

/**
 * Where the predictions of a batch's labelled tokens are made, row by row.
 *
 * @param positions of the token before each labelled one, in {@code batch * tokens}
 * @param targets the labelled tokens
 * @param rows the sequence of each
 */
record LabelPositions(long[] positions, long[] targets, long[] rows) {

  static LabelPositions of(Batch batch) {
    LongStream.Builder positions = LongStream.builder();
    LongStream.Builder targets = LongStream.builder();
    LongStream.Builder rows = LongStream.builder();
    for (int row = 0; row < batch.rows(); row++) {
      int[] labels = batch.sequences().get(row).labels();
      for (int i = 1; i < labels.length; i++) {
        if (labels[i] != Batch.IGNORED) {
          positions.add((long) row * batch.tokens() + i - 1);
          targets.add(labels[i]);
          rows.add(row);
        }
      }
    }
    LabelPositions found =
        new LabelPositions(
            positions.build().toArray(), targets.build().toArray(), rows.build().toArray());
    if (found.count() == 0) {
      throw new IllegalArgumentException("no token of the batch has a label");
    }
    return found;
  }

  int count() {
    return positions.length;
  }
}
