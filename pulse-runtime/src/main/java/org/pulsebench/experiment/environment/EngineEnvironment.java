package org.pulsebench.experiment.environment;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pulsebench.Checks;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.Sha256;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.Torch;

/**
 * The engine that computes.
 *
 * @param djl the version of DJL
 * @param pytorch the version of PyTorch
 * @param threads of one operator, at least 1
 * @param device {@code cpu} or {@code gpu}
 * @param gpu the model of the GPU, where there is one and its driver tells
 * @param precision of the frozen weights: {@code float32} or {@code bfloat16}
 * @param libraries the native libraries, by name
 */
public record EngineEnvironment(
    String djl,
    String pytorch,
    int threads,
    String device,
    Optional<String> gpu,
    String precision,
    List<NativeLibrary> libraries) {

  private static final Pattern LIBRARY = Pattern.compile(".*(\\.so(\\.[0-9.]+)?|\\.dylib|\\.dll)");

  /** By directory; a process does not load other libraries than those that it began with. */
  private static final Map<Path, List<NativeLibrary>> LIBRARIES = new ConcurrentHashMap<>();

  public EngineEnvironment {
    Objects.requireNonNull(djl, "djl");
    Objects.requireNonNull(pytorch, "pytorch");
    Checks.positive(threads, "threads");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(gpu, "gpu");
    Objects.requireNonNull(precision, "precision");
    libraries = List.copyOf(libraries);
  }

  /**
   * A file with native code.
   *
   * @param name without its directory
   * @param bytes its size
   * @param sha256 its digest in 64 hexadecimal digits
   */
  public record NativeLibrary(String name, long bytes, String sha256) {}

  /**
   * Returns the engine of this process, which is started if need be.
   *
   * <p>Reads the native libraries to the end when it is first called: up to two seconds of one core
   * for a gigabyte.
   *
   * @param device where the weights are
   * @throws EnvironmentException if the engine cannot be started or its files cannot be read
   */
  public static EngineEnvironment of(Device device, Precision precision) {
    // Before any other word to DJL: it keeps DJL off the network.
    String pytorch = Torch.version();
    return new EngineEnvironment(
        Engine.getDjlVersion(),
        pytorch,
        Torch.threads(),
        device.getDeviceType(),
        device.isGpu() ? GpuName.of(device.getDeviceId(), System.getenv()) : Optional.empty(),
        precision == Precision.F32 ? "float32" : "bfloat16",
        LIBRARIES.computeIfAbsent(Torch.libraryDirectory(), EngineEnvironment::libraries));
  }

  static List<NativeLibrary> libraries(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      List<NativeLibrary> libraries = new ArrayList<>();
      for (Path file : files.filter(EngineEnvironment::isLibrary).sorted().toList()) {
        libraries.add(
            new NativeLibrary(file.getFileName().toString(), Files.size(file), Sha256.of(file)));
      }
      return libraries;
    } catch (IOException e) {
      throw new EnvironmentException(
          new Problem(
              "The engine's native libraries cannot be read",
              directory.toString(),
              e.toString(),
              "the files that the engine was loaded from",
              "Check their permissions, and that nothing removes them during a run."),
          e);
    }
  }

  private static boolean isLibrary(Path file) {
    return LIBRARY.matcher(file.getFileName().toString()).matches() && Files.isRegularFile(file);
  }
}
