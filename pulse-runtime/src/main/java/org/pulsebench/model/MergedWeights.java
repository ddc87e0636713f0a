package org.pulsebench.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pulsebench.model.config.LinearSpec;
import org.pulsebench.model.config.ModelLayout;
import org.pulsebench.model.config.ParameterSpec;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Script;
import org.pulsebench.tensor.ScriptMethod;
import org.pulsebench.tensor.Tensor;

/**
 * A base whose adapter has been worked into the weights; weights without a change are the base's
 * own.
 */
final class MergedWeights implements FrozenWeights {

  private final Scope scope;
  private final FrozenWeights base;
  private final Map<String, Tensor> changed = new HashMap<>();
  private final String fingerprint;

  private MergedWeights(
      FrozenWeights base,
      Scope scope,
      ParameterSource adapted,
      ModelLayout layout,
      Precision precision) {
    this.scope = scope;
    this.base = base;
    try (Script script = script()) {
      for (LinearSpec linear : layout.linears()) {
        adapted
            .lora(linear.path())
            .ifPresent(
                lora ->
                    merge(
                        script,
                        adapted.parameter(linear.path() + ".weight"),
                        linear,
                        lora,
                        precision));
      }
    }
    for (ParameterSpec parameter : layout.parameters()) {
      Tensor weight = adapted.parameter(parameter.name());
      if (!changed.containsKey(parameter.name()) && weight != base.parameter(parameter.name())) {
        changed.put(parameter.name(), weight.castTo(precision.elementType(), scope).frozen());
      }
    }
    this.fingerprint = fingerprint(layout);
  }

  /**
   * Works an adapter into a base; the caller closes the result, before the base.
   *
   * @param adapted the base with the adapter on top
   */
  static MergedWeights merge(
      FrozenWeights base, ParameterSource adapted, ModelLayout layout, Precision precision) {
    Scope scope = base.scope().child();
    try {
      return new MergedWeights(base, scope, adapted, layout, precision);
    } catch (RuntimeException e) {
      scope.close();
      throw e;
    }
  }

  /** {@inheritDoc} It is the one that a checkpoint of these weights will have. */
  @Override
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public Scope scope() {
    return scope;
  }

  @Override
  public Tensor parameter(String name) {
    return Optional.ofNullable(changed.get(name)).orElseGet(() -> base.parameter(name));
  }

  @Override
  public void close() {
    scope.close();
  }

  /** Adds in float32 and rounds once. */
  private void merge(
      Script script, Tensor weight, LinearSpec linear, LoraWeights lora, Precision precision) {
    try (Scope scratch = scope.child();
        Scope number = scratch.child()) {
      Tensor scale = number.floats(new float[] {(float) lora.scale()});
      Tensor sum = script.call(scratch, "merge", weight, lora.down(), lora.up(), scale);
      changed.put(linear.path() + ".weight", sum.castTo(precision.elementType(), scope).frozen());
    }
  }

  private String fingerprint(ModelLayout layout) {
    Fingerprint result = new Fingerprint();
    for (ParameterSpec spec : layout.parameters()) {
      result.add(spec, parameter(spec.name()));
    }
    return result.value();
  }

  private static Script script() {
    return Script.compile(
        List.of(
            ScriptMethod.of(
                "merge",
                List.of("weight: Tensor", "down: Tensor", "up: Tensor", "scale: Tensor"),
                "Tensor",
                "return torch.add(torch.to(weight, 6), torch.mul(torch.mm(up, down), scale))")));
  }
}
