package org.pulsebench.method;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pulsebench.BadInputException;
import org.pulsebench.NearNames;
import org.pulsebench.Problem;

/** A value for every parameter of a method, checked. */
public final class MethodSettings {

  private final String method;
  private final Map<String, Object> values;

  private MethodSettings(String method, Map<String, Object> values) {
    this.method = method;
    this.values = values;
  }

  /** Returns the defaults of a method. */
  public static MethodSettings defaults(MethodDescription method) {
    return of(method, Map.of());
  }

  /**
   * Returns the given values of a method's parameters, and the defaults of the others.
   *
   * @param given by name; numbers may be given as text
   * @throws BadInputException if a name is unknown, or a value of another kind or out of range
   */
  public static MethodSettings of(MethodDescription method, Map<String, ?> given) {
    for (String name : given.keySet()) {
      if (method.parameter(name).isEmpty()) {
        throw new BadInputException(
            new Problem(
                "The method has no such parameter",
                "method " + method.name(),
                "\"" + name + "\"",
                method.parameters().isEmpty()
                    ? "no parameter at all"
                    : NearNames.expected(name, method.parameterNames()),
                "Correct the name, or leave the parameter out for its default."));
      }
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (MethodParameter parameter : method.parameters()) {
      Object value = given.get(parameter.name());
      boolean present = given.containsKey(parameter.name());
      values.put(
          parameter.name(),
          present ? accepted(method, parameter, value) : parameter.defaultValue());
    }
    return new MethodSettings(method.name(), Collections.unmodifiableMap(values));
  }

  /** Returns the name of the method. */
  public String method() {
    return method;
  }

  /** Returns all values by name, in the order of the method's parameters. */
  public Map<String, Object> values() {
    return values;
  }

  /**
   * Returns the value of a number.
   *
   * @throws IllegalArgumentException if the method has no such parameter or it is no number
   */
  public double number(String parameter) {
    return value(parameter, Double.class);
  }

  /**
   * Returns the value of a whole number.
   *
   * @throws IllegalArgumentException if the method has no such parameter or it is no whole number
   */
  public int integer(String parameter) {
    return value(parameter, Integer.class);
  }

  /**
   * Returns the word that was chosen.
   *
   * @throws IllegalArgumentException if the method has no such parameter or it is no choice
   */
  public String choice(String parameter) {
    return value(parameter, String.class);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MethodSettings settings
        && method.equals(settings.method)
        && values.equals(settings.values);
  }

  @Override
  public int hashCode() {
    return method.hashCode() + 31 * values.hashCode();
  }

  @Override
  public String toString() {
    return method + values;
  }

  private <T> T value(String parameter, Class<T> type) {
    Object value = values.get(parameter);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          value == null
              ? "method " + method + " does not declare parameter " + parameter
              : "parameter %s of method %s is a %s, not a %s"
                  .formatted(
                      parameter, method, value.getClass().getSimpleName(), type.getSimpleName()));
    }
    return type.cast(value);
  }

  private static Object accepted(
      MethodDescription method, MethodParameter parameter, Object given) {
    return parameter
        .values()
        .accept(given)
        .orElseThrow(
            () ->
                new BadInputException(
                    new Problem(
                        "A method's parameter has a value that it cannot have",
                        "method " + method.name() + ", parameter " + parameter.name(),
                        given instanceof String ? "\"" + given + "\"" : String.valueOf(given),
                        expected(parameter, given),
                        "Give another value, or leave the parameter out for its default, "
                            + parameter.defaultValue()
                            + ".")));
  }

  private static String expected(MethodParameter parameter, Object given) {
    return parameter.values() instanceof MethodParameter.Choices choices
        ? NearNames.expected(String.valueOf(given), choices.names())
        : parameter.values().allowed();
  }
}
