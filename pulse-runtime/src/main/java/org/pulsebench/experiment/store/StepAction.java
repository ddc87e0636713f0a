package org.pulsebench.experiment.store;

import java.io.IOException;
import java.nio.file.Path;

/** The work of a step. */
@FunctionalInterface
public interface StepAction {

  /**
   * Writes the step's files, which depend on its key alone.
   *
   * @param directory empty, of this step alone, and gone if this throws; it may get regular files
   *     and directories of them, but no {@code manifest.json} of its own
   * @throws IOException if a file cannot be written; the store explains it to the user
   */
  void run(Path directory) throws IOException;
}
