package org.pulsebench.experiment;

import java.io.IOException;
import java.nio.file.Path;
import org.pulsebench.experiment.store.StepKey;

/** A node of an experiment's graph: a pure function from a key to a directory. */
interface Step {

  /** Returns what determines the result. */
  StepKey key();

  /** Returns what a person calls it, without its kind: method, request, seed. */
  String label();

  /**
   * Computes the result.
   *
   * @param directory gets the files
   * @param progress is told how far the step has come, and may end it
   * @throws IOException if a file cannot be written
   */
  void compute(Path directory, Laboratory laboratory, StepProgress progress) throws IOException;
}
