package org.pulsebench.experiment.environment;

import java.util.Optional;

/** What NVIDIA's driver tells without the engine. */
public final class GpuDriver {

  private GpuDriver() {}

  /** Returns such as {@code NVIDIA H200, 143771 MiB, 550.54.15}: model, memory, driver. */
  public static Optional<String> firstGpu() {
    return Program.output(
        "nvidia-smi", "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader");
  }
}
