package org.pulsebench.plugin;

import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.pulsebench.plugin.fork.DeviceChoice;
import org.pulsebench.plugin.fork.Worker;
import org.pulsebench.worker.ExitCode;

/**
 * Looks at the machine: what is found of JDK, native library and its flavour, GPU and driver,
 * memory, disk and store, what of it the experiment needs, what is missing, and what to do about
 * it.
 */
@Mojo(
    name = "doctor",
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    requiresProject = false,
    threadSafe = true)
public final class DoctorMojo extends AbstractExperimentMojo {

  /** Skips this goal. */
  @Parameter(property = "pulse.doctor.skip", defaultValue = "false")
  private boolean skipDoctor;

  /** Is made by Maven. */
  @Inject
  public DoctorMojo(
      RepositorySystem repositorySystem, ToolchainManager toolchains, SettingsDecrypter decrypter) {
    super(repositorySystem, toolchains, decrypter);
  }

  @Override
  boolean isSkipped() {
    return skipDoctor;
  }

  @Override
  void executeGoal() throws MojoExecutionException {
    DeviceChoice choice = device();
    prepared(choice);
    Worker worker = worker(choice);
    Worker.Answer answer = worker.ask("doctor", List.of("doctor", experimentFile().toString()));
    if (answer.exit() == ExitCode.USER.status()) {
      getLog().warn("The machine alone is looked at: " + answer.complaint());
      answer = worker.ask("doctor", List.of("doctor"));
    }
    answer.text().forEach(getLog()::info);
    if (answer.exit() != ExitCode.DONE.status()) {
      throw new MojoExecutionException(
          answer.complaint().isEmpty() ? "PULSE cannot run on this machine." : answer.complaint());
    }
  }
}
