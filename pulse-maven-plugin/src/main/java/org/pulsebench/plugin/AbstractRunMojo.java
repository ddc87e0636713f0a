package org.pulsebench.plugin;

import java.util.stream.Collectors;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.pulsebench.experiment.Event;
import org.pulsebench.experiment.Experiment;
import org.pulsebench.experiment.Phase;
import org.pulsebench.plugin.fork.DeviceChoice;
import org.pulsebench.plugin.fork.Worker;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.worker.ConsoleProgress;

/** A goal that carries out the steps of an experiment, all of them or those up to one kind. */
abstract class AbstractRunMojo extends AbstractExperimentMojo {

  AbstractRunMojo(
      RepositorySystem repositorySystem, ToolchainManager toolchains, SettingsDecrypter decrypter) {
    super(repositorySystem, toolchains, decrypter);
  }

  /** Returns how far the goal goes. */
  abstract Phase phase();

  @Override
  final void executeGoal() throws MojoExecutionException, MojoFailureException {
    DeviceChoice choice = device();
    Experiment experiment = prepared(choice);
    announce(experiment);
    ConsoleProgress progress = new ConsoleProgress(MavenOutput.of(getLog(), isInteractive()));
    Worker.Ending ending = worker(choice).run(experimentFile(), phase(), progress);
    if (ending.failure().isPresent()) {
      Event.Failed failed = ending.failure().get();
      if (isUsers(failed)) {
        throw new MojoFailureException(told(failed.problem()));
      }
      throw new MojoExecutionException(told(failed.problem()));
    }
    finish();
  }

  /** Says what was done. */
  abstract void finish() throws MojoExecutionException, MojoFailureException;

  /** Modules that are built side by side would write over each other's lines. */
  private boolean isInteractive() {
    MavenExecutionRequest request = session().getRequest();
    return request.isInteractiveMode() && request.getDegreeOfConcurrency() == 1;
  }

  private void announce(Experiment experiment) {
    getLog()
        .info(
            "Experiment \"%s\": %s; %s; seeds %s; model %s; store %s."
                .formatted(
                    experiment.name(),
                    experiment.protocols().stream()
                        .map(Protocol::name)
                        .collect(Collectors.joining(", ", "protocols ", "")),
                    experiment.methods().stream()
                        .map(Experiment.MethodChoice::method)
                        .collect(Collectors.joining(", ", "methods ", "")),
                    experiment.seeds().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ")),
                    experiment.model(),
                    experiment.store()));
    getLog().info("Configuration: " + places().shown(experimentFile()));
  }

  private static boolean isUsers(Event.Failed failed) {
    return switch (failed.category()) {
      case USER, DIVERGED -> true;
      case ENVIRONMENT, BUG -> false;
    };
  }
}
