package org.pulsebench.experiment.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pulsebench.EnvironmentException;
import org.pulsebench.tensor.Torch;

/**
 * PyTorch's native library: whether it loads, which one it is, and whether it reaches a GPU.
 *
 * @param environment the variables of the process
 * @param gpu that the driver shows
 */
record NativeLibrary(Map<String, String> environment, Optional<Gpu> gpu) {

  private static final String NAME = "native library";
  private static final String PATH = "PYTORCH_LIBRARY_PATH";

  private static final String REMEDY =
      "put ai.djl.pytorch:pytorch-native-cpu with this platform's classifier on the class path, or"
          + " set "
          + PATH
          + " to the lib directory of a libtorch";

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    try {
      String version = Torch.version();
      Path directory = Torch.libraryDirectory();
      List<String> files = files(directory);
      boolean cuda = files.stream().anyMatch(file -> file.contains("torch_cuda"));
      findings.add(
          Finding.ok(
              NAME,
              "PyTorch %s, %s, %s of %s (%s), %d threads"
                  .formatted(
                      version,
                      cuda ? "CUDA" : "CPU",
                      main(files),
                      directory,
                      origin(),
                      Torch.threads())));
      findings.add(gpuFinding(cuda, Torch.defaultDevice().isGpu()));
    } catch (EnvironmentException e) {
      findings.add(
          Finding.missing(NAME, "cannot be loaded: " + e.problem().found() + "; " + REMEDY));
      findings.add(unusedGpu("no native library is loaded"));
    } catch (LinkageError | IOException e) {
      findings.add(Finding.missing(NAME, "cannot be loaded: " + e + "; " + REMEDY));
      findings.add(unusedGpu("no native library is loaded"));
    }
    return findings;
  }

  private Finding gpuFinding(boolean cuda, boolean usable) {
    if (usable) {
      return Finding.ok("GPU", gpu.map(Gpu::description).orElse("usable by the native library"));
    }
    return unusedGpu(
        cuda
            ? "the native library cannot reach it; check the driver and CUDA_VISIBLE_DEVICES"
            : "the native library is the CPU one; set " + PATH + " to a libtorch with CUDA");
  }

  private Finding unusedGpu(String reason) {
    return Finding.note(
        "GPU", gpu.map(found -> found.description() + "; " + reason).orElse("none: CPU is used"));
  }

  private String origin() {
    boolean own = environment.containsKey(PATH) || System.getProperties().containsKey(PATH);
    return own ? "from " + PATH : "from the class path";
  }

  private static String main(List<String> files) {
    return files.stream()
        .filter(file -> file.matches("(lib)?torch_c(pu|uda)\\.(so|dylib|dll)"))
        .findFirst()
        .orElse("libtorch");
  }

  private static List<String> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
