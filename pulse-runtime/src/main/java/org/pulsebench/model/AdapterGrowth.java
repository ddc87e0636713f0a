package org.pulsebench.model;

import ai.djl.ndarray.types.Shape;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LinearSpec;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.ParameterSpec;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;
import org.pulsebench.tensor.ElementType;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tensor;

/**
 * How a model's adapter goes over into the next: what is copied, what is new, what is trained.
 *
 * @param model with or without an adapter
 * @param plan what is trained next
 * @param settings of all updates, old and new
 */
record AdapterGrowth(LlavaModel model, AdapterPlan plan, LoraSettings settings) {

  /**
   * Checks that a plan can go on from a model's state.
   *
   * @throws BadInputException if it trains a part in another mode or with other updates than the
   *     adapter has for it
   */
  static AdapterGrowth of(LlavaModel model, AdapterPlan plan) {
    model.adapter().ifPresent(adapter -> requireModes(adapter, plan));
    Optional<LoraSettings> present =
        model
            .adapter()
            .filter(adapter -> !adapter.updatedModules().isEmpty())
            .map(Adapter::settings);
    boolean lowRank = plan.modes().containsValue(PartMode.LORA);
    if (lowRank && present.isPresent()) {
      requireSameUpdates(present.get(), plan.lora());
    }
    return new AdapterGrowth(model, plan, lowRank ? plan.lora() : present.orElse(plan.lora()));
  }

  /**
   * Adds everything to an empty adapter.
   *
   * @throws IllegalArgumentException if nothing of it is trained
   */
  void fill(Adapter target, RandomStream random) {
    Set<LinearSpec> updated = Set.copyOf(plan.loraModules(model.layout()));
    for (LinearSpec linear : model.layout().linears()) {
      boolean trained = updated.contains(linear);
      Optional<Tensor> down = copied(linear.path() + Adapter.DOWN, target.scope());
      Optional<Tensor> up = copied(linear.path() + Adapter.UP, target.scope());
      if (trained || down.isPresent()) {
        target.addUpdate(
            linear,
            down.orElseGet(() -> uniform(target.scope(), linear, random.child(linear.path()))),
            up.orElseGet(() -> zeros(target.scope(), linear)),
            trained);
      }
    }
    Set<ParameterSpec> whole = Set.copyOf(plan.fullParameters(model.layout()));
    for (ParameterSpec parameter : model.layout().parameters()) {
      boolean trained = whole.contains(parameter);
      Optional<Tensor> copy = copied(parameter.name(), target.scope());
      if (trained || copy.isPresent()) {
        target.addCopy(
            parameter,
            copy.orElseGet(() -> copyOf(model.parameter(parameter.name()), target.scope())),
            trained);
      }
    }
    if (target.trainedParameters().isEmpty()) {
      throw new IllegalArgumentException("the plan selects no parameter of this model: " + plan);
    }
  }

  private Optional<Tensor> copied(String name, Scope scope) {
    return model
        .adapter()
        .flatMap(adapter -> adapter.find(name))
        .map(values -> copyOf(values, scope));
  }

  private static Tensor copyOf(Tensor values, Scope scope) {
    return values.castTo(ElementType.F32, scope);
  }

  private Tensor zeros(Scope scope, LinearSpec linear) {
    return scope.zeros(new Shape(linear.outFeatures(), settings.rank()));
  }

  private Tensor uniform(Scope scope, LinearSpec linear, RandomStream random) {
    double bound = 1 / Math.sqrt(linear.inFeatures());
    float[] values = new float[settings.rank() * linear.inFeatures()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
    return scope.floats(values, settings.rank(), linear.inFeatures());
  }

  private static void requireModes(Adapter adapter, AdapterPlan plan) {
    modes(adapter)
        .forEach(
            (part, mode) -> {
              PartMode wanted = plan.mode(part);
              if (wanted != PartMode.FROZEN && wanted != mode) {
                throw new BadInputException(
                    new Problem(
                        "A part cannot be trained in another mode than before",
                        "part " + part + " of the model's adapter",
                        wanted.toString(),
                        mode + ", in which the adapter has it, or FROZEN",
                        "Learn and unlearn with the same mode, or leave the part out."));
              }
            });
  }

  /** PEFT can keep an enlarged vocabulary beside a part's updates; that part goes on as LoRA. */
  private static Map<Part, PartMode> modes(Adapter adapter) {
    Set<String> whole = Set.copyOf(adapter.copiedParameters());
    return adapter.parameters().stream()
        .collect(
            Collectors.toMap(
                AdapterParameter::part,
                each -> whole.contains(each.name()) ? PartMode.FULL : PartMode.LORA,
                (one, other) -> one == other ? one : PartMode.LORA,
                () -> new EnumMap<>(Part.class)));
  }

  private static void requireSameUpdates(LoraSettings present, LoraSettings wanted) {
    if (!described(present).equals(described(wanted))) {
      throw new BadInputException(
          new Problem(
              "Low-rank updates cannot go on with other settings",
              "the model's adapter",
              described(wanted),
              described(present) + ", as the adapter has them",
              "Learn and unlearn with the same rank, alpha and scaling."));
    }
  }

  private static String described(LoraSettings settings) {
    return Stream.of(
            "rank " + settings.rank(),
            "alpha " + settings.alpha(),
            settings.rankStabilised() ? "rank-stabilised" : "not rank-stabilised")
        .collect(Collectors.joining(", "));
  }
}
