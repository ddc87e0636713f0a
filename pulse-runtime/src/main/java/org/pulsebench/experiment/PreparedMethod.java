package org.pulsebench.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
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
   * Finds all methods of an experiment and settles the values of their parameters.
   *
   * @param loader of the class path that users' methods are on
   * @param version of the runtime
   * @throws BadInputException if a method or a parameter is unknown, a value is not allowed, or two
   *     methods have the same name
   */
  static List<PreparedMethod> all(
      List<Experiment.MethodChoice> choices,
      ModelDefaults defaults,
      ClassLoader loader,
      String version) {
    List<PreparedMethod> methods =
        choices.stream().map(choice -> of(choice, defaults, loader, version)).toList();
    requireDistinct(methods);
    return methods;
  }

  /** Tables tell methods by their names, which a class may share with a method of ours. */
  private static void requireDistinct(List<PreparedMethod> methods) {
    Map<String, PreparedMethod> byName = new LinkedHashMap<>();
    for (PreparedMethod prepared : methods) {
      PreparedMethod other = byName.put(prepared.identity().name(), prepared);
      if (other != null) {
        throw new BadInputException(
            new Problem(
                "Two methods of the experiment have the same name",
                "method " + prepared.identity().name(),
                other.method().type().getName() + " and " + prepared.method().type().getName(),
                "methods with names of their own",
                "Remove one of them, or rename it in its description."));
      }
    }
  }

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
