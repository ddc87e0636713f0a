package org.pulsebench.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;
import org.pulsebench.model.config.LinearSpec;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.ParameterSpec;
import org.pulsebench.tensor.ElementType;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tensor;

/**
 * The adapter that changes a base by the mean of what several adapters change.
 *
 * <p>Low-rank updates are laid side by side, so that the mean is exact and its rank the sum of
 * ranks; averaging the matrices A and B themselves, which PEFT offers as {@code linear}, is another
 * model. An adapter without an update of a module, or without a copy of a parameter, counts there
 * as the base.
 */
public final class AdapterMean {

  private final LlavaModel base;
  private final List<Adapter> adapters;
  private final LoraSettings settings;

  private AdapterMean(LlavaModel base, List<Adapter> adapters, LoraSettings settings) {
    this.base = base;
    this.adapters = adapters;
    this.settings = settings;
  }

  /**
   * Returns the mean, of which nothing is trained; the caller closes it before the base.
   *
   * @param base a model without an adapter
   * @param adapters at least one, each made for the base; they stay as they are
   * @throws BadInputException if one was made for another base, or their updates differ in rank or
   *     scale
   */
  public static Adapter of(LlavaModel base, List<Adapter> adapters) {
    Checks.require(!adapters.isEmpty(), "adapters", "none", "at least one");
    LoraSettings first = adapters.get(0).settings();
    adapters.forEach(adapter -> requireFitting(base, first, adapter));
    LoraSettings settings =
        new LoraSettings(
            first.rank() * adapters.size(),
            // The scale stays: alpha grows as what it is divided by does.
            first.alpha() * (first.rankStabilised() ? Math.sqrt(adapters.size()) : adapters.size()),
            first.dropout(),
            first.rankStabilised(),
            first.targets());
    Adapter mean = new Adapter(base, settings);
    try {
      new AdapterMean(base, List.copyOf(adapters), settings).fill(mean);
      return mean;
    } catch (RuntimeException e) {
      mean.close();
      throw e;
    }
  }

  private void fill(Adapter mean) {
    for (LinearSpec linear : base.layout().linears()) {
      if (adapters.stream().anyMatch(each -> each.find(linear.path() + Adapter.UP).isPresent())) {
        addUpdate(mean, linear);
      }
    }
    for (ParameterSpec parameter : base.layout().parameters()) {
      List<Optional<Tensor>> copies =
          adapters.stream().map(each -> each.find(parameter.name())).toList();
      if (copies.stream().anyMatch(Optional::isPresent)) {
        mean.addCopy(parameter, mean(copies, parameter, mean.scope()), false);
      }
    }
  }

  /** B is divided by the number of adapters: in A it would meet dropout, too. */
  private void addUpdate(Adapter mean, LinearSpec linear) {
    int rank = settings.rank() / adapters.size();
    List<float[]> downs = new ArrayList<>();
    List<float[]> ups = new ArrayList<>();
    for (Adapter adapter : adapters) {
      downs.add(
          values(
              adapter.find(linear.path() + Adapter.DOWN),
              () -> new float[rank * linear.inFeatures()]));
      ups.add(
          values(
              adapter.find(linear.path() + Adapter.UP),
              () -> new float[linear.outFeatures() * rank]));
    }
    float[] down = new float[settings.rank() * linear.inFeatures()];
    float[] up = new float[linear.outFeatures() * settings.rank()];
    for (int i = 0; i < adapters.size(); i++) {
      System.arraycopy(downs.get(i), 0, down, i * rank * linear.inFeatures(), downs.get(i).length);
      for (int row = 0; row < linear.outFeatures(); row++) {
        for (int column = 0; column < rank; column++) {
          up[row * settings.rank() + i * rank + column] =
              ups.get(i)[row * rank + column] / adapters.size();
        }
      }
    }
    mean.addUpdate(
        linear,
        mean.scope().floats(down, settings.rank(), linear.inFeatures()),
        mean.scope().floats(up, linear.outFeatures(), settings.rank()),
        false);
  }

  private static float[] values(Optional<Tensor> tensor, Supplier<float[]> otherwise) {
    return tensor.map(Tensor::toFloats).orElseGet(otherwise);
  }

  private Tensor mean(List<Optional<Tensor>> copies, ParameterSpec parameter, Scope target) {
    double[] sum = new double[(int) parameter.shape().size()];
    for (Optional<Tensor> copy : copies) {
      float[] values = copy.map(Tensor::toFloats).orElseGet(() -> ofBase(parameter));
      for (int i = 0; i < sum.length; i++) {
        sum[i] += values[i];
      }
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      mean[i] = (float) (sum[i] / copies.size());
    }
    return target.floats(mean, parameter.shape().getShape());
  }

  private float[] ofBase(ParameterSpec parameter) {
    try (Scope scope = base.openScope()) {
      return base.parameter(parameter.name()).castTo(ElementType.F32, scope).toFloats();
    }
  }

  private static void requireFitting(LlavaModel base, LoraSettings first, Adapter adapter) {
    if (!adapter.baseFingerprint().equals(base.fingerprint())) {
      throw bad(
          "An adapter belongs to another base",
          adapter.baseFingerprint(),
          base.fingerprint(),
          "Train it on this model, or load the model that it was trained on.");
    }
    LoraSettings settings = adapter.settings();
    if (settings.rank() != first.rank() || settings.scale() != first.scale()) {
      throw bad(
          "Adapters with different updates have no mean",
          "rank " + settings.rank() + ", scale " + settings.scale(),
          "rank " + first.rank() + ", scale " + first.scale() + ", as the first has",
          "Train them with the same rank, alpha and scaling.");
    }
  }

  private static BadInputException bad(String what, String found, String expected, String remedy) {
    return new BadInputException(
        new Problem(what, "adapters that are merged", found, expected, remedy));
  }
}
