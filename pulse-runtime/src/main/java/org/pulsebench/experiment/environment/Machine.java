package org.pulsebench.experiment.environment;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.pulsebench.Checks;

/**
 * What a JVM runs on.
 *
 * @param system operating system, its version and the architecture
 * @param processor the model of the processor, where the system tells it
 * @param cores those that this process may use, at least 1
 * @param memoryBytes of the machine, or of the container
 * @param heapBytes what the heap may grow to
 */
public record Machine(
    String system, Optional<String> processor, int cores, long memoryBytes, long heapBytes) {

  private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");

  public Machine {
    Objects.requireNonNull(system, "system");
    Objects.requireNonNull(processor, "processor");
    Checks.positive(cores, "cores");
    Checks.require(memoryBytes > 0, "memoryBytes", memoryBytes, "positive");
    Checks.require(heapBytes > 0, "heapBytes", heapBytes, "positive");
  }

  static Machine current() {
    String system = System.getProperty("os.name");
    return new Machine(
        system + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"),
        processor(system),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize(),
        Runtime.getRuntime().maxMemory());
  }

  private static Optional<String> processor(String system) {
    if (system.startsWith("Windows")) {
      return Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER"));
    }
    if (system.startsWith("Mac")) {
      return Program.output("sysctl", "-n", "machdep.cpu.brand_string");
    }
    try (Stream<String> lines = Files.lines(LINUX_PROCESSORS, StandardCharsets.UTF_8)) {
      return processor(lines);
    } catch (IOException e) {
      // Not a Linux, or one that hides its processors: then the model stays unknown.
      return Optional.empty();
    }
  }

  static Optional<String> processor(Stream<String> cpuinfo) {
    return cpuinfo
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }
}
