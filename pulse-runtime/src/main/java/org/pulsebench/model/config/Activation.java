package org.pulsebench.model.config;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The non-linearities that the LLaVA-1.5 family uses, each under its name in Hugging Face
 * configurations.
 */
public enum Activation {
  /** {@code x * sigmoid(x)}, also called swish; the gate of LLaMA's feed-forward network. */
  SILU("silu"),
  /**
   * {@code x * Phi(x)} with the exact normal distribution function, not its tanh approximation; the
   * projector's.
   */
  GELU("gelu"),
  /** {@code x * sigmoid(1.702 x)}; the one OpenAI trained CLIP with. */
  QUICK_GELU("quick_gelu");

  private final String configName;

  Activation(String configName) {
    this.configName = configName;
  }

  /** Returns the name by which {@code config.json} calls this activation. */
  public String configName() {
    return configName;
  }

  /** Returns the activation of that name, or nothing if PULSE has none under exactly this name. */
  public static Optional<Activation> named(String configName) {
    return Arrays.stream(values()).filter(a -> a.configName.equals(configName)).findFirst();
  }

  static String names() {
    return Arrays.stream(values()).map(Activation::configName).collect(Collectors.joining(", "));
  }
}
