package org.pulsebench.model;

import java.util.List;
import org.pulsebench.model.config.Precision;
import org.pulsebench.model.config.ProjectorConfig;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Script;
import org.pulsebench.tensor.Tensor;

/** The two linear layers that turn vision features into token embeddings. */
final class Projector implements AutoCloseable {

  private final LayerMethods.Bound training;
  private final LayerMethods.Bound inference;
  private final Script script;

  Projector(ProjectorConfig config, String prefix, ParameterSource source, Precision precision) {
    LayerMethods methods = new LayerMethods();
    training =
        methods.bind(
            "train",
            List.of("x: Tensor"),
            text(config, new LayerText(prefix, source, precision, true)));
    inference =
        methods.bind(
            "project",
            List.of("x: Tensor"),
            text(config, new LayerText(prefix, source, precision, false)));
    script = methods.compile();
  }

  /**
   * Returns {@code [views, viewTokens, hidden]} for vision features {@code [views, viewTokens,
   * visionHidden]}.
   */
  Tensor project(Scope scope, Tensor features) {
    return (scope.isRecording() ? training : inference).call(script, scope, features);
  }

  @Override
  public void close() {
    script.close();
  }

  private static LayerText text(ProjectorConfig config, LayerText text) {
    text.linear("h", "x", "linear_1", config.bias());
    text.add("a = %s", LayerText.activation(config.activation(), "h"));
    text.linear("y", "a", "linear_2", config.bias());
    return text.add("return y");
  }
}
