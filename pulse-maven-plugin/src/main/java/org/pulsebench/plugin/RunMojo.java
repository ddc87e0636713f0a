package org.pulsebench.plugin;

import java.io.File;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.pulsebench.experiment.Phase;
import org.pulsebench.results.PaperTables;
import org.pulsebench.results.ResultsDocument;

/**
 * Runs the whole experiment: learns, selects, unlearns, evaluates, writes {@code results.json},
 * shows the paper's tables and writes the report, as {@code pulse:report} does. Without
 * configuration it is the PULSE paper (arXiv 2507.01271) with few people, on the model and the
 * world that PULSE carries.
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

  /**
   * Whether the report is written at the end, into {@code report} beside the results.
   *
   * <p>Example: {@code -Dpulse.run.report=false}
   */
  @Parameter(property = "pulse.run.report", defaultValue = "true")
  private boolean report;

  /**
   * A directory of templates for the report, whose files in the folders {@code html} and {@code
   * latex} take the place of the built-in ones of the same name; by default {@code
   * src/pulse/templates} if the project has it.
   *
   * <p>Example: {@code <templates>${project.basedir}/paper/templates</templates>}
   */
  @Parameter(property = "pulse.report.templates")
  private File templates;

  /** Is made by Maven. */
  @Inject
  public RunMojo(
      RepositorySystem repositorySystem, ToolchainManager toolchains, SettingsDecrypter decrypter) {
    super(repositorySystem, toolchains, decrypter);
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
    if (report) {
      ReportGoal.update(
          ReportGoal.request(places(), project(), List.of(), List.of(), templates),
          places(),
          getLog());
    }
  }
}
