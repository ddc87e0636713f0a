package org.pulsebench.plugin;

import java.io.File;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.pulsebench.experiment.Phase;

/**
 * Prepares all that a run needs, so that it can do without a network: fetches the worker's
 * libraries and what of model and data is not on this machine, pins it in {@code
 * pulse-data.lock.json}, reads corpora and exam, and checks that they serve the protocols.
 */
@Mojo(
    name = "prepare-data",
    defaultPhase = LifecyclePhase.GENERATE_RESOURCES,
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    requiresProject = false,
    threadSafe = true)
public final class PrepareDataMojo extends AbstractRunMojo {

  /** Skips this goal. */
  @Parameter(property = "pulse.prepare-data.skip", defaultValue = "false")
  private boolean skipPrepareData;

  /**
   * A directory that the embedded world is written to in the published formats: MLLMU-Bench's
   * Parquet and MMBench's TSV.
   *
   * <p>Example: {@code -Dpulse.worldDirectory=target/world}
   */
  @Parameter(property = "pulse.worldDirectory")
  private File worldDirectory;

  /** Is made by Maven. */
  @Inject
  public PrepareDataMojo(
      RepositorySystem repositorySystem, ToolchainManager toolchains, SettingsDecrypter decrypter) {
    super(repositorySystem, toolchains, decrypter);
  }

  @Override
  boolean isSkipped() {
    return skipPrepareData;
  }

  @Override
  Phase phase() {
    return Phase.PREPARE;
  }

  @Override
  void finish() throws MojoExecutionException, MojoFailureException {
    if (worldDirectory != null) {
      show(worker(device()).ask("world", List.of("world", worldDirectory.toString())));
    }
  }
}
