package org.pulsebench.plugin;

import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/**
 * Tells before a long run what it will take: steps, training steps, questions, memory, disk and, by
 * a short measurement on this machine, time. What is in the store already is not counted.
 */
@Mojo(
    name = "estimate",
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    requiresProject = false,
    threadSafe = true)
public final class EstimateMojo extends AbstractAskMojo {

  /** Skips this goal. */
  @Parameter(property = "pulse.estimate.skip", defaultValue = "false")
  private boolean skipEstimate;

  /** Is made by Maven. */
  @Inject
  public EstimateMojo(
      RepositorySystem repositorySystem, ToolchainManager toolchains, SettingsDecrypter decrypter) {
    super(repositorySystem, toolchains, decrypter);
  }

  @Override
  boolean isSkipped() {
    return skipEstimate;
  }

  @Override
  List<String> question(Path experimentFile) {
    return List.of("estimate", experimentFile.toString());
  }
}
