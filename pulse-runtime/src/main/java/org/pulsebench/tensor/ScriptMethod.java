package org.pulsebench.tensor;

import java.util.List;

/**
 * One TorchScript method as text.
 *
 * @param name the method's name
 * @param parameters such as {@code x: Tensor} and {@code w: List[Tensor]}
 * @param returns such as {@code Tensor} or {@code List[Tensor]}
 * @param body one statement a line, in the syntax of serialized TorchScript
 */
public record ScriptMethod(
    String name, List<String> parameters, String returns, List<String> body) {

  public ScriptMethod {
    parameters = List.copyOf(parameters);
    body = List.copyOf(body);
    if (body.isEmpty()) {
      throw new IllegalArgumentException("method " + name + " has no statement");
    }
  }

  /** Returns a method whose body is given as a text block. */
  public static ScriptMethod of(String name, List<String> parameters, String returns, String body) {
    return new ScriptMethod(name, parameters, returns, body.lines().toList());
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("  def ").append(name).append("(self: __torch__.Ops");
    parameters.forEach(parameter -> text.append(", ").append(parameter));
    text.append(") -> ").append(returns).append(":\n");
    body.forEach(line -> text.append("    ").append(line).append('\n'));
    return text.toString();
  }
}
