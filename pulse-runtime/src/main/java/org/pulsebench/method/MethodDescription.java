package org.pulsebench.method;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pulsebench.Checks;

/**
 * What a method says of itself, for its users, for {@code pulse:describe} and for reports.
 *
 * @param name in lower case, words joined by hyphens, such as {@code ga-klr}
 * @param title such as {@code Gradient ascent}
 * @param paper where the method was published, with its arXiv number or DOI
 * @param formula what is minimised, or what is done where nothing is
 * @param parameters in the order in which they are printed
 */
public record MethodDescription(
    String name, String title, String paper, String formula, List<MethodParameter> parameters) {

  public MethodDescription {
    MethodParameter.requireName(name);
    Checks.require(!title.isBlank(), "title", title, "a phrase");
    Checks.require(!paper.isBlank(), "paper", paper, "a phrase");
    Checks.require(!formula.isBlank(), "formula", formula, "a phrase");
    parameters = List.copyOf(parameters);
    Set<String> names = new HashSet<>();
    for (MethodParameter parameter : parameters) {
      Checks.require(
          names.add(parameter.name()), "parameters", parameter.name() + " twice", "distinct names");
    }
  }

  /**
   * Returns the description of an {@link ObjectiveMethod}.
   *
   * @param own the parameters of its loss; those of the shared training follow
   */
  public static MethodDescription ofObjective(
      String name, String title, String paper, String formula, MethodParameter... own) {
    List<MethodParameter> all = new ArrayList<>(List.of(own));
    all.addAll(TrainingSettings.PARAMETERS);
    return new MethodDescription(name, title, paper, formula, all);
  }

  /**
   * Returns this description with another default, for a method or a model that needs one.
   *
   * @param reason why it is another
   * @throws IllegalArgumentException if there is no such parameter, or it cannot have that value
   */
  public MethodDescription withDefault(String parameter, Object value, String reason) {
    Checks.require(
        parameter(parameter).isPresent(), "parameter", parameter, "one of " + parameterNames());
    List<MethodParameter> changed =
        parameters.stream()
            .map(each -> each.name().equals(parameter) ? each.withDefault(value, reason) : each)
            .toList();
    return new MethodDescription(name, title, paper, formula, changed);
  }

  /** Returns the parameter of that name, if there is one. */
  public Optional<MethodParameter> parameter(String parameter) {
    return parameters.stream().filter(each -> each.name().equals(parameter)).findFirst();
  }

  List<String> parameterNames() {
    return parameters.stream().map(MethodParameter::name).toList();
  }
}
