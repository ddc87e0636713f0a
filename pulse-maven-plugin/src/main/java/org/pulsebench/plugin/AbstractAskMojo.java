package org.pulsebench.plugin;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.pulsebench.plugin.fork.DeviceChoice;
import org.pulsebench.plugin.fork.Worker;
import org.pulsebench.worker.ExitCode;

/** A goal that asks the worker about an experiment, and shows its answer. */
abstract class AbstractAskMojo extends AbstractExperimentMojo {

  AbstractAskMojo(RepositorySystem repositorySystem, ToolchainManager toolchains) {
    super(repositorySystem, toolchains);
  }

  /** Returns what the worker is asked. */
  abstract List<String> question(Path experimentFile);

  @Override
  final void executeGoal() throws MojoExecutionException, MojoFailureException {
    DeviceChoice choice = device();
    prepared(choice);
    Worker.Answer answer = worker(choice).ask(goal(), question(experimentFile()));
    answer.text().forEach(getLog()::info);
    if (answer.exit() == ExitCode.USER.status()) {
      throw new MojoFailureException(answer.complaint());
    }
    if (answer.exit() != ExitCode.DONE.status()) {
      throw new MojoExecutionException(answer.complaint());
    }
  }
}
