package org.pulsebench.model;

import java.util.Arrays;
import java.util.List;
import org.pulsebench.Checks;
import org.pulsebench.DivergedException;
import org.pulsebench.Problem;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tensor;

/**
 * Sequences that have gone through the model and can be continued, several times and differently.
 *
 * <p>The prefix owns its keys and values and frees them when it closes; close it before the model.
 */
public final class Prefix implements AutoCloseable {

  private final Decoder decoder;
  private final InputLimits limits;
  private final Scope scope;
  private final KeyValueCache cache;
  private Tensor next;
  private int appended;

  Prefix(Decoder decoder, InputLimits limits, Scope scope, KeyValueCache cache, Tensor next) {
    this.decoder = decoder;
    this.limits = limits;
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
   * @throws IllegalArgumentException if no row is given, or one that this prefix lacks
   * @throws org.pulsebench.BadInputException if a sequence and the room after it together are
   *     longer than the model has positions
   */
  public Prefix copy(Scope parent, int[] rows, int room) {
    requireRows(rows);
    Checks.require(room >= 0, "room", room, "0 or more");
    for (int row : rows) {
      limits.requireRoom(length(row), room, "sequence " + row + " of the prefix");
    }
    return copyOf(parent, rows, room);
  }

  /**
   * Returns the scores of the next token of each sequence, {@code rows * vocab} numbers in
   * row-major order.
   */
  public float[] nextLogits() {
    return next.toFloats();
  }

  /**
   * Returns the most likely next token of each sequence; the first one on a tie.
   *
   * @throws DivergedException if a score is NaN, or the best one infinite
   */
  public int[] mostLikelyNext() {
    try (Scope scratch = scope.child()) {
      List<Tensor> best = decoder.head().argmax(scratch, next);
      float[] scores = best.get(1).toFloats();
      for (int row = 0; row < scores.length; row++) {
        requireFinite(row, scores[row]);
      }
      return Arrays.stream(best.get(0).toLongs()).mapToInt(Math::toIntExact).toArray();
    }
  }

  /** Requires a finite best score of a sequence's next token: no other says what comes next. */
  void requireFinite(int row, float best) {
    if (!Float.isFinite(best)) {
      throw new DivergedException(
          new Problem(
              "The scores of a token are not finite",
              "sequence " + row + ", new token " + appended,
              "a best score of " + best,
              "a finite number",
              "Check the weights for NaN; lower the learning rate of whatever trained them."));
    }
  }

  /**
   * Appends one token to each sequence.
   *
   * @param tokens one a row
   * @throws IllegalArgumentException if there are more or fewer tokens than sequences
   * @throws org.pulsebench.BadInputException if a token is outside the vocabulary
   * @throws IllegalStateException if there is no room left
   */
  public void append(int[] tokens) {
    Checks.require(
        tokens.length == rows(), "number of tokens", tokens.length, rows() + ", one a sequence");
    for (int row = 0; row < tokens.length; row++) {
      limits.requireId(
          "A token", tokens[row], "sequence " + row + " of the prefix, token " + length(row));
    }
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
      appended++;
    }
  }

  /**
   * Returns a copy of some sequences that goes on with further tokens, all of which go through the
   * model together; this prefix is unchanged.
   *
   * @param rows the sequence that each continuation follows; a row may appear several times
   * @param continuations at least one token each; they may differ in number
   * @return a prefix that the caller closes, before or after this one
   * @throws IllegalArgumentException as {@link #logProbs} says
   * @throws org.pulsebench.BadInputException as {@link #logProbs} says
   */
  public Prefix continued(Scope parent, int[] rows, List<int[]> continuations) {
    requireContinuations(rows, continuations);
    int width = continuations.stream().mapToInt(tokens -> tokens.length).max().orElseThrow();
    Prefix copy = copyOf(parent, rows, width);
    try (Scope scratch = copy.scope.child()) {
      Tensor hidden = copy.extend(scratch, continuations);
      long[] last = new long[rows.length];
      Arrays.setAll(last, row -> (long) row * width + continuations.get(row).length - 1);
      Tensor logits = decoder.head().logits(copy.scope, hidden, scratch.longs(last, last.length));
      copy.next.close();
      copy.next = logits;
      return copy;
    } catch (RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  /**
   * Returns the log-probability of every token of some continuations, {@code [tokens]} each; this
   * prefix is unchanged.
   *
   * @param rows the sequence that each continuation follows
   * @param continuations at least one token each
   * @throws IllegalArgumentException if there are more rows than continuations or the other way
   *     round, none at all, a row that this prefix lacks, or a continuation without a token
   * @throws org.pulsebench.BadInputException if a token is outside the vocabulary, or a sequence
   *     and its continuation together are longer than the model has positions
   */
  public List<float[]> logProbs(int[] rows, List<int[]> continuations) {
    requireContinuations(rows, continuations);
    int longest = continuations.stream().mapToInt(tokens -> tokens.length).max().orElseThrow();
    float[][] found = new float[continuations.size()][];
    try (Scope scratch = scope.child();
        Prefix copy = copyOf(scratch, rows, longest - 1)) {
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

  private Prefix copyOf(Scope parent, int[] rows, int room) {
    Scope own = parent.inferenceChild();
    try {
      Tensor index = own.longs(Arrays.stream(rows).asLongStream().toArray(), rows.length);
      Tensor selected = decoder.head().select(own, next, index);
      return new Prefix(decoder, limits, own, decoder.copyRows(own, cache, rows, room), selected);
    } catch (RuntimeException e) {
      own.close();
      throw e;
    }
  }

  private void requireRows(int[] rows) {
    Checks.positive(rows.length, "number of rows");
    for (int row : rows) {
      Checks.require(
          row >= 0 && row < rows(), "row", row, "one of the prefix's, 0 to " + (rows() - 1));
    }
  }

  private void requireContinuations(int[] rows, List<int[]> continuations) {
    requireRows(rows);
    Checks.require(
        rows.length == continuations.size(),
        "number of continuations",
        continuations.size(),
        rows.length + ", one a row given");
    for (int i = 0; i < rows.length; i++) {
      int[] tokens = continuations.get(i);
      String where = "continuation " + i + ", of sequence " + rows[i] + " of the prefix";
      Checks.positive(tokens.length, "length of continuation " + i);
      for (int j = 0; j < tokens.length; j++) {
        limits.requireId("A token", tokens[j], where + ", token " + j);
      }
      limits.requireRoom(length(rows[i]), tokens.length, where);
    }
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
