package org.pulsebench.model.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Which of the vision transformer's positions become image tokens ({@code
 * vision_feature_select_strategy}).
 */
public enum FeatureSelection {
  /** The patches alone; the class token in front of them is dropped. */
  DEFAULT,
  /** The class token and the patches. */
  FULL;

  /** Returns the name by which {@code config.json} calls this choice. */
  public String configName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the choice of that name, or nothing if there is none under exactly this name. */
  public static Optional<FeatureSelection> named(String configName) {
    return Arrays.stream(values()).filter(s -> s.configName().equals(configName)).findFirst();
  }
}
