package org.pulsebench.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.pulsebench.BadInputException;
import org.pulsebench.Cancellation;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.results.PaperTables;
import org.pulsebench.results.ResultsDocument;

/**
 * Computes an experiment with the methods of the class path, and writes its results where they are
 * evaluated.
 */
public final class StoredExperimentRun implements ExperimentRun {

  private final Map<String, String> environment;

  /** Creates the run, as {@link java.util.ServiceLoader} does. */
  public StoredExperimentRun() {
    this(System.getenv());
  }

  /**
   * Creates the run in another environment.
   *
   * @param environment variables that name the Hub, its token and its cache
   */
  StoredExperimentRun(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public void run(Path experimentFile, Phase until, EventSink events, Cancellation cancellation)
      throws IOException {
    Experiment experiment = ExperimentFile.read(experimentFile);
    if (until.includes(Phase.LEARN)) {
      // Before anything is computed, so that a place that cannot be written to shows at once; who
      // was selected is written there too.
      requirePlace(experiment.results().toAbsolutePath());
    }
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Located located = SourceLocator.locate(experiment, environment, events, cancellation);
    PreparedExperiment prepared = PreparedExperiment.of(experiment, located, loader);
    if (until == Phase.PREPARE) {
      events.accept(new Event.Said(DataPreparation.of(prepared)));
      return;
    }
    new ExperimentRunner(prepared)
        .run(until, events, cancellation)
        .ifPresent(results -> tell(results, experiment.results()));
  }

  private static void tell(Results results, Path file) {
    ResultsFile.write(results, file);
    PaperTables.of(ResultsDocument.read(file)).lines().forEach(System.out::println);
  }

  private static void requirePlace(Path results) throws IOException {
    if (Files.isDirectory(results)) {
      throw new BadInputException(
          new Problem(
              "The file of the results is a directory",
              results.toString(),
              "a directory",
              "a file, or a place for one",
              "Name a file in it, such as results.json."));
    }
    Path directory = results.getParent();
    Files.createDirectories(directory);
    if (!Files.isWritable(directory)) {
      throw new EnvironmentException(
          new Problem(
              "The results cannot be written",
              directory.toString(),
              "a directory without permission to write",
              "a directory that this user may write to",
              "Change its permissions, or choose another place for the results."));
    }
  }
}
