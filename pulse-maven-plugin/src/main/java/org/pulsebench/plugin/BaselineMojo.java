package org.pulsebench.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.plugin.gate.Baseline;
import org.pulsebench.results.ResultsDocument;

/**
 * Writes {@code results.json} down as the baseline that later results are held against, in the file
 * that {@code <gate><baseline>} names: a small one, for version control. No other goal writes it.
 */
@Mojo(name = "baseline", requiresProject = false, threadSafe = true)
public final class BaselineMojo extends AbstractGateMojo {

  /** Skips this goal. */
  @Parameter(property = "pulse.baseline.skip", defaultValue = "false")
  private boolean skipBaseline;

  @Override
  boolean isSkipped() {
    return skipBaseline;
  }

  @Override
  void executeGoal() {
    Path file = baselineProperty().or(gate()::baseline).orElseThrow(BaselineMojo::unnamed);
    Baseline baseline = Baseline.of(ResultsDocument.read(results()));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw EnvironmentException.unwritable(file, e);
    }
    baseline.write(file);
    getLog()
        .info("Baseline: " + places().shown(file) + ", " + baseline.values().size() + " numbers");
  }

  private static BadInputException unnamed() {
    return new BadInputException(
        new Problem(
            "There is no place for the baseline",
            "<gate><baseline> (-Dpulse.gate.baseline)",
            "no such element",
            "a file under version control",
            "Write <gate><baseline>src/pulse/baseline.json</baseline></gate>."));
  }
}
