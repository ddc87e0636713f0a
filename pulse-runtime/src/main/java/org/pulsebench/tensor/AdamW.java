package org.pulsebench.tensor;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.pulsebench.Checks;
import org.pulsebench.DivergedException;
import org.pulsebench.Problem;

/**
 * AdamW with decoupled weight decay (arXiv 1711.05101), fused, with clipping by the global norm of
 * all gradients.
 *
 * <p>Follows {@code torch.optim.AdamW} and {@code clip_grad_norm_}: parameters that a backward pass
 * did not reach are left alone, and gradients are absent, not zero, after a step. Moments are
 * {@code float32}, two per parameter.
 */
public final class AdamW implements AutoCloseable {

  /**
   * Settings that hold for all parameters.
   *
   * @param beta1 decay of the first moment, in [0, 1), dimensionless
   * @param beta2 decay of the second moment, in [0, 1), dimensionless
   * @param epsilon added to the root of the second moment, over 0
   * @param clipNorm largest norm of all gradients together, over 0; empty for no clipping
   */
  public record Settings(double beta1, double beta2, double epsilon, OptionalDouble clipNorm) {

    /**
     * The defaults of PyTorch and of the papers' training scripts: 0.9, 0.999, 1e-8, clipping at 1.
     */
    public static final Settings DEFAULT = new Settings(0.9, 0.999, 1e-8, OptionalDouble.of(1.0));

    public Settings {
      Checks.require(beta1 >= 0 && beta1 < 1, "beta1", beta1, "in [0, 1)");
      Checks.require(beta2 >= 0 && beta2 < 1, "beta2", beta2, "in [0, 1)");
      Checks.require(epsilon > 0 && Double.isFinite(epsilon), "epsilon", epsilon, "over 0");
      clipNorm.ifPresent(norm -> Checks.require(norm > 0, "clipNorm", norm, "over 0"));
    }
  }

  /**
   * Parameters that share a rate and a decay.
   *
   * @param parameters trainable {@code float32} tensors; the optimizer changes them in place and
   *     does not close them
   * @param learningRate peak rate per step, at least 0; the schedule scales it
   * @param weightDecay decay per step relative to the rate, at least 0
   */
  public record Group(List<Tensor> parameters, double learningRate, double weightDecay) {

    public Group {
      parameters = List.copyOf(parameters);
      Checks.require(!parameters.isEmpty(), "parameters", parameters, "at least one parameter");
      Checks.require(
          learningRate >= 0 && Double.isFinite(learningRate),
          "learningRate",
          learningRate,
          "at least 0");
      Checks.require(
          weightDecay >= 0 && Double.isFinite(weightDecay),
          "weightDecay",
          weightDecay,
          "at least 0");
    }
  }

  /** A parameter with its moments; the engine counts steps in a tensor for each parameter. */
  private record Slot(Tensor parameter, Tensor first, Tensor second, Tensor steps) {}

  /** The parameters of a group that the last backward pass reached, with their gradients. */
  private record Reached(Group group, List<Slot> slots, List<Tensor> gradients) {

    List<Tensor> each(Function<Slot, Tensor> member) {
      return slots.stream().map(member).toList();
    }
  }

  private final Scope scope;
  private final Script script;
  private final Settings settings;
  private final LearningRateSchedule schedule;
  private final Map<Group, List<Slot>> groups = new LinkedHashMap<>();
  private int stepsDone;

  /**
   * Creates the optimizer with zero moments.
   *
   * @param parent scope that outlives the optimizer and lives on the parameters' device
   */
  public AdamW(Scope parent, Settings settings, LearningRateSchedule schedule, List<Group> groups) {
    this.scope = parent.child();
    this.settings = settings;
    this.schedule = schedule;
    this.script = Script.compile(methods(settings));
    for (Group group : groups) {
      this.groups.put(group, group.parameters().stream().map(this::slot).toList());
    }
  }

  /** Returns the number of steps taken. */
  public int stepsDone() {
    return stepsDone;
  }

  /**
   * Returns the factor by which the schedule will scale the rates of the next step, from 0 to 1.
   */
  public double nextRateFactor() {
    return schedule.factor(stepsDone);
  }

