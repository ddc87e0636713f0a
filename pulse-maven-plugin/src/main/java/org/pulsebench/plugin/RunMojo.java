package org.pulsebench.plugin;

import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.pulsebench.experiment.Phase;
import org.pulsebench.results.PaperTables;
import org.pulsebench.results.ResultsDocument;

/**
 * Runs the whole experiment: learns, selects, unlearns, evaluates, writes {@code results.json} and
 * shows the paper's tables. Without configuration it is the PULSE paper (arXiv 2507.01271) with few
 * people, on the model and the world that PULSE carries.
 */
@Mojo(
    name = "run",
    defaultPhase = LifecyclePhase.INTEGRATION_TEST,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    requiresProject = false,
    threadSafe = true)
public final class RunMojo extends AbstractRunMojo {

  /** Skips this goal. */
  @Parameter(property = "pulse.run.skip", defaultValue = "false")
  private boolean skipRun;

  /** Is made by Maven. */
  @Inject
  public RunMojo(RepositorySystem repositorySystem, ToolchainManager toolchains) {
    super(repositorySystem, toolchains);
  }

  @Override
  boolean isSkipped() {
    return skipRun;
  }

  @Override
  Phase phase() {
    return Phase.EVALUATE;
  }

  @Override
  void finish() {
    PaperTables.of(ResultsDocument.read(results())).lines().forEach(getLog()::info);
    getLog().info("Results: " + places().shown(results()));
  }
}
