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
 * Describes what there is: methods with their papers, formulas and parameters (those of this
 * project, too), protocols, corpora, exam, scorers and metrics.
 */
@Mojo(
    name = "describe",
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    requiresProject = false,
    threadSafe = true)
public final class DescribeMojo extends AbstractAskMojo {

  /** Skips this goal. */
  @Parameter(property = "pulse.describe.skip", defaultValue = "false")
  private boolean skipDescribe;

  /** Is made by Maven. */
  @Inject
  public DescribeMojo(
      RepositorySystem repositorySystem, ToolchainManager toolchains, SettingsDecrypter decrypter) {
    super(repositorySystem, toolchains, decrypter);
  }

  @Override
  boolean isSkipped() {
    return skipDescribe;
  }

  @Override
  List<String> question(Path experimentFile) {
    return List.of("describe", experimentFile.toString());
  }
}
