package org.pulsebench.experiment.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pulsebench.experiment.environment.GpuDriver;

/**
 * A GPU as its driver shows it, whether or not the engine can use it.
 *
 * @param description its model, memory and driver, or the device file that there is
 */
record Gpu(String description) {

  /** Devices of NVIDIA's driver on Linux and under WSL. */
  private static final List<Path> DEVICES = List.of(Path.of("/dev/nvidia0"), Path.of("/dev/dxg"));

  static Optional<Gpu> find() {
    return GpuDriver.firstGpu()
        .or(
            () ->
                DEVICES.stream()
                    .filter(Files::exists)
                    .findFirst()
                    .map(device -> device + ", of which nvidia-smi tells nothing"))
        .map(Gpu::new);
  }
}
