package org.pulsebench.experiment.environment;

import java.util.Map;
import java.util.Optional;

/** Asks the driver of NVIDIA for the model of a GPU; neither DJL nor TorchScript tells it. */
final class GpuName {

  private GpuName() {}

  /**
   * Returns such as {@code NVIDIA H200}.
   *
   * @param device the number that the engine gives to the GPU, from 0
   * @param environment of the process: it may show some of the GPUs only
   */
  static Optional<String> of(int device, Map<String, String> environment) {
    return driverId(device, environment)
        .flatMap(
            id ->
                Program.output(
                    "nvidia-smi", "--id=" + id, "--query-gpu=name", "--format=csv,noheader"));
  }

  /** Returns what the driver calls the GPU: its number or UUID. */
  static Optional<String> driverId(int device, Map<String, String> environment) {
    String visible = environment.getOrDefault("CUDA_VISIBLE_DEVICES", "");
    if (visible.isBlank()) {
      return Optional.of(String.valueOf(device));
    }
    String[] ids = visible.split(",", -1);
    return device < ids.length ? Optional.of(ids[device].strip()) : Optional.empty();
  }
}
