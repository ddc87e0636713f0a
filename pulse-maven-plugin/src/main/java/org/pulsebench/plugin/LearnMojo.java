package org.pulsebench.plugin;

import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.pulsebench.experiment.Phase;

/**
 * Brings the model to know the people of the protocols: fine-tunes it on those that it does not
 * know, and finds out whom it knows. What is learnt stays in the store, where {@code unlearn} finds
 * it.
 */
@Mojo(
    name = "learn",
    defaultPhase = LifecyclePhase.INTEGRATION_TEST,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    requiresProject = false,
    threadSafe = true)
public final class LearnMojo extends AbstractRunMojo {

  /** Skips this goal. */
  @Parameter(property = "pulse.learn.skip", defaultValue = "false")
  private boolean skipLearn;

  /** Is made by Maven. */
  @Inject
  public LearnMojo(
      RepositorySystem repositorySystem, ToolchainManager toolchains, SettingsDecrypter decrypter) {
    super(repositorySystem, toolchains, decrypter);
  }

  @Override
  boolean isSkipped() {
    return skipLearn;
  }

  @Override
  Phase phase() {
    return Phase.LEARN;
  }

  @Override
  void finish() {
    getLog().info("Learned; what came of it is in the store.");
  }
}
