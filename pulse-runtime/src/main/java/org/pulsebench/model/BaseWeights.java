package org.pulsebench.model;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.model.config.ModelLayout;
import org.pulsebench.model.config.ParameterSpec;
import org.pulsebench.model.config.Precision;
import org.pulsebench.model.config.WeightNames;
import org.pulsebench.tensor.ElementType;
import org.pulsebench.tensor.Safetensors;
import org.pulsebench.tensor.SafetensorsEntry;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tensor;
import org.pulsebench.tensor.TensorLoader;

/**
 * The frozen weights of a checkpoint.
 *
 * <p>They come to the device and its precision one by one, as {@link TensorLoader} says.
 */
final class BaseWeights implements FrozenWeights {

  private final Scope scope;
  private final Map<String, Tensor> weights;
  private final String fingerprint;

  private BaseWeights(Scope scope, Map<String, Tensor> weights, String fingerprint) {
    this.scope = scope;
    this.weights = weights;
    this.fingerprint = fingerprint;
  }

  /**
   * Reads the weights of a checkpoint directory; the caller closes them.
   *
   * @throws BadInputException if a tensor is missing, superfluous, or of another shape or type
   */
  static BaseWeights load(Path directory, ModelLayout layout, Precision precision, Device device) {
    Scope scope = Scope.open(device);
    try (Safetensors file = Safetensors.open(directory);
        TensorLoader loader = new TensorLoader(file, precision.elementType(), scope)) {
      Map<String, String> names =
          new WeightNames(layout).resolve(file.entries().keySet(), directory);
      Map<String, Tensor> weights = new HashMap<>();
      Fingerprint fingerprint = new Fingerprint();
      for (ParameterSpec spec : layout.parameters()) {
        SafetensorsEntry entry = file.entries().get(names.get(spec.name()));
        requireFits(entry, spec);
        try (Tensor ends = loader.ends(scope, entry, Fingerprint.END)) {
          fingerprint.add(spec, ends);
        }
        weights.put(spec.name(), loader.load(entry).frozen());
      }
      return new BaseWeights(scope, weights, fingerprint.value());
    } catch (RuntimeException e) {
      scope.close();
      throw e;
    }
  }

  /** {@inheritDoc} It is that of the file's elements, whatever type they were converted to. */
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
    Tensor weight = weights.get(name);
    if (weight == null) {
      throw new IllegalArgumentException("the model has no parameter " + name);
    }
    return weight;
  }

  @Override
  public void close() {
    scope.close();
  }

  private static void requireFits(SafetensorsEntry entry, ParameterSpec spec) {
    String where = entry.file() + ", tensor " + entry.name();
    if (!entry.shape().equals(spec.shape())) {
      throw new BadInputException(
          new Problem(
              "A weight has the wrong shape",
              where,
              entry.shape().toString(),
              spec.shape() + " by config.json",
              "Use the config.json and the weights of the same checkpoint."));
    }
    if (entry.type() != ElementType.F32
        && entry.type() != ElementType.F16
        && entry.type() != ElementType.BF16) {
      throw new BadInputException(
          new Problem(
              "A weight has a type that PULSE does not compute with",
              where,
              entry.type().toString(),
              "F32, F16 or BF16",
              "Convert the checkpoint; quantised weights are not supported."));
    }
  }
}
