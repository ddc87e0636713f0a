package org.pulsebench.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pulsebench.method.CheckedMethod;
import org.pulsebench.method.MethodIdentity;
import org.pulsebench.method.MethodSettings;
import org.pulsebench.method.Methods;

/**
 * A method as it will run.
 *
 * @param choice what the experiment says of it
 */
record PreparedMethod(
    Experiment.MethodChoice choice,
    CheckedMethod method,
    MethodIdentity identity,
    MethodSettings settings) {

  /**
   * Finds a method and settles the values of its parameters.
   *
   * @param loader of the class path that users' methods are on
   * @param version of the runtime
   * @throws org.pulsebench.BadInputException if the method or a parameter is unknown, or a value is
   *     not allowed
   */
  static PreparedMethod of(
      Experiment.MethodChoice choice, ModelDefaults defaults, ClassLoader loader, String version) {
    CheckedMethod method = Methods.find(choice.method(), loader);
    Map<String, Object> values = new LinkedHashMap<>();
    defaults
        .unlearning()
        .forEach(
            (parameter, value) -> {
              if (method.description().parameter(parameter).isPresent()) {
                values.put(parameter, value);
              }
            });
    values.putAll(choice.settings());
    return new PreparedMethod(
        choice,
        method,
        MethodIdentity.of(method, version),
        MethodSettings.of(method.description(), values));
  }
}
