package org.pulsebench.plugin;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.plugin.configuration.HubConfiguration;
import org.pulsebench.plugin.fork.ClassPath;
import org.pulsebench.plugin.fork.DeviceChoice;
import org.pulsebench.plugin.fork.DeviceRequest;
import org.pulsebench.plugin.fork.JvmOptions;
import org.pulsebench.plugin.fork.TimeSpan;
import org.pulsebench.plugin.fork.Worker;
import org.pulsebench.plugin.fork.WorkerArtifacts;
import org.pulsebench.worker.ExitCode;

/** A goal that has something done in the worker's JVM, and how that is started. */
abstract class AbstractWorkerMojo extends AbstractPulseMojo {

  /**
   * What the worker computes on: {@code auto}, {@code cpu} or {@code gpu}. With {@code auto} it is
   * the GPU where there is one and a libtorch for it; the choice and its reason are logged.
   *
   * <p>Example: {@code -Dpulse.device=cpu}
   */
  @Parameter(property = "pulse.device", defaultValue = "auto")
  private String device;

  /**
   * Which GPU, by its number from 0. Builds that use the same GPU wait for each other.
   *
   * <p>Example: {@code -Dpulse.gpu=1}
   */
  @Parameter(property = "pulse.gpu", defaultValue = "0")
  private int gpu;

  /**
   * The directory of an unpacked libtorch, of the version that {@code pulse:doctor} names; by
   * default that of the environment variable {@code PYTORCH_LIBRARY_PATH}, or else the CPU library
   * from Maven Central.
   *
   * <p>Example: {@code -Dpulse.libtorch=/opt/libtorch}
   */
  @Parameter(property = "pulse.libtorch")
  private File libtorch;

  /**
   * The most memory of the worker's Java heap; weights and tensors lie outside of it.
   *
   * <p>Example: {@code <heap>4g</heap>}
   */
  @Parameter(property = "pulse.heap", defaultValue = "2g")
  private String heap;

  /**
   * Further arguments of the worker's JVM.
   *
   * <p>Example: {@code <jvmArguments><argument>-XX:+UseZGC</argument></jvmArguments>}
   */
  @Parameter(property = "pulse.jvmArguments")
  private List<String> jvmArguments = new ArrayList<>();

  /**
   * Further environment variables of the worker, over those of Maven's process.
   *
   * <p>Example: {@code <environment><OMP_PROC_BIND>true</OMP_PROC_BIND></environment>}
   */
  @Parameter private Map<String, String> environment = new LinkedHashMap<>();

  /**
   * After how long the worker is stopped: a number with {@code s}, {@code m} or {@code h}; never by
   * default. What is finished stays finished.
   *
   * <p>Example: {@code -Dpulse.timeout=90m}
   */
  @Parameter(property = "pulse.timeout")
  private String timeout;

  /**
   * The number of threads of one operator, at least 1; by default one for each processor. Results
   * are the same bytes for the same number only.
   *
   * <p>Example: {@code -Dpulse.threads=2}
   */
  @Parameter(property = "pulse.threads")
  private Integer threads;

  /**
   * A port at which the worker waits for a debugger before it begins.
   *
   * <p>Example: {@code -Dpulse.debugPort=5005}
   */
  @Parameter(property = "pulse.debugPort")
  private Integer debugPort;

  /**
   * Where models and data are fetched from: {@code <endpoint>} ({@code pulse.hub.endpoint}), the
   * Hugging Face Hub by default, and {@code <server>} ({@code pulse.hub.server}), the id of the
   * server in {@code settings.xml} whose password is the token, {@code huggingface} by default. The
   * proxies of {@code settings.xml} are used.
   *
   * <p>Example: {@code <hub><endpoint>https://hub.example.org</endpoint></hub>}
   */
  @Parameter private HubConfiguration hub = new HubConfiguration();

  /**
   * The JDK that runs the worker, as {@code toolchains.xml} describes it; by default the one that
   * runs Maven. It has to be 17 or newer.
   *
   * <p>Example: {@code <jdkToolchain><version>21</version></jdkToolchain>}
   */
  @Parameter private Map<String, String> jdkToolchain = new LinkedHashMap<>();

