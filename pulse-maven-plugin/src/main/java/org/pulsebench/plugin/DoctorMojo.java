package org.pulsebench.plugin;

import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.pulsebench.plugin.fork.Worker;
import org.pulsebench.worker.ExitCode;

/**
 * Looks at the machine: what is found of JDK, native library and its flavour, GPU and driver,
 * memory, disk and store, what is missing, and what to do about it.
 */
@Mojo(name = "doctor", requiresProject = false, threadSafe = true)
public final class DoctorMojo extends AbstractWorkerMojo {

  /** Skips this goal. */
  @Parameter(property = "pulse.doctor.skip", defaultValue = "false")
  private boolean skipDoctor;

  /** Is made by Maven. */
  @Inject
  public DoctorMojo(RepositorySystem repositorySystem, ToolchainManager toolchains) {
    super(repositorySystem, toolchains);
  }

  @Override
  boolean isSkipped() {
    return skipDoctor;
  }

  @Override
  void executeGoal() throws MojoExecutionException {
    Worker.Answer answer = worker(device()).ask("doctor", List.of("doctor"));
    answer.text().forEach(getLog()::info);
    if (answer.exit() != ExitCode.DONE.status()) {
      throw new MojoExecutionException(
          answer.complaint().isEmpty() ? "PULSE cannot run on this machine." : answer.complaint());
    }
  }
}
