package org.pulsebench.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pulsebench.model.config.ParameterSpec;
import org.pulsebench.tensor.SafetensorsWriter;

/** Writes a model as a checkpoint in the Hugging Face layout, one tensor at a time. */
public final class CheckpointWriter {

  private CheckpointWriter() {}

  /**
   * Writes {@code config.json} and {@code model.safetensors}, each whole or not at all.
   *
   * <p>Tokenizer and image processor are not part of a model; copy their files beside.
   *
   * @param model without an adapter, or {@link LlavaModel#merged}
   * @param directory created if it does not exist
   */
  public static void write(LlavaModel model, Path directory) {
    if (model.adapter().isPresent()) {
      throw new IllegalArgumentException("merge the adapter before writing a checkpoint");
    }
    OutputDirectory.create("checkpoint", directory);
    List<SafetensorsWriter.Source> sources =
        model.layout().parameters().stream()
            .map(ParameterSpec::name)
            .map(name -> SafetensorsWriter.Source.of(name, model.parameter(name)))
            .toList();
    SafetensorsWriter.write(
        directory.resolve("model.safetensors"), Map.of("format", "pt"), sources);
    model.config().write(directory);
  }
}
