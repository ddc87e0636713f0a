package org.pulsebench.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/**
 * Prepares all that a run needs, so that it can do without a network: fetches the worker's
 * libraries, unpacks or looks at the model, reads corpora and exam, and checks that they serve the
 * protocols.
 */
@Mojo(
    name = "prepare-data",
    defaultPhase = LifecyclePhase.GENERATE_RESOURCES,
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    requiresProject = false,
    threadSafe = true)
public final class PrepareDataMojo extends AbstractAskMojo {

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
  public PrepareDataMojo(RepositorySystem repositorySystem, ToolchainManager toolchains) {
    super(repositorySystem, toolchains);
  }

  @Override
  boolean isSkipped() {
    return skipPrepareData;
  }

  @Override
  List<String> question(Path experimentFile) {
    List<String> question = new ArrayList<>(List.of("prepare", experimentFile.toString()));
    if (worldDirectory != null) {
      question.addAll(List.of("--world", worldDirectory.toString()));
    }
    return question;
  }
}
