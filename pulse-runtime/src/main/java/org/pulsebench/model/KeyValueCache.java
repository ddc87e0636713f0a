package org.pulsebench.model;

import java.util.Arrays;
import java.util.List;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tensor;

/**
 * Keys and values of the tokens that a batch of sequences has gone through, layer by layer.
 *
 * <p>Rows share columns: a column that is padding in a row is marked unused there. The tensors
 * belong to the scope the cache was made in.
 */
public final class KeyValueCache {

  private final List<Tensor> keys;
  private final List<Tensor> values;
  private final boolean[][] used;
  private final int[] lengths;
  private final int capacity;
  private int columns;

  KeyValueCache(List<Tensor> keys, List<Tensor> values, int rows, int capacity) {
    this.keys = List.copyOf(keys);
    this.values = List.copyOf(values);
    this.used = new boolean[rows][capacity];
    this.lengths = new int[rows];
    this.capacity = capacity;
  }

  /** Returns the number of sequences. */
  public int rows() {
    return used.length;
  }

  /** Returns the number of columns that have been filled, padding included. */
  public int columns() {
    return columns;
  }

  /** Returns the number of columns that there is room for. */
  public int capacity() {
    return capacity;
  }

  /** Returns the number of tokens that a sequence has gone through. */
  public int length(int row) {
    return lengths[row];
  }

  Tensor keys(int layer) {
    return keys.get(layer);
  }

  Tensor values(int layer) {
    return values.get(layer);
  }

  List<Tensor> allKeys() {
    return keys;
  }

  List<Tensor> allValues() {
    return values;
  }

  /** Returns the number of tokens of the longest sequence. */
  int longest() {
    return Arrays.stream(lengths).max().orElse(0);
  }

  int layers() {
    return keys.size();
  }

  /**
   * Marks columns as filled: for each row as many as it has tokens, the rest of the count as
   * padding.
   */
  void advance(int[] tokens, int count) {
    for (int row = 0; row < used.length; row++) {
      Arrays.fill(used[row], columns, columns + tokens[row], true);
      lengths[row] += tokens[row];
    }
    columns += count;
  }

  /** Copies the marks of one row of another cache. */
  void inherit(int row, KeyValueCache source, int sourceRow) {
    System.arraycopy(source.used[sourceRow], 0, used[row], 0, source.columns);
    lengths[row] = source.lengths[sourceRow];
    columns = source.columns;
  }

  /** Returns the positions of {@code count} new tokens a row, {@code rows * count} numbers. */
  long[] nextPositions(int count) {
    long[] positions = new long[rows() * count];
    for (int row = 0; row < rows(); row++) {
      for (int i = 0; i < count; i++) {
        positions[row * count + i] = (long) lengths[row] + i;
      }
    }
    return positions;
  }

  /**
   * Returns what is added to the scores of {@code count} new tokens: 0 where they may look, else
   * minus infinity.
   */
  Tensor mask(Scope scope, int count) {
    int width = columns + count;
    float[] mask = new float[rows() * count * width];
    for (int row = 0; row < rows(); row++) {
      for (int i = 0; i < count; i++) {
        int at = (row * count + i) * width;
        for (int column = 0; column < width; column++) {
          boolean visible = column < columns ? used[row][column] : column <= columns + i;
          mask[at + column] = visible ? 0 : Float.NEGATIVE_INFINITY;
        }
      }
    }
    return scope.floats(mask, rows(), 1, count, width);
  }
}
