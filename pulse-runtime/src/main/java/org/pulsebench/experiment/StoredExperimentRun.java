package org.pulsebench.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pulsebench.Cancellation;

/** Computes an experiment with the methods of the class path, and writes its results. */
public final class StoredExperimentRun implements ExperimentRun {

  @Override
  public void run(Path experimentFile, EventSink events, Cancellation cancellation)
      throws IOException {
    Experiment experiment = ExperimentFile.read(experimentFile);
    // Before anything is computed, so that a place that cannot be written to shows at once.
    Files.createDirectories(experiment.results().toAbsolutePath().getParent());
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Results results = new ExperimentRunner(experiment, loader).run(events, cancellation);
    MeasuredResults measured = MeasuredResults.of(results);
    ResultsFile.write(measured, experiment.results());
    new PaperTables(measured).lines().forEach(System.out::println);
  }
}
