package org.pulsebench.model;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.model.config.ParameterSpec;
import org.pulsebench.tensor.ElementType;
import org.pulsebench.tensor.SafetensorsWriter;
import org.pulsebench.tensor.Tensor;

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
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new EnvironmentException(
          new Problem(
              "The checkpoint's directory cannot be created",
              directory.toString(),
              e.toString(),
              "a place that this user may write to",
              "Choose another directory."),
          e);
    }
    List<SafetensorsWriter.Source> sources =
        model.layout().parameters().stream().map(spec -> source(model, spec)).toList();
    SafetensorsWriter.write(
        directory.resolve("model.safetensors"), Map.of("format", "pt"), sources);
    model.config().write(directory);
  }

  private static SafetensorsWriter.Source source(LlavaModel model, ParameterSpec spec) {
    Tensor values = model.parameter(spec.name());
    return new SafetensorsWriter.Source() {
      @Override
      public String name() {
        return spec.name();
      }

      @Override
      public ElementType type() {
        return values.type();
      }

      @Override
      public Shape shape() {
        return spec.shape();
      }

      @Override
      public void writeTo(WritableByteChannel channel) throws IOException {
        channel.write(ByteBuffer.wrap(values.toBytes()));
      }
    };
  }
}