  private final RepositorySystem repositorySystem;
  private final ToolchainManager toolchains;
  private final SettingsDecrypter decrypter;

  AbstractWorkerMojo(
      RepositorySystem repositorySystem, ToolchainManager toolchains, SettingsDecrypter decrypter) {
    this.repositorySystem = repositorySystem;
    this.toolchains = toolchains;
    this.decrypter = decrypter;
  }

  /** Returns where the worker computes, and says so. */
  final DeviceChoice device() {
    DeviceRequest request =
        new DeviceRequest(
            DeviceRequest.Wish.of(device),
            gpu,
            Optional.ofNullable(libtorch).map(File::toPath),
            session().isOffline());
    DeviceChoice choice = DeviceChoice.onThisMachine(request);
    getLog().info("Device " + choice.device() + ": " + choice.reason() + ".");
    return choice;
  }

  final Worker worker(DeviceChoice choice) {
    return new Worker(
        new WorkerArtifacts(
            repositorySystem,
            session().getRepositorySession(),
            project().getRemotePluginRepositories()),
        userEntries(),
        choice,
        gpu,
        jvm(),
        new HubSettings(session().getSettings(), decrypter)
            .access(hub.endpoint(properties()), hub.server(properties())),
        places().base(),
        places().output(),
        command -> getLog().debug("Worker: " + command));
  }

  /** Shows what the worker answered, or fails with its complaint. */
  final void show(Worker.Answer answer) throws MojoExecutionException, MojoFailureException {
    answer.text().forEach(getLog()::info);
    if (answer.exit() == ExitCode.USER.status()) {
      throw new MojoFailureException(answer.complaint());
    }
    if (answer.exit() != ExitCode.DONE.status()) {
      throw new MojoExecutionException(answer.complaint());
    }
  }

  /** A user's methods: the classes that the build has compiled, and all that they need. */
  private List<ClassPath.UserEntry> userEntries() {
    List<ClassPath.UserEntry> entries = new ArrayList<>();
    Path classes = Path.of(project().getBuild().getOutputDirectory());
    if (Files.isDirectory(classes)) {
      String id = project().getGroupId() + ":" + project().getArtifactId();
      entries.add(new ClassPath.UserEntry(id, project().getVersion(), classes));
    }
    for (Artifact artifact : project().getArtifacts()) {
      boolean needed = !Artifact.SCOPE_TEST.equals(artifact.getScope());
      if (needed
          && artifact.getFile() != null
          && artifact.getArtifactHandler().isAddedToClasspath()) {
        entries.add(
            new ClassPath.UserEntry(
                artifact.getGroupId() + ":" + artifact.getArtifactId(),
                artifact.getBaseVersion(),
                artifact.getFile().toPath()));
      }
    }
    return entries;
  }

  private JvmOptions jvm() {
    return new JvmOptions(
        java(),
        heap,
        jvmArguments,
        environment,
        Optional.ofNullable(timeout).map(text -> TimeSpan.parse(text, "timeout")),
        threads == null ? OptionalInt.empty() : OptionalInt.of(threads),
        debugPort == null ? OptionalInt.empty() : OptionalInt.of(debugPort));
  }

  private Path java() {
    List<Toolchain> found =
        jdkToolchain.isEmpty()
            ? Optional.ofNullable(toolchains.getToolchainFromBuildContext("jdk", session()))
                .map(List::of)
                .orElse(List.of())
            : toolchains.getToolchains(session(), "jdk", jdkToolchain);
    if (!found.isEmpty()) {
      return Path.of(found.get(0).findTool("java"));
    }
    if (!jdkToolchain.isEmpty()) {
      throw new BadInputException(
          new Problem(
              "There is no such JDK",
              "<jdkToolchain>",
              "no toolchain with " + jdkToolchain,
              "a toolchain of type jdk in toolchains.xml",
              "Add it there, or leave <jdkToolchain> out for the JDK that runs Maven."));
    }
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }
}
