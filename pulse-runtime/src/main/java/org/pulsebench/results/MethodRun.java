package org.pulsebench.results;

import java.util.List;
import java.util.Objects;
import org.pulsebench.method.MethodParameter;

/**
 * A method with the values that it ran with.
 *
 * @param version what changes with the method's code
 * @param title such as {@code Gradient ascent}
 * @param paper where the method was published
 * @param formula what is minimised, or what is done where nothing is
 * @param settings in the order of the method's parameters
 */
public record MethodRun(
    String name,
    String version,
    String title,
    String paper,
    String formula,
    List<Setting> settings) {

  /**
   * A parameter with its value.
   *
   * @param value a {@link Double}, {@link Integer} or {@link String}, as the parameter asks
   */
  public record Setting(MethodParameter parameter, Object value) {

    public Setting {
      Objects.requireNonNull(parameter, "parameter");
      Objects.requireNonNull(value, "value");
    }

    /** Returns whether it is the parameter's default. */
    public boolean isDefault() {
      return value.equals(parameter.defaultValue());
    }
  }

  public MethodRun {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(paper, "paper");
    Objects.requireNonNull(formula, "formula");
    settings = List.copyOf(settings);
  }
}
