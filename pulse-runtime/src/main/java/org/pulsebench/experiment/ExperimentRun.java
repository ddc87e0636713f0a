package org.pulsebench.experiment;

import java.io.IOException;
import java.nio.file.Path;
import org.pulsebench.Cancellation;

/** Whatever computes an experiment, as the process around it sees it. */
@FunctionalInterface
public interface ExperimentRun {

  /**
   * Computes what the experiment asks for until a phase ends, on the calling thread, and returns
   * when all of it is stored.
   *
   * <p>It reports its steps, and leaves {@link Event.Failed} and {@link Event.Bye} to the caller,
   * who makes them from how it ends.
   *
   * @param experimentFile what to compute, as JSON
   * @param until the last phase that is carried out
   * @param cancellation looked for within every step
   * @throws org.pulsebench.PulseException for any failure that has an explanation
   * @throws org.pulsebench.CancelledException if the cancellation was requested and results are
   *     missing
   * @throws IOException if a file or connection fails without a better explanation
   */
  void run(Path experimentFile, Phase until, EventSink events, Cancellation cancellation)
      throws IOException;
}
