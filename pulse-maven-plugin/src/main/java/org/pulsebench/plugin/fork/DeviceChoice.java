package org.pulsebench.plugin.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/**
 * Where the worker computes, and with which PyTorch library.
 *
 * @param device {@code cpu} or {@code gpu}
 * @param library where the native library comes from
 * @param reason why, in words for one line of the log
 */
public record DeviceChoice(String device, Library library, String reason) {

  /** Where the native library comes from. */
  public sealed interface Library {

    /** The CPU's, as published on Maven Central. */
    record Published() implements Library {}

    /**
     * One of the user's.
     *
     * @param flavour such as {@code cu128}
     */
    record Own(Path directory, String flavour) implements Library {}

    /** CUDA's, which DJL downloads into its cache unless it is there already. */
    record DownloadedByDjl() implements Library {}
  }

  /** The one CUDA flavour that the binding of this version of DJL is published for. */
  static final String CUDA = "cu128";

  private static final String PATH_VARIABLE = "PYTORCH_LIBRARY_PATH";

  /**
   * Chooses for this machine.
   *
   * @throws BadInputException if the library that the user names is no such library
   * @throws EnvironmentException if a GPU is asked for and cannot be used
   */
  public static DeviceChoice onThisMachine(DeviceRequest request) {
    return of(request, GpuProbe.NVIDIA_SMI, System.getenv(), Versions.installed().pytorch());
  }

  /**
   * Chooses.
   *
   * @param pytorch the version that the library must have
   * @throws BadInputException if the library that the user names is no such library
   * @throws EnvironmentException if a GPU is asked for and cannot be used
   */
  static DeviceChoice of(
      DeviceRequest request, GpuProbe probe, Map<String, String> environment, String pytorch) {
    Optional<Path> directory =
        request
            .libtorch()
            .or(() -> Optional.ofNullable(environment.get(PATH_VARIABLE)).map(Path::of));
    Optional<Library.Own> own = directory.map(path -> own(path, pytorch));
    return switch (request.wish()) {
      case CPU -> cpu(own, "as asked for");
      case GPU -> gpu(request, own, required(request, probe));
      case AUTO -> auto(request, own, probe.gpu(request.gpu()));
    };
  }

  private static DeviceChoice auto(
      DeviceRequest request, Optional<Library.Own> own, Optional<String> gpu) {
    if (gpu.isEmpty()) {
      return cpu(own, "no NVIDIA driver found");
    }
    if (own.isEmpty()) {
      return cpu(
          own,
          gpu.get() + " is there, but no libtorch for it: set pulse.libtorch, or pulse.device=gpu");
    }
    return own.get().flavour().startsWith("cu")
        ? gpu(request, own, gpu.get())
        : cpu(own, own.get().directory() + " is a library for the CPU");
  }

  private static DeviceChoice cpu(Optional<Library.Own> own, String reason) {
    return own.isPresent()
        ? new DeviceChoice(
            "cpu", own.get(), reason + ", with the libtorch in " + own.get().directory())
        : new DeviceChoice("cpu", new Library.Published(), reason);
  }

  private static DeviceChoice gpu(DeviceRequest request, Optional<Library.Own> own, String gpu) {
    if (own.isPresent()) {
      return new DeviceChoice(
          "gpu", own.get(), gpu + ", with the libtorch in " + own.get().directory());
    }
    if (request.offline()) {
      throw new EnvironmentException(
          new Problem(
              "There is no PyTorch library for the GPU",
              "<libtorch> (-Dpulse.libtorch), environment variable " + PATH_VARIABLE,
              "neither, and Maven is offline",
              "the directory of a libtorch with CUDA",
              "Unpack a libtorch and name it, run once online, or choose <device>cpu</device>."));
    }
    return new DeviceChoice(
        "gpu", new Library.DownloadedByDjl(), gpu + ", with the library that DJL downloads");
  }

  private static String required(DeviceRequest request, GpuProbe probe) {
    return probe
        .gpu(request.gpu())
        .orElseThrow(
            () ->
                new EnvironmentException(
                    new Problem(
                        "There is no such GPU",
                        "<device> (-Dpulse.device), <gpu> (-Dpulse.gpu)",
                        "GPU " + request.gpu() + " of " + probe.gpus().size() + " by nvidia-smi",
                        "an NVIDIA GPU with its driver",
                        "Install the driver, correct <gpu>, or choose <device>cpu</device>.")));
  }

  /** PyTorch's own packages tell their version and flavour in a file. */
  private static Library.Own own(Path directory, String pytorch) {
    Path lib = Files.isDirectory(directory.resolve("lib")) ? directory.resolve("lib") : directory;
    Path version = directory.resolve("build-version");
    if (!Files.isRegularFile(version)) {
      version = lib.resolveSibling("build-version");
    }
    try {
      String text = Files.readString(version).trim();
      String[] parts = text.split("\\+", 2);
      if (!parts[0].equals(pytorch)) {
        throw bad(directory, "version " + text, pytorch);
      }
      return new Library.Own(lib, parts.length == 1 ? "cpu" : parts[1]);
    } catch (IOException e) {
      throw bad(directory, "no file build-version that can be read", pytorch);
    }
  }

  private static BadInputException bad(Path directory, String found, String pytorch) {
    return new BadInputException(
        new Problem(
            "A PyTorch library cannot be used",
            "<libtorch> (-Dpulse.libtorch): " + directory,
            found,
            "an unpacked libtorch " + pytorch,
            "Download libtorch " + pytorch + ", with or without CUDA, and name its directory."));
  }
}
