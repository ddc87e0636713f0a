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
 * Carries out all requests of all protocols by all methods, after what {@code learn} does. The
 * states of the model stay in the store, where {@code evaluate} finds them.
 */
@Mojo(
    name = "unlearn",
    defaultPhase = LifecyclePhase.INTEGRATION_TEST,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    requiresProject = false,
    threadSafe = true)
public final class UnlearnMojo extends AbstractRunMojo {

  /** Skips this goal. */
  @Parameter(property = "pulse.unlearn.skip", defaultValue = "false")
  private boolean skipUnlearn;

  /** Is made by Maven. */
  @Inject
  public UnlearnMojo(
      RepositorySystem repositorySystem, ToolchainManager toolchains, SettingsDecrypter decrypter) {
    super(repositorySystem, toolchains, decrypter);
  }

  @Override
  boolean isSkipped() {
    return skipUnlearn;
  }

  @Override
  Phase phase() {
    return Phase.UNLEARN;
  }

  @Override
  void finish() {
    getLog().info("Unlearned; what came of it is in the store.");
  }
}
