package org.pulsebench.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pulsebench.Problem;
import org.pulsebench.RandomStream;
import org.pulsebench.data.TrainingPair;
import org.pulsebench.json.JsonFields;
import org.pulsebench.json.JsonFile;
import org.pulsebench.method.MethodSettings;
import org.pulsebench.method.Unlearned;
import org.pulsebench.method.UnlearningMethod;
import org.pulsebench.method.UnlearningTask;
import org.pulsebench.model.AdapterFiles;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.ExampleSet;
import org.pulsebench.model.config.AdapterPlan;

/**
 * One training of a model state, by which it learns or unlearns, and the files that it leaves: the
 * new state's adapter, the course of the loss, and how it ended.
 *
 * @param method with its settings and the parts that it trains
 * @param forget the pairs that the method is given to forget (or, in learning, to learn)
 * @param retain the pairs that it is given to keep
 */
record Training(
    UnlearningMethod method,
    MethodSettings settings,
    AdapterPlan plan,
    List<TrainingPair> forget,
    List<TrainingPair> retain) {

  /** What the file is called that says how a training ended. */
  static final String OUTCOME = "outcome.json";

  Training {
    forget = List.copyOf(forget);
    retain = List.copyOf(retain);
  }

  /**
   * Trains and writes what came of it.
   *
   * @param before the state that the training begins with
   * @param initial the state before all requests
   */
  void run(
      Laboratory laboratory,
      State before,
      State initial,
      RandomStream random,
      StepProgress progress,
      Path directory)
      throws IOException {
    try {
      laboratory.with(
          before,
          checkpoint ->
              initial.equals(before)
                  ? run(laboratory, checkpoint, checkpoint, random, progress, directory)
                  : laboratory.with(
                      initial,
                      first -> run(laboratory, checkpoint, first, random, progress, directory)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Void run(
      Laboratory laboratory,
      Checkpoint before,
      Checkpoint initial,
      RandomStream random,
      StepProgress progress,
      Path directory) {
    try (ExampleSet forgotten = ExampleSet.of(before, laboratory.examples(forget), plan);
        ExampleSet retained = ExampleSet.of(before, laboratory.examples(retain), plan);
        Unlearned result =
            method.unlearn(
                new UnlearningTask(
                    before,
                    initial,
                    forgotten,
                    retained,
                    settings,
                    plan,
                    laboratory.checkpointing(),
                    random,
                    (step, steps, done) -> progress.done(step, steps, "training steps")))) {
      Path adapter = directory.resolve(State.ADAPTER);
      Files.createDirectories(adapter);
      AdapterFiles.write(result.state(), adapter);
      LearningCurve.write(result.curve(), directory.resolve(LearningCurve.NAME));
      JsonFile.write(outcome(result), directory.resolve(OUTCOME));
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode outcome(Unlearned result) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("steps", result.curve().size());
    result.diverged().ifPresent(problem -> node.set("diverged", ProblemJson.of(problem)));
    return node;
  }

  /** Returns why a training broke off, if it did, from the files that it left. */
  static Optional<Problem> diverged(Path directory) {
    JsonFields outcome = JsonFields.read(directory.resolve(OUTCOME));
    return outcome.has("diverged")
        ? Optional.of(ProblemJson.read(outcome.object("diverged")))
        : Optional.empty();
  }
}
