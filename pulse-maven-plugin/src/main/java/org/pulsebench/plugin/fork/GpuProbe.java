package org.pulsebench.plugin.fork;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Looks for NVIDIA GPUs by asking the driver's own program. */
@FunctionalInterface
interface GpuProbe {

  /** Asks {@code nvidia-smi}, which comes with every driver. */
  GpuProbe NVIDIA_SMI = GpuProbe::listed;

  /** Returns a line for every GPU; empty where there is no driver. */
  List<String> gpus();

  /** Returns the GPU of a number. */
  default Optional<String> gpu(int number) {
    List<String> all = gpus();
    return number < all.size() ? Optional.of(all.get(number)) : Optional.empty();
  }

  private static List<String> listed() {
    try {
      Process process =
          new ProcessBuilder(
                  "nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return List.of();
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.exitValue() == 0 ? output.lines().toList() : List.of();
    } catch (IOException e) {
      // There is no such program, and therefore no driver.
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
