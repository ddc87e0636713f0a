package org.pulsebench.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Script;
import org.pulsebench.tensor.ScriptMethod;
import org.pulsebench.tensor.Tensor;

/**
 * Collects the texts of all layers of one part of a model, and compiles each distinct text once.
 */
final class LayerMethods {

  /** A method bound to the weights of one layer. */
  record Bound(String method, List<Tensor> weights) {

    Tensor call(Script script, Scope scope, Object... arguments) {
      Object[] all = new Object[arguments.length + 1];
      System.arraycopy(arguments, 0, all, 0, arguments.length);
      all[arguments.length] = weights;
      return script.call(scope, method, all);
    }
  }

  private final Map<ScriptMethod, String> names = new LinkedHashMap<>();

  /**
   * Adds a layer.
   *
   * @param kind start of the method's name
   * @param parameters of the method before the list of weights
   */
  Bound bind(String kind, List<String> parameters, LayerText text) {
    List<String> all = new ArrayList<>(parameters);
    all.add("w: List[Tensor]");
    ScriptMethod unnamed = new ScriptMethod(kind, all, "Tensor", text.lines());
    String name = names.computeIfAbsent(unnamed, method -> kind + "_" + names.size());
    return new Bound(name, text.weights());
  }

  /** Compiles all that was added, with methods that need no weights. */
  Script compile(ScriptMethod... others) {
    List<ScriptMethod> methods = new ArrayList<>(List.of(others));
    names.forEach(
        (method, name) ->
            methods.add(
                new ScriptMethod(name, method.parameters(), method.returns(), method.body())));
    return Script.compile(methods);
  }
}