  /**
   * Changes the parameters by their gradients, which are absent afterwards.
   *
   * @return the norm of all gradients together before clipping
   * @throws DivergedException if a gradient is NaN or infinite; parameters and moments are as
   *     before, gradients are absent
   */
  public double step() {
    try (Scope scratch = scope.child()) {
      List<Reached> reached = reached(scratch);
      List<Tensor> gradients =
          reached.stream().flatMap(group -> group.gradients().stream()).toList();
      double norm = gradients.isEmpty() ? 0 : script.call(scratch, "norm", gradients).item();
      if (!Double.isFinite(norm)) {
        forgetGradients();
        throw new DivergedException(
            new Problem(
                "The gradient left the finite numbers",
                "optimizer step " + (stepsDone + 1),
                "a gradient norm of " + norm,
                "a finite norm",
                "Use a lower learning rate or look at the batch; the parameters are as before this step."));
      }
      double scale = clipScale(norm);
      double factor = nextRateFactor();
      for (Reached group : reached) {
        Tensor numbers =
            doubles(
                scratch, group.group().learningRate() * factor, group.group().weightDecay(), scale);
        script.call(
            scratch,
            "update",
            numbers,
            group.each(Slot::parameter),
            group.gradients(),
            group.each(Slot::first),
            group.each(Slot::second),
            group.each(Slot::steps));
      }
      stepsDone++;
      forgetGradients();
      return norm;
    }
  }

  /** Drops the gradients that backward passes have summed up, as at the start of a step. */
  public void forgetGradients() {
    groups
        .values()
        .forEach(slots -> Tensor.forgetGradients(slots.stream().map(Slot::parameter).toList()));
  }

  @Override
  public void close() {
    script.close();
    scope.close();
  }

  private Slot slot(Tensor parameter) {
    return new Slot(
        parameter,
        scope.zeros(parameter.shape()),
        scope.zeros(parameter.shape()),
        scope.zeros(new Shape()));
  }

  private List<Reached> reached(Scope scratch) {
    List<Reached> found = new ArrayList<>();
    groups.forEach(
        (group, slots) -> {
          Reached reached = new Reached(group, new ArrayList<>(), new ArrayList<>());
          for (Slot slot : slots) {
            slot.parameter()
                .gradient(scratch)
                .ifPresent(
                    gradient -> {
                      reached.slots().add(slot);
                      reached.gradients().add(gradient);
                    });
          }
          if (!reached.slots().isEmpty()) {
            found.add(reached);
          }
        });
    return found;
  }

  /** As {@code clip_grad_norm_}: a small term keeps the quotient finite. */
  private double clipScale(double norm) {
    return settings.clipNorm().isPresent()
        ? Math.min(1, settings.clipNorm().getAsDouble() / (norm + 1e-6))
        : 1;
  }

  private static Tensor doubles(Scope scope, double... values) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(values.length * 8).order(ByteOrder.nativeOrder());
    bytes.asDoubleBuffer().put(values);
    return scope.copy(bytes, ElementType.F64, new Shape(values.length));
  }

  private static List<ScriptMethod> methods(Settings settings) {
    return List.of(
        ScriptMethod.of(
            "norm",
            List.of("gradients: List[Tensor]"),
            "Tensor",
            "return torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients, 2)))"),
        ScriptMethod.of(
            "update",
            List.of(
                "numbers: Tensor",
                "parameters: List[Tensor]",
                "gradients: List[Tensor]",
                "first: List[Tensor]",
                "second: List[Tensor]",
                "steps: List[Tensor]"),
            "Tensor",
            """
            rate = float(torch.select(numbers, 0, 0))
            decay = float(torch.select(numbers, 0, 1))
            scale = float(torch.select(numbers, 0, 2))
            if torch.lt(scale, 1.):
              torch._foreach_mul_(gradients, scale)
            else:
              pass
            torch._foreach_add_(steps, 1)
            unused = annotate(List[Tensor], [])
            torch._fused_adamw_(parameters, gradients, first, second, unused, steps, lr=rate, beta1=%s, beta2=%s, weight_decay=decay, eps=%s, amsgrad=False, maximize=False)
            return numbers"""
                .formatted(settings.beta1(), settings.beta2(), settings.epsilon())));
  }
}
