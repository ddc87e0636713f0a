package org.pulsebench.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.pulsebench.DivergedException;
import org.pulsebench.Problem;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.Part;
import org.pulsebench.tensor.AdamW;
import org.pulsebench.tensor.LearningRateSchedule;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;
import org.pulsebench.tensor.Tensor;

/**
 * Trains what is to be trained of a model's adapter, one step at a time.
 *
 * <p>Each step is one scope: nothing of it outlives it but the changed parameters and the
 * optimizer's moments.
 */
public final class Trainer implements AutoCloseable {

  /**
   * Settings of a run.
   *
   * @param learningRates peak rate by part; a part that is trained needs one
   * @param weightDecay decay of matrices; vectors (norms, biases) have none
   * @param optimizer settings of AdamW
   * @param schedule course of the rates
   * @param checkpointing whether activations are computed twice instead of kept
   */
  public record Settings(
      Map<Part, Double> learningRates,
      double weightDecay,
      AdamW.Settings optimizer,
      LearningRateSchedule schedule,
      boolean checkpointing) {

    public Settings {
      learningRates = Map.copyOf(learningRates);
    }
  }

  /**
   * What one step did.
   *
   * @param loss before the step
   * @param gradientNorm of all gradients together, before clipping
   */
  public record Step(double loss, double gradientNorm) {}

  private final LlavaModel model;
  private final Settings settings;
  private final RandomStream random;
  private final Scope scope;
  private final AdamW optimizer;

  /**
   * Prepares to train a model's adapter.
   *
   * @param model with an adapter; outlives the trainer
   * @param random the source of dropout's draws
   */
  public Trainer(LlavaModel model, Settings settings, RandomStream random) {
    Adapter adapter =
        model
            .adapter()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a model without an adapter has nothing to train"));
    List<AdamW.Group> groups = groups(adapter, settings);
    this.model = model;
    this.settings = settings;
    this.random = random;
    this.scope = model.openScope();
    this.optimizer = new AdamW(scope, settings.optimizer(), settings.schedule(), groups);
  }

  /** Takes a step on the mean loss of a batch's labelled tokens. */
  public Step step(Batch batch) {
    String description =
        "batch of %d sequences, the longest of %d tokens".formatted(batch.rows(), batch.tokens());
    return step(description, tape -> model.meanLoss(tape, batch));
  }

  /**
   * Takes a step on any loss.
   *
   * @param loss from a recording tape to a {@code float32} scalar on it; where nothing trained has
   *     a part in it, as in a batch of text while only the projector is trained, nothing changes
   * @throws DivergedException if the loss or a gradient is NaN or infinite; after this or any other
   *     exception the parameters are as before, and training can go on
   */
  public Step step(Function<Tape, Tensor> loss) {
    return step("a loss of the caller's own", loss);
  }

  private Step step(String batch, Function<Tape, Tensor> loss) {
    RandomStream dropout = random.child(optimizer.stepsDone());
    try (Tape tape =
        settings.checkpointing()
            ? Tape.checkpointing(scope, dropout)
            : Tape.recording(scope, dropout)) {
      Tensor value = loss.apply(tape);
      double number = value.item();
      if (!Double.isFinite(number)) {
        throw new DivergedException(
            new Problem(
                "The loss left the finite numbers",
                "training step " + (optimizer.stepsDone() + 1) + ", " + batch,
                "a loss of " + number,
                "a finite loss",
                "Use a lower learning rate or look at the batch; the parameters are as before this step."));
      }
      if (value.requiresGradient()) {
        tape.backward(value);
      }
      return new Step(number, optimizer.step());
    } catch (RuntimeException e) {
      // A backward pass that broke off has left gradients, which would count in the next step.
      optimizer.forgetGradients();
      throw e;
    }
  }

  /** Returns the number of steps taken. */
  public int stepsDone() {
    return optimizer.stepsDone();
  }

  @Override
  public void close() {
    optimizer.close();
    scope.close();
  }

  private static List<AdamW.Group> groups(Adapter adapter, Settings settings) {
    List<AdamW.Group> groups = new ArrayList<>();
    for (Part part : Part.values()) {
      for (boolean matrices : new boolean[] {true, false}) {
        List<Tensor> members =
            adapter.trainedParameters().stream()
                .filter(parameter -> parameter.part() == part)
                .map(AdapterParameter::values)
                .filter(values -> (values.shape().dimension() > 1) == matrices)
                .toList();
        if (!members.isEmpty()) {
          Double rate = settings.learningRates().get(part);
          if (rate == null) {
            throw new IllegalArgumentException(
                "the adapter trains part " + part + ", which has no learning rate");
          }
          groups.add(new AdamW.Group(members, rate, matrices ? settings.weightDecay() : 0));
        }
      }
    }
    return groups;
  }
}
