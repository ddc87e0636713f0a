package org.pulsebench.method;

import java.util.Arrays;
import java.util.List;
import org.pulsebench.model.Batch;
import org.pulsebench.model.ExampleSet;
import org.pulsebench.model.LlavaModel;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;
import org.pulsebench.tensor.Tensor;

/**
 * What a model says of the examples of a set, kept in the machine's memory once computed.
 *
 * <p>Log-distributions take {@code 4 * labels * vocab} bytes an example.
 */
final class ReferenceValues {

  /** One quantity of the model, for every example that was asked for. */
  private abstract class Kept {

    private final float[][] values = new float[set.size()][];

    /** Runs the model on a batch. */
    abstract Tensor compute(Tape tape, Batch batch);

    /** Returns how many values each row of the batch has. */
    abstract int[] sizes(Batch batch);

    float[] of(List<Integer> rows) {
      List<Integer> missing = rows.stream().filter(row -> values[row] == null).distinct().toList();
      if (!missing.isEmpty()) {
        add(missing);
      }
      int size = rows.stream().mapToInt(row -> values[row].length).sum();
      float[] joined = new float[size];
      int at = 0;
      for (int row : rows) {
        System.arraycopy(values[row], 0, joined, at, values[row].length);
        at += values[row].length;
      }
      return joined;
    }

    private void add(List<Integer> rows) {
      try (Scope scope = model.openScope();
          Tape tape = Tape.inference(scope)) {
        Batch batch = set.batch(scope, rows);
        float[] found = compute(tape, batch).toFloats();
        int[] sizes = sizes(batch);
        int at = 0;
        for (int i = 0; i < sizes.length; i++) {
          values[rows.get(i)] = Arrays.copyOfRange(found, at, at + sizes[i]);
          at += sizes[i];
        }
      }
      examplesRun += rows.size();
    }
  }

  private final LlavaModel model;
  private final ExampleSet set;
  private final int vocabulary;
  private final Kept logProbs;
  private final Kept distributions;
  private int examplesRun;

  /**
   * Prepares to run a model on a set.
   *
   * @param model outlives this object
   * @param set outlives this object
   */
  ReferenceValues(LlavaModel model, ExampleSet set) {
    this.model = model;
    this.set = set;
    this.vocabulary = model.config().decoder().vocabSize();
    this.logProbs =
        new Kept() {
          @Override
          Tensor compute(Tape tape, Batch batch) {
            return model.sequenceLogProbs(tape, batch);
          }

          @Override
          int[] sizes(Batch batch) {
            return batch.sequences().stream().mapToInt(sequence -> 1).toArray();
          }
        };
    this.distributions =
        new Kept() {
          @Override
          Tensor compute(Tape tape, Batch batch) {
            return model.labelLogDistributions(tape, batch);
          }

          @Override
          int[] sizes(Batch batch) {
            return Arrays.stream(batch.labelCounts()).map(labels -> labels * vocabulary).toArray();
          }
        };
  }

  /** Returns {@code [rows] float32} in a scope. */
  Tensor sequenceLogProbs(Scope scope, List<Integer> rows) {
    return scope.floats(logProbs.of(rows), rows.size());
  }

  /** Returns {@code [labels, vocab] float32} in a scope. */
  Tensor labelLogDistributions(Scope scope, List<Integer> rows) {
    float[] values = distributions.of(rows);
    return scope.floats(values, values.length / vocabulary, vocabulary);
  }

  /** Returns on how many examples the model was run, repetitions counted. */
  int examplesRun() {
    return examplesRun;
  }
}
