package org.pulsebench.model;

import java.util.Arrays;
import java.util.List;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tensor;

/**
 * Sequences that have gone through the model and can be continued, several times and differently.
 *
 * <p>The prefix owns its keys and values and frees them when it closes; close it before the model.
 */
public final class Prefix implements AutoCloseable {

  private final Decoder decoder;
  private final Scope scope;
  private final KeyValueCache cache;
  private Tensor next;

  Prefix(Decoder decoder, Scope scope, KeyValueCache cache, Tensor next) {
    this.decoder = decoder;
    this.scope = scope;
    this.cache = cache;
    this.next = next;
  }

  /** Returns the number of sequences. */
  public int rows() {
    return cache.rows();
  }

  /** Returns the number of tokens of a sequence. */
  public int length(int row) {
    return cache.length(row);
  }

  /**
   * Returns a copy that is continued apart from this prefix, without going through the model again.
   *
   * @param rows of this prefix in the order wanted; a row may appear several times
   * @param room number of tokens that may follow
   * @return a prefix that the caller closes, before or after this one
   */
  public Prefix copy(Scope parent, int[] rows, int room) {
    Scope own = parent.inferenceChild();
    Tensor index = own.longs(Arrays.stream(rows).asLongStream().toArray(), rows.length);
    Tensor selected = decoder.head().select(own, next, index);
    return new Prefix(decoder, own, decoder.copyRows(own, cache, rows, room), selected);
  }

  /**
   * Returns the scores of the next token of each sequence, {@code rows * vocab} numbers in
   * row-major order.
   */
  public float[] nextLogits() {
    return next.toFloats();
  }

  /** Returns the most likely next token of each sequence; the first one on a tie. */
  public int[] mostLikelyNext() {
    try (Scope scratch = scope.child()) {
      long[] best = decoder.head().argmax(scratch, next).toLongs();
      return Arrays.stream(best).mapToInt(Math::toIntExact).toArray();
    }
  }

  /**
   * Appends one token to each sequence.
   *
   * @param tokens one a row, within the vocabulary
   * @throws IllegalStateException if there is no room left
   */
  public void append(int[] tokens) {
    if (cache.columns() + 1 > cache.capacity()) {
      throw new IllegalStateException("the prefix has no room for another token");
    }
    try (Scope scratch = scope.child()) {
      long[] ids = Arrays.stream(tokens).asLongStream().toArray();
      Tensor logits = decoder.step(scratch, ids, cache).moveTo(scope);
      next.close();
      next = logits;
      int[] one = new int[rows()];
      Arrays.fill(one, 1);
      cache.advance(one, 1);
    }
  }

  /**
   * Returns the log-probability of every token of some continuations, {@code [tokens]} each; this
   * prefix is unchanged.
   *
   * @param rows the sequence that each continuation follows
   * @param continuations at least one token each
   */
  public List<float[]> logProbs(int[] rows, List<int[]> continuations) {
    int longest = continuations.stream().mapToInt(tokens -> tokens.length).max().orElse(0);
    float[][] found = new float[continuations.size()][];
    try (Scope scratch = scope.child();
        Prefix copy = copy(scratch, rows, longest - 1)) {
      float[] first = copy.firstLogProbs(scratch, continuations);
      for (int i = 0; i < found.length; i++) {
        found[i] = new float[continuations.get(i).length];
        found[i][0] = first[i];
      }
      if (longest > 1) {
        copy.fillLaterLogProbs(scratch, continuations, found);
      }
    }
    return List.of(found);
  }

  @Override
  public void close() {
    scope.close();
  }

  private float[] firstLogProbs(Scope scratch, List<int[]> continuations) {
    long[] targets = continuations.stream().mapToLong(tokens -> tokens[0]).toArray();
    return decoder.head().pick(scratch, next, scratch.longs(targets, targets.length)).toFloats();
  }

  private void fillLaterLogProbs(Scope scratch, List<int[]> continuations, float[][] found) {
    List<int[]> inputs =
        continuations.stream().map(tokens -> Arrays.copyOf(tokens, tokens.length - 1)).toList();
    Tensor hidden = extend(scratch, inputs);
    int width = (int) hidden.shape().get(1);
    int count = inputs.stream().mapToInt(tokens -> tokens.length).sum();
    long[] positions = new long[count];
    long[] targets = new long[count];
    int next = 0;
    for (int row = 0; row < inputs.size(); row++) {
      for (int i = 0; i < inputs.get(row).length; i++) {
        positions[next] = (long) row * width + i;
        targets[next++] = continuations.get(row)[i + 1];
      }
    }
    float[] values =
        decoder
            .head()
            .logProbs(
                scratch, hidden, scratch.longs(positions, count), scratch.longs(targets, count))
            .toFloats();
    next = 0;
    for (float[] row : found) {
      System.arraycopy(values, next, row, 1, row.length - 1);
      next += row.length - 1;
    }
  }

  /** Runs new tokens through the model; shorter rows are padded. */
  private Tensor extend(Scope scratch, List<int[]> tokens) {
    int width = tokens.stream().mapToInt(row -> row.length).max().orElseThrow();
    long[] ids = new long[rows() * width];
    int[] counts = new int[rows()];
    for (int row = 0; row < rows(); row++) {
      counts[row] = tokens.get(row).length;
      for (int i = 0; i < counts[row]; i++) {
        ids[row * width + i] = tokens.get(row)[i];
      }
    }
    Tensor embedded = decoder.head().embed(scratch, scratch.longs(ids, rows(), width));
    Tensor mask = cache.mask(scratch, width);
    Tensor hidden = decoder.extend(scratch, embedded, cache.nextPositions(width), mask, cache);
    cache.advance(counts, width);
    return hidden;
  }
}
