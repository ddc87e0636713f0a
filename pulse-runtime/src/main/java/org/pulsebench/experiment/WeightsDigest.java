package org.pulsebench.experiment;

import org.pulsebench.Sha256;
import org.pulsebench.model.AdapterParameter;
import org.pulsebench.model.LlavaModel;
import org.pulsebench.model.config.ParameterSpec;

/** Tells whether the weights of a model in memory are still the same, bit for bit. */
final class WeightsDigest {

  private WeightsDigest() {}

  /** Returns the SHA-256 of all names and elements of a base and of what lies on top of it. */
  static String of(LlavaModel model) {
    Sha256 digest = new Sha256();
    for (ParameterSpec parameter : model.layout().parameters()) {
      digest.add(parameter.name() + "\n").add(model.parameter(parameter.name()).toBytes());
    }
    model
        .adapter()
        .ifPresent(
            adapter -> {
              for (AdapterParameter parameter : adapter.parameters()) {
                digest.add(parameter.name() + "\n").add(parameter.values().toBytes());
              }
            });
    return digest.finish();
  }
}
