package org.pulsebench.model;

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
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tensor;

/**
 * What training adds to a frozen base: low-rank updates of linear modules, and {@code float32}
 * copies of the parameters that are trained as a whole.
 *
 * <p>An adapter is put on with {@link LlavaModel#with} and taken off by using the model without it;
 * the base is never changed. It belongs to one base and is closed before it. What a model has
 * learnt and unlearnt, one request after the other, is one adapter: {@link #continuing} copies it
 * for the next, in which it may be that only some parts are trained.
 */
public final class Adapter implements AutoCloseable {

  /** What the name of an update's matrix A ends with. */
  public static final String DOWN = ".lora_A.weight";

  /** What the name of an update's matrix B ends with. */
  public static final String UP = ".lora_B.weight";

  private final Scope scope;
  private final LoraSettings settings;
  private final String baseFingerprint;
  private final Map<String, LoraWeights> updates = new LinkedHashMap<>();
  private final Map<String, Tensor> copies = new LinkedHashMap<>();
  private final List<AdapterParameter> parameters = new ArrayList<>();

  Adapter(LlavaModel model, LoraSettings settings) {
    this.scope = model.openScope();
    this.settings = settings;
    this.baseFingerprint = model.fingerprint();
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
    if (base.adapter().isPresent()) {
      throw new IllegalArgumentException("the model has an adapter; use Adapter.continuing");
    }
    return continuing(base, plan, random);
  }

  /**
   * Creates the adapter that training goes on with from a model's state: a copy of the model's
   * adapter in which just what the plan selects is trained.
   *
   * <p>What the plan leaves out keeps its values bit for bit, without dropout, and is still written
   * to files. What the plan selects and the adapter lacks begins as in {@link #create}.
   *
   * @param model with or without an adapter, which stays as it is
   * @param plan its rank, alpha and scaling have to be the adapter's
   * @param random each new module draws from a child named after it
   * @return an adapter that the caller closes before the model's base
   * @throws org.pulsebench.BadInputException if the plan trains a part in another mode or with
   *     other updates than the adapter has for it
   * @throws IllegalArgumentException if the plan selects nothing in this model
   */
  public static Adapter continuing(LlavaModel model, AdapterPlan plan, RandomStream random) {
    AdapterGrowth growth = AdapterGrowth.of(model, plan);
    Adapter adapter = new Adapter(model, growth.settings());
    try {
      growth.fill(adapter, random);
      return adapter;
    } catch (RuntimeException e) {
      adapter.close();
      throw e;
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

  /** Returns all tensors in the layout's order, low-rank updates first. */
  public List<AdapterParameter> parameters() {
    return List.copyOf(parameters);
  }

  /** Returns the tensors that training changes, in the same order. */
  public List<AdapterParameter> trainedParameters() {
    return parameters.stream().filter(AdapterParameter::trained).toList();
  }

  /** Returns the modules with a low-rank update, by canonical path. */
  public List<String> updatedModules() {
    return List.copyOf(updates.keySet());
  }

  /** Returns the parameters that have a copy of their own, by canonical name. */
  public List<String> copiedParameters() {
    return List.copyOf(copies.keySet());
  }

  /** Returns the number of values of a part, trained or not. */
  public long size(Part part) {
    return parameters.stream()
        .filter(parameter -> parameter.part() == part)
        .mapToLong(parameter -> parameter.values().shape().size())
        .sum();
  }

  Scope scope() {
    return scope;
  }

  /** Returns the tensor of that name, if the adapter has one. */
  Optional<Tensor> find(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(AdapterParameter::values)
        .findFirst();
  }

  void addUpdate(LinearSpec linear, Tensor down, Tensor up, boolean trained) {
    double dropout = trained ? settings.dropout() : 0;
    updates.put(linear.path(), new LoraWeights(down, up, settings.scale(), dropout));
    add(linear.path() + DOWN, linear.part(), down, trained);
    add(linear.path() + UP, linear.part(), up, trained);
  }

  void addCopy(ParameterSpec parameter, Tensor values, boolean trained) {
    copies.put(parameter.name(), values);
    add(parameter.name(), parameter.part(), values, trained);
  }

  private void add(String name, Part part, Tensor values, boolean trained) {
    Tensor kept = trained ? values.trainable() : values.frozen();
    parameters.add(new AdapterParameter(name, part, kept, trained));
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
        return trainedParameters().stream()
            .anyMatch(parameter -> parameter.name().startsWith(prefix));
      }
    };
  }

  @Override
  public void close() {
    scope.close();
  }
}
