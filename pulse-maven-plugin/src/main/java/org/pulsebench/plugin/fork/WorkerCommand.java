package org.pulsebench.plugin.fork;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.pulsebench.EnvironmentException;

/**
 * How a JVM with the worker's class path is started.
 *
 * @param main the main class
 * @param arguments of the main class
 */
public record WorkerCommand(
    JvmOptions jvm,
    DeviceChoice device,
    int gpu,
    HubAccess hub,
    ClassPath classPath,
    String main,
    List<String> arguments) {

  public WorkerCommand {
    Objects.requireNonNull(jvm, "jvm");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(hub, "hub");
    Objects.requireNonNull(classPath, "classPath");
    arguments = List.copyOf(arguments);
  }

  /**
   * Returns the command, with the class path in a file: Windows allows no command line that is long
   * enough for it.
   *
   * @param argumentFile written anew
   * @param temporary for the process's temporary files
   */
  List<String> line(Path argumentFile, Path temporary) {
    write(argumentFile);
    List<String> line = new ArrayList<>();
    line.add(jvm.java().toString());
    line.add("-Xmx" + jvm.heap());
    line.add("-Djava.awt.headless=true");
    line.add("-Djava.io.tmpdir=" + temporary);
    line.add("-Dai.djl.pytorch.graph_optimizer=false");
    line.add(
        "-Dai.djl.offline=" + !(device.library() instanceof DeviceChoice.Library.DownloadedByDjl));
    line.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    jvm.threads().ifPresent(threads -> line.add("-Dai.djl.pytorch.num_threads=" + threads));
    jvm.debugPort()
        .ifPresent(
            port ->
                line.add(
                    "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:"
                        + port));
    line.addAll(hub.arguments());
    line.addAll(jvm.arguments());
    line.add("@" + argumentFile);
    line.add(main);
    line.addAll(arguments);
    return line;
  }

  /** Returns the variables that are set over those of Maven's process. */
  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("OPT_OUT_TRACKING", "true");
    // glibc: keep freed tensors instead of giving them back at every step.
    environment.put("MALLOC_MMAP_THRESHOLD_", "2000000000");
    environment.put("MALLOC_TRIM_THRESHOLD_", "8000000000");
    // Threads that wait actively for each other stall on a busy machine.
    environment.put("OMP_WAIT_POLICY", "PASSIVE");
    jvm.threads().ifPresent(threads -> environment.put("OMP_NUM_THREADS", "" + threads));
    if (device.library() instanceof DeviceChoice.Library.Own own) {
      environment.put("PYTORCH_LIBRARY_PATH", own.directory().toString());
      environment.put("PYTORCH_VERSION", Versions.installed().pytorch());
      environment.put("PYTORCH_FLAVOR", own.flavour());
    } else if (device.library() instanceof DeviceChoice.Library.DownloadedByDjl) {
      environment.put("PYTORCH_FLAVOR", DeviceChoice.CUDA);
    }
    if (device.device().equals("gpu")) {
      environment.put("CUDA_VISIBLE_DEVICES", "" + gpu);
    }
    environment.putAll(hub.secrets());
    environment.putAll(jvm.environment());
    return environment;
  }

  private void write(Path argumentFile) {
    String entries =
        classPath.entries().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    // The launcher reads the file in the encoding of the system's own file names.
    Charset encoding =
        Charset.forName(System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));
    try {
      Files.createDirectories(argumentFile.toAbsolutePath().getParent());
      Files.writeString(argumentFile, "-cp\n\"" + entries.replace("\\", "\\\\") + "\"\n", encoding);
    } catch (IOException e) {
      throw EnvironmentException.unwritable(argumentFile, e);
    }
  }
}
