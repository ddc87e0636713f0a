package org.pulsebench.model;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LinearSpec;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.ParameterSpec;
import org.pulsebench.model.config.Part;
import org.pulsebench.tensor.ElementType;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tensor;

/**
 * What training adds to a frozen base: low-rank updates of linear modules, and {@code float32}
 * copies of the parameters that are trained as a whole.
 *
 * <p>An adapter is put on with {@link LlavaModel#with} and taken off by using the model without it;
 * the base is never changed. It belongs to one base and is closed before it.
 */
public final class Adapter implements AutoCloseable {

  private final Scope scope;
  private final LoraSettings settings;
  private final String baseFingerprint;
  private final Map<String, LoraWeights> updates = new LinkedHashMap<>();
  private final Map<String, Tensor> copies = new LinkedHashMap<>();
  private final List<TrainedParameter> parameters = new ArrayList<>();

  Adapter(LlavaModel base, LoraSettings settings) {
    this.scope = base.openScope();
    this.settings = settings;
    this.baseFingerprint = base.fingerprint();
  }

  /**
   * Creates an adapter that changes nothing yet: A is drawn as PEFT draws it, uniform within {@code
   * 1 / sqrt(inputs)}, and B is zero.
   *
   * @param base a model without an adapter
   * @param random each module draws from a child named after it
   * @throws IllegalArgumentException if the plan selects nothing in this model
   */
  public static Adapter create(LlavaModel base, AdapterPlan plan, RandomStream random) {
    Adapter adapter = new Adapter(base, plan.lora());
    try {
      adapter.fill(base, plan, random);
      return adapter;
    } catch (RuntimeException e) {
      adapter.close();
      throw e;
    }
  }

  private void fill(LlavaModel base, AdapterPlan plan, RandomStream random) {
    for (LinearSpec linear : plan.loraModules(base.layout())) {
      int rank = plan.lora().rank();
      Tensor down =
          scope.floats(
              uniform(linear, rank, random.child(linear.path())), rank, linear.inFeatures());
      addUpdate(linear, down, scope.zeros(new Shape(linear.outFeatures(), rank)));
    }
    for (ParameterSpec parameter : plan.fullParameters(base.layout())) {
      addCopy(parameter, base.parameter(parameter.name()).castTo(ElementType.F32, scope));
    }
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("the plan selects no parameter of this model: " + plan);
    }
  }

  /** Returns the settings of the low-rank updates. */
  public LoraSettings settings() {
    return settings;
  }

  /** Returns what identifies the base that the adapter was made for. */
  public String baseFingerprint() {
    return baseFingerprint;
  }

  /** Returns everything that training changes, in the layout's order, low-rank updates first. */
  public List<TrainedParameter> parameters() {
    return List.copyOf(parameters);
  }

  /** Returns the modules with a low-rank update, by canonical path. */
  public List<String> updatedModules() {
    return List.copyOf(updates.keySet());
  }

  /** Returns the parameters that are trained as a whole, by canonical name. */
  public List<String> copiedParameters() {
    return List.copyOf(copies.keySet());
  }

  /** Returns the number of trained values of a part. */
  public long size(Part part) {
    return parameters.stream()
        .filter(parameter -> parameter.part() == part)
        .mapToLong(parameter -> parameter.values().shape().size())
        .sum();
  }

  Scope scope() {
    return scope;
  }

  void addUpdate(LinearSpec linear, Tensor down, Tensor up) {
    updates.put(
        linear.path(),
        new LoraWeights(down.trainable(), up.trainable(), settings.scale(), settings.dropout()));
    parameters.add(new TrainedParameter(linear.path() + ".lora_A.weight", linear.part(), down));
    parameters.add(new TrainedParameter(linear.path() + ".lora_B.weight", linear.part(), up));
  }

  void addCopy(ParameterSpec parameter, Tensor values) {
    copies.put(parameter.name(), values.trainable());
    parameters.add(new TrainedParameter(parameter.name(), parameter.part(), values));
  }

  /** Returns the weights of a base with this adapter on top. */
  ParameterSource over(ParameterSource base) {
    return new ParameterSource() {
      @Override
      public Tensor parameter(String name) {
        return Optional.ofNullable(copies.get(name)).orElseGet(() -> base.parameter(name));
      }

      @Override
      public Optional<LoraWeights> lora(String module) {
        return Optional.ofNullable(updates.get(module));
      }

      @Override
      public boolean trains(String prefix) {
        return parameters.stream().anyMatch(parameter -> parameter.name().startsWith(prefix));
      }
    };
  }

  @Override
  public void close() {
    scope.close();
  }

  private static float[] uniform(LinearSpec linear, int rank, RandomStream random) {
    double bound = 1 / Math.sqrt(linear.inFeatures());
    float[] values = new float[rank * linear.inFeatures()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
    return values;
  }
}
