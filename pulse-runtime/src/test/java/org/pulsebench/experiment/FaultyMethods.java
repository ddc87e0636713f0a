package org.pulsebench.experiment;

import java.util.List;
import org.pulsebench.RandomStream;
import org.pulsebench.method.MethodDescription;
import org.pulsebench.method.ObjectiveMethod;
import org.pulsebench.method.ObjectiveStep;
import org.pulsebench.method.Unlearned;
import org.pulsebench.method.UnlearningMethod;
import org.pulsebench.method.UnlearningTask;
import org.pulsebench.model.Adapter;
import org.pulsebench.tensor.Tensor;

/** What users' methods do wrong. */
public final class FaultyMethods {

  private FaultyMethods() {}

  private static MethodDescription described(String name) {
    return MethodDescription.ofObjective(name, "Faulty", "none", "L = -CE(f)");
  }

  private static Tensor ascent(ObjectiveStep step) {
    return step.model().meanLoss(step.tape(), step.forget()).negative();
  }

  /** Throws in its second step. */
  public static final class Throwing implements ObjectiveMethod {

    private int steps;

    @Override
    public MethodDescription description() {
      return described("throwing");
    }

    @Override
    public Tensor loss(ObjectiveStep step) {
      if (++steps == 2) {
        throw new IllegalStateException("no luck");
      }
      return ascent(step);
    }
  }

  /** Writes to a weight of the base. */
  public static final class Touching implements ObjectiveMethod {

    @Override
    public MethodDescription description() {
      return described("touching");
    }

    @Override
    public Tensor loss(ObjectiveStep step) {
      Tensor weight = step.model().parameter("lm_head.weight");
      weight.assign(step.tape().scope().zeros(weight.shape()));
      return ascent(step);
    }
  }

  /** Gives a state that is not a number. */
  public static final class GivingNan implements UnlearningMethod {

    @Override
    public MethodDescription description() {
      return new MethodDescription("giving-nan", "Faulty", "none", "NaN", List.of());
    }

    @Override
    public Unlearned unlearn(UnlearningTask task) {
      Adapter state = Adapter.continuing(task.before().model(), task.plan(), new RandomStream(1));
      Tensor values = state.parameters().get(0).values();
      values.assign(values.times(Double.NaN));
      return Unlearned.of(state);
    }
  }

  /** Has the name of another method. */
  public static final class NamedGa implements ObjectiveMethod {

    @Override
    public MethodDescription description() {
      return described("ga");
    }

    @Override
    public Tensor loss(ObjectiveStep step) {
      return ascent(step);
    }
  }
}
