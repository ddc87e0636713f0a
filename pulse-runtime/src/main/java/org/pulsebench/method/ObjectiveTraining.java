package org.pulsebench.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.DivergedException;
import org.pulsebench.Problem;
import org.pulsebench.RandomStream;
import org.pulsebench.model.Adapter;
import org.pulsebench.model.ExampleSet;
import org.pulsebench.model.LlavaModel;
import org.pulsebench.model.Trainer;
import org.pulsebench.model.config.Part;
import org.pulsebench.tensor.Tape;
import org.pulsebench.tensor.Tensor;

/** The training that all objective methods share. */
final class ObjectiveTraining {

  private final ObjectiveMethod method;
  private final UnlearningTask task;
  private final TrainingSettings training;
  private final LlavaModel reference;
  private final DrawnStep.Sources sources;
  private Optional<DrawnStep.Source> refusal = Optional.empty();
  private final List<Trainer.Step> curve = new ArrayList<>();

  ObjectiveTraining(ObjectiveMethod method, UnlearningTask task) {
    this.method = method;
    this.task = task;
    this.training = TrainingSettings.of(task.settings());
    this.reference = reference(task);
    this.sources =
        new DrawnStep.Sources(source(task.forget()), source(task.retain()), this::refusal);
  }

  /** Trains a copy of the state's adapter; what the caller closes is the copy. */
  Unlearned run() {
    RandomStream random = task.random();
    LlavaModel before = task.before().model();
    Adapter adapter = Adapter.continuing(before, task.plan(), random.child("adapter"));
    int steps = Math.multiplyExact(training.epochs(), batchesPerEpoch());
    try (LlavaModel model = before.with(adapter);
        Trainer trainer =
            new Trainer(
                model, training.trainer(steps, task.checkpointing()), random.child("dropout"))) {
      Optional<Problem> diverged = train(model, trainer, steps);
      return new Unlearned(adapter, curve, diverged);
    } catch (RuntimeException | Error e) {
      adapter.close();
      throw e;
    }
  }

  private Optional<Problem> train(LlavaModel model, Trainer trainer, int steps) {
    BatchCycle forgetBatches = cycle(sources.forget(), "forget");
    BatchCycle retainBatches = cycle(sources.retain(), "retain");
    for (int step = 1; step <= steps; step++) {
      List<Integer> forgetRows = forgetBatches.next();
      List<Integer> retainRows = retainBatches.next();
      Trainer.Step result;
      try {
        result = trainer.step(tape -> loss(tape, model, forgetRows, retainRows));
      } catch (DivergedException e) {
        // The trainer has left the parameters as they were before the step.
        return Optional.of(e.problem());
      }
      curve.add(result);
      task.listener().stepped(step, steps, result);
    }
    return Optional.empty();
  }

  private Tensor loss(
      Tape tape, LlavaModel model, List<Integer> forgetRows, List<Integer> retainRows) {
    Tensor loss =
        method.loss(new DrawnStep(tape, model, task.settings(), sources, forgetRows, retainRows));
    if (loss == null || loss.shape().size() != 1) {
      throw wrong(
          "The loss of a method is not one number",
          loss == null ? "null" : "a tensor " + loss,
          "a float32 scalar",
          "End the loss with mean() or sum().");
    }
    if (!loss.requiresGradient() && trainsLanguage(model)) {
      throw wrong(
          "The loss of a method does not depend on what is trained",
          "a constant of value " + loss.item(),
          "a loss computed on the step's tape",
          "Compute the loss with step.model() on step.tape(), and nothing of it from numbers.");
    }
    return loss;
  }

  private BadInputException wrong(String what, String found, String expected, String remedy) {
    String where =
        "method %s, training step %d".formatted(method.description().name(), curve.size() + 1);
    return new BadInputException(new Problem(what, where, found, expected, remedy));
  }

  /** Where only parts that see images are trained, text has no gradient and rightly so. */
  private static boolean trainsLanguage(LlavaModel model) {
    return model.adapter().orElseThrow().trainedParameters().stream()
        .anyMatch(parameter -> parameter.part() == Part.LANGUAGE);
  }

  private int batchesPerEpoch() {
    return sources.forget().set().batches(training.batchSize());
  }

  private BatchCycle cycle(DrawnStep.Source source, String name) {
    return new BatchCycle(source.set(), training.batchSize(), task.random().child(name));
  }

  /** Most methods have no use for it. */
  private DrawnStep.Source refusal() {
    if (refusal.isEmpty()) {
      List<String> answers = Refusals.draw(task.forget().size(), task.random().child("refusals"));
      refusal = Optional.of(source(task.forget().answered(answers)));
    }
    return refusal.get();
  }

  private DrawnStep.Source source(ExampleSet set) {
    ExampleSet labelled = set.labelled(training.labels());
    return new DrawnStep.Source(labelled, new ReferenceValues(reference, labelled));
  }

  private static LlavaModel reference(UnlearningTask task) {
    boolean initial = "initial".equals(task.settings().values().get(Reference.PARAMETER.name()));
    return (initial ? task.initial() : task.before()).model();
  }
}
