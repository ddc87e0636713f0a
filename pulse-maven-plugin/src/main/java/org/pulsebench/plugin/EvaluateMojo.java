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
 * Asks all questions before any request and after each, after what {@code unlearn} does, and writes
 * {@code results.json}.
 */
@Mojo(
    name = "evaluate",
    defaultPhase = LifecyclePhase.INTEGRATION_TEST,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    requiresProject = false,
    threadSafe = true)
public final class EvaluateMojo extends AbstractRunMojo {

  /** Skips this goal. */
  @Parameter(property = "pulse.evaluate.skip", defaultValue = "false")
  private boolean skipEvaluate;

  /** Is made by Maven. */
  @Inject
  public EvaluateMojo(
      RepositorySystem repositorySystem, ToolchainManager toolchains, SettingsDecrypter decrypter) {
    super(repositorySystem, toolchains, decrypter);
  }

  @Override
  boolean isSkipped() {
    return skipEvaluate;
  }

  @Override
  Phase phase() {
    return Phase.EVALUATE;
  }

  @Override
  void finish() {
    getLog().info("Evaluated: " + places().shown(results()));
  }
}
