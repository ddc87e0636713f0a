package org.pulsebench.experiment.environment;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What NVIDIA's driver tells without the engine. */
public final class GpuDriver {

  private static final Pattern MEMORY = Pattern.compile(", (\\d+) MiB,");

  private GpuDriver() {}

  /** Returns such as {@code NVIDIA H200, 143771 MiB, 550.54.15}: model, memory, driver. */
  public static Optional<String> firstGpu() {
    return Program.output(
        "nvidia-smi", "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader");
  }

  /** Returns the bytes of the first GPU's memory, where the driver tells. */
  public static OptionalLong firstGpuMemory() {
    return firstGpu().map(GpuDriver::memory).orElseGet(OptionalLong::empty);
  }

  static OptionalLong memory(String gpu) {
    Matcher memory = MEMORY.matcher(gpu);
    return memory.find()
        ? OptionalLong.of(Long.parseLong(memory.group(1)) << 20)
        : OptionalLong.empty();
  }
}
