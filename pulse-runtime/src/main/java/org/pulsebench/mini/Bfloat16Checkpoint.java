package org.pulsebench.mini;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.pulsebench.Checks;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.model.CheckpointWriter;
import org.pulsebench.model.LlavaModel;
import org.pulsebench.model.config.Precision;

/** Halves a checkpoint: the same model with its weights rounded to bfloat16. */
public final class Bfloat16Checkpoint {

  /** Written anew; everything else is copied. */
  private static final List<String> OF_THE_MODEL =
      List.of("config.json", "generation_config.json", "model.safetensors");

  private Bfloat16Checkpoint() {}

  /**
   * Writes a checkpoint whose weights are the nearest bfloat16 numbers, ties to the even one, and
   * copies tokenizer, templates and image processor.
   *
   * @param checkpoint with one {@code model.safetensors}, of any float type
   * @param target created if it does not exist, another directory
   * @throws org.pulsebench.BadInputException if the checkpoint is not sound
   * @throws EnvironmentException if a file cannot be read or written
   */
  public static void write(Path checkpoint, Path target) {
    boolean other =
        !checkpoint.toAbsolutePath().normalize().equals(target.toAbsolutePath().normalize());
    Checks.require(other, "target", target, "another directory");
    try (LlavaModel model = LlavaModel.load(checkpoint, Precision.BF16, Device.cpu())) {
      CheckpointWriter.write(model, target);
    }
    try (Stream<Path> files = Files.list(checkpoint)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (!OF_THE_MODEL.contains(name)) {
          Files.copy(file, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new EnvironmentException(
          new Problem(
              "The checkpoint's files cannot be copied",
              checkpoint + " to " + target,
              e.toString(),
              "readable files, and a directory with free space that this user may write to",
              "Check permissions and disk, or choose another directory."),
          e);
    }
  }
}
