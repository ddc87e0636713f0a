package org.pulsebench.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pulsebench.model.config.Activation;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.ElementType;
import org.pulsebench.tensor.Tensor;

/**
 * The TorchScript text of one layer, written together with the list of weights that the text refers
 * to.
 *
 * <p>Layers of the same shape get the same text, so that one compiled method serves them all. In
 * bfloat16 the residual stream is bfloat16; a weight that is trained is float32, its product is
 * computed in float32 and rounded once, as PEFT does.
 */
final class LayerText {

  private final String prefix;
  private final ParameterSource source;
  private final Precision precision;
  private final boolean training;
  private final List<String> lines = new ArrayList<>();
  private final Map<String, Tensor> weights = new LinkedHashMap<>();
  private boolean columns;
  private int names;

  /**
   * Starts an empty text.
   *
   * @param prefix of the names of the layer's modules, such as {@code model.layers.0.}
   * @param training whether the layer is recorded for a backward pass and dropout is applied;
   *     otherwise what is needed no more is overwritten
   */
  LayerText(String prefix, ParameterSource source, Precision precision, boolean training) {
    this.prefix = prefix;
    this.source = source;
    this.precision = precision;
    this.training = training;
  }

  /**
   * Makes the layer's activations {@code [features, batch]} from here on, instead of {@code [...,
   * features]}.
   *
   * <p>For one token a sequence this halves the time of the products on a CPU: the weight is then
   * the left matrix, which the library need not rearrange.
   */
  LayerText columns() {
    columns = true;
    return this;
  }

  /** Returns the number by which TorchScript calls the element type of a precision. */
  static String scriptType(Precision precision) {
    return precision == Precision.F32 ? "6" : "15";
  }

  /** Appends lines; {@code %s} stands for arguments as in {@link String#formatted}. */
  LayerText add(String text, Object... arguments) {
    lines.addAll(text.formatted(arguments).lines().toList());
    return this;
  }

  /** Returns the expression for a parameter of this layer. */
  String weight(String name) {
    return slot(prefix + name, source.parameter(prefix + name));
  }

  /** Appends {@code output = input W^T + b}, with the module's low-rank update where it has one. */
  void linear(String output, String input, String module, boolean bias) {
    String weight = weight(module + ".weight");
    Optional<String> offset = bias ? Optional.of(weight(module + ".bias")) : Optional.empty();
    if (isMixed(module + ".weight")) {
      add("%s = torch.to(%s, 15)", output, product("torch.to(" + input + ", 6)", weight, offset));
    } else {
      add("%s = %s", output, product(input, weight, offset));
    }
    Optional<LoraWeights> lora = source.lora(prefix + module);
    lora.ifPresent(update -> lowRankUpdate(output, input, module, update));
  }

  /**
   * Appends RMSNorm: {@code output = weight * x / sqrt(mean(x^2) + epsilon)}, reduced in float32.
   *
   * <p>The mean square comes from the norm of the vector, which saves an array of the input's size
   * against squaring.
   */
  void rmsNorm(String output, String input, String name, int width, double epsilon) {
    String wide = input;
    if (precision == Precision.BF16) {
      wide = fresh();
      add("%s = torch.to(%s, 6)", wide, input);
    }
    String inverse = fresh();
    if (columns) {
      add(
          "%s = torch.rsqrt(torch.add(torch.mean(torch.mul(%s, %s), [0], True), %s))",
          inverse, wide, wide, epsilon);
    } else {
      String norm = fresh();
      add("%s = torch.linalg_vector_norm(%s, 2, [-1], True)", norm, wide);
      add(
          "%s = torch.rsqrt(torch.add(torch.mul(torch.mul(%s, %s), %s), %s))",
          inverse, norm, norm, 1.0 / width, epsilon);
    }
    String scaled = "torch.mul(%s, %s)".formatted(wide, inverse);
    if (precision == Precision.BF16) {
      scaled = "torch.to(%s, 15)".formatted(scaled);
    }
    String weight = columns ? "torch.unsqueeze(%s, 1)".formatted(weight(name)) : weight(name);
    add("%s = %s", output, narrow(times(scaled, weight), name));
  }

  /** Appends LayerNorm with weight and bias, as CLIP has it. */
  void layerNorm(String output, String input, String name, int width, double epsilon) {
    String weight = weight(name + ".weight");
    String bias = weight(name + ".bias");
    String argument = isMixed(name + ".weight") ? "torch.to(" + input + ", 6)" : input;
    String value =
        "torch.layer_norm(%s, [%s], %s, %s, %s)".formatted(argument, width, weight, bias, epsilon);
    add("%s = %s", output, narrow(value, name + ".weight"));
  }

  /** Returns the expression of a product whose first factor is needed no more. */
  String times(String used, String other) {
    return "torch.%s(%s, %s)".formatted(training ? "mul" : "mul_", used, other);
  }

  /** Returns the expression of a sum whose first term is needed no more. */
  String plus(String used, String other) {
    return "torch.%s(%s, %s)".formatted(training ? "add" : "add_", used, other);
  }

  boolean isTraining() {
    return training;
  }

  /** Returns the expression of an activation function. */
  static String activation(Activation activation, String input) {
    return switch (activation) {
      case SILU -> "torch.silu(%s)".formatted(input);
      case GELU -> "torch.gelu(%s)".formatted(input);
      case QUICK_GELU ->
          "torch.mul(%s, torch.sigmoid(torch.mul(%s, 1.702)))".formatted(input, input);
    };
  }

  /**
   * Returns the expression rounded to the residual stream's type where the named weight made it
   * wider.
   */
  String narrow(String expression, String weightName) {
    return isMixed(weightName) ? "torch.to(%s, 15)".formatted(expression) : expression;
  }

  /** Returns whether the named weight is float32 beside a bfloat16 residual stream. */
  boolean isMixed(String name) {
    return precision == Precision.BF16 && source.parameter(prefix + name).type() == ElementType.F32;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Returns the weights in the order of the text's references to {@code w}. */
  List<Tensor> weights() {
    return List.copyOf(weights.values());
  }

  private void lowRankUpdate(String output, String input, String module, LoraWeights lora) {
    String down = slot(prefix + module + ".lora_A", lora.down());
    String up = slot(prefix + module + ".lora_B", lora.up());
    String argument = precision == Precision.BF16 ? "torch.to(" + input + ", 6)" : input;
    if (training && lora.dropout() > 0) {
      argument = "torch.dropout(%s, %s, True)".formatted(argument, lora.dropout());
    }
    String update = fresh();
    String inner = product(argument, down, Optional.empty());
    add("%s = %s", update, product(inner, up, Optional.empty()));
    String sum = "torch.add(%s, %s, alpha=%s)".formatted(output, update, lora.scale());
    add("%s = %s", output, precision == Precision.BF16 ? "torch.to(" + sum + ", 15)" : sum);
  }

  private String product(String input, String weight, Optional<String> bias) {
    if (!columns) {
      return "torch.linear(%s, %s, %s)".formatted(input, weight, bias.orElse("None"));
    }
    String product = "torch.matmul(%s, %s)".formatted(weight, input);
    return bias.map(b -> "torch.add(%s, torch.unsqueeze(%s, 1))".formatted(product, b))
        .orElse(product);
  }

  private String slot(String key, Tensor weight) {
    weights.putIfAbsent(key, weight);
    return "(w[%d])".formatted(new ArrayList<>(weights.keySet()).indexOf(key));
  }

  private String fresh() {
    return "t" + names++;
  }
}
