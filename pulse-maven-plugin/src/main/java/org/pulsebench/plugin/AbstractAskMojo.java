package org.pulsebench.plugin;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.pulsebench.plugin.fork.DeviceChoice;

/** A goal that asks the worker about an experiment, and shows its answer. */
abstract class AbstractAskMojo extends AbstractExperimentMojo {

  AbstractAskMojo(
      RepositorySystem repositorySystem, ToolchainManager toolchains, SettingsDecrypter decrypter) {
    super(repositorySystem, toolchains, decrypter);
  }

  /** Returns what the worker is asked. */
  abstract List<String> question(Path experimentFile);

  @Override
  final void executeGoal() throws MojoExecutionException, MojoFailureException {
    DeviceChoice choice = device();
    prepared(choice);
    show(worker(choice).ask(goal(), question(experimentFile())));
  }
}
