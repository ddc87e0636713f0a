package org.pulsebench.results;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a run was; of two with the same provenance, results may not depend on it.
 *
 * @param pulse the version of PULSE
 * @param java the version of the JVM, such as {@code 17.0.15+6}
 * @param javaVendor who made it
 * @param engine empty where every step was in the store
 * @param command what a person types to repeat the run
 */
public record RunEnvironment(
    String pulse,
    String java,
    String javaVendor,
    Machine machine,
    Optional<Engine> engine,
    String command) {

  public RunEnvironment {
    Objects.requireNonNull(pulse, "pulse");
    Objects.requireNonNull(java, "java");
    Objects.requireNonNull(javaVendor, "javaVendor");
    Objects.requireNonNull(machine, "machine");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(command, "command");
  }

  /**
   * What the JVM ran on.
   *
   * @param system operating system, its version and the architecture
   * @param processor the model of the processor, where the system tells it
   * @param cores those that the process was allowed to use
   * @param memoryBytes of the machine, or of the container
   * @param heapBytes what the heap was allowed to grow to
   */
  public record Machine(
      String system, Optional<String> processor, int cores, long memoryBytes, long heapBytes) {}

  /**
   * What computed.
   *
   * @param djl the version of DJL
   * @param pytorch the version of PyTorch
   * @param threads of one operator
   * @param device {@code cpu} or {@code gpu}
   * @param gpu the model of the GPU, where there was one and its driver told
   * @param precision of the frozen weights: {@code float32} or {@code bfloat16}
   * @param libraries the native libraries, by name
   */
  public record Engine(
      String djl,
      String pytorch,
      int threads,
      String device,
      Optional<String> gpu,
      String precision,
      List<NativeLibrary> libraries) {

    public Engine {
      libraries = List.copyOf(libraries);
    }
  }

  /**
   * A file with native code.
   *
   * @param name without its directory
   * @param bytes its size
   * @param sha256 its digest in hexadecimal
   */
  public record NativeLibrary(String name, long bytes, String sha256) {}
}
