package org.pulsebench.plugin;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.plugin.gate.Gate;
import org.pulsebench.plugin.gate.GateCheck;
import org.pulsebench.plugin.gate.GateFiles;
import org.pulsebench.plugin.gate.Verdict;

/**
 * Holds {@code results.json} against rules, shows all that is not kept in one table, and then fails
 * the build. What is missing, not a number, diverged or cannot be compared is never kept. The
 * verdict is also written for machines: JUnit's XML, JSON, and Markdown for the summary of a CI
 * job.
 */
@Mojo(
    name = "check",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresProject = false,
    threadSafe = true)
public final class CheckMojo extends AbstractGateMojo {

  /** Skips this goal. */
  @Parameter(property = "pulse.check.skip", defaultValue = "false")
  private boolean skipCheck;

  @Override
  boolean isSkipped() {
    return skipCheck;
  }

  @Override
  void executeGoal() throws MojoFailureException {
    Gate gate = checkedGate();
    Verdict verdict = GateCheck.of(gate, results());
    Path directory = places().output().resolve("gate");
    GateFiles.write(verdict, directory);
    boolean passed = verdict.isPassed();
    for (String line : verdict.lines()) {
      if (passed) {
        getLog().info(line);
      } else {
        getLog().warn(line);
      }
    }
    Optional<Problem> problem = verdict.problem(results(), directory);
    if (problem.isPresent() && gate.haltOnFailure()) {
      throw new MojoFailureException(problem.get().message());
    }
    problem.ifPresent(told -> getLog().warn(told.message()));
  }

  private Gate checkedGate() {
    Gate gate = Gate.of(gate(), baselineProperty());
    return properties()
        .value("pulse.gate.haltOnFailure")
        .map(text -> gate.withHaltOnFailure(flag(text)))
        .orElse(gate);
  }

  private static boolean flag(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new BadInputException(
          new Problem(
              "A value makes no sense",
              "-Dpulse.gate.haltOnFailure",
              text,
              "true or false",
              "Correct the value."));
    }
    return text.equals("true");
  }
}
