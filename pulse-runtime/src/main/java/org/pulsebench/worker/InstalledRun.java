package org.pulsebench.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.pulsebench.Cancellation;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.experiment.EventSink;
import org.pulsebench.experiment.ExperimentRun;
import org.pulsebench.experiment.Phase;

/** The run that the class path provides. */
final class InstalledRun implements ExperimentRun {

  @Override
  public void run(Path experimentFile, Phase until, EventSink events, Cancellation cancellation)
      throws IOException {
    ServiceLoader.load(ExperimentRun.class)
        .findFirst()
        .orElseThrow(InstalledRun::missing)
        .run(experimentFile, until, events, cancellation);
  }

  private static EnvironmentException missing() {
    return new EnvironmentException(
        new Problem(
            "Nothing on the class path can run an experiment",
            "META-INF/services/" + ExperimentRun.class.getName(),
            "no entry",
            "the entry of pulse-runtime",
            "Put the whole jar of pulse-runtime on the class path; repackaging may have lost it."));
  }
}
