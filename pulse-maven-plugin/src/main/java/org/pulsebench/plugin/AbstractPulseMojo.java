package org.pulsebench.plugin;

import java.io.File;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.PulseException;
import org.pulsebench.plugin.configuration.PropertyLookup;

/** What all goals have in common: to be skipped, to be configured without a slip, to fail well. */
abstract class AbstractPulseMojo extends AbstractMojo {

  /**
   * Skips all goals of PULSE.
   *
   * <p>Example: {@code -Dpulse.skip}
   */
  @Parameter(property = "pulse.skip", defaultValue = "false")
  private boolean skip;

  /**
   * Where PULSE writes what it makes: {@code experiment.json}, {@code results.json}, {@code
   * worker.log}, {@code report} and {@code gate}; {@code ${project.build.directory}/pulse} by
   * default, and {@code target/pulse} where there is no project.
   *
   * <p>Example: {@code <directory>${project.build.directory}/forgetting</directory>}
   */
  @Parameter(property = "pulse.directory")
  private File directory;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution mojoExecution;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("Skipped: pulse.skip is set.");
      return;
    }
    if (isSkipped()) {
      getLog().info("Skipped: pulse." + goal() + ".skip is set.");
      return;
    }
    try {
      ConfigurationCheck.require(session, mojoExecution);
      executeGoal();
    } catch (PulseException e) {
      // Maven would add the cause's message, which is the same in other words.
      getLog().debug(e);
      if (e instanceof EnvironmentException) {
        throw new MojoExecutionException(told(e.problem()));
      }
      throw new MojoFailureException(told(e.problem()));
    }
  }

  /** Returns whether this goal alone is to be skipped. */
  abstract boolean isSkipped();

  /** Does the goal's work. */
  abstract void executeGoal() throws MojoExecutionException, MojoFailureException;

  final String goal() {
    return mojoExecution.getGoal();
  }

  final MavenSession session() {
    return session;
  }

  final MavenProject project() {
    return session.getCurrentProject();
  }

  /** Returns where things lie. */
  final Places places() {
    return Places.of(session, directory);
  }

  /** Returns the properties of the command line, then those of the project. */
  final PropertyLookup properties() {
    return name ->
        Optional.ofNullable(session.getUserProperties().getProperty(name))
            .or(() -> Optional.ofNullable(project().getProperties().getProperty(name)));
  }

  /** Tells a problem in the words of the POM. */
  String told(Problem problem) {
    return problem.message();
  }
}
