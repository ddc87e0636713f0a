package org.pulsebench.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.pulsebench.BadInputException;
import org.pulsebench.DivergedException;
import org.pulsebench.Problem;
import org.pulsebench.PulseException;
import org.pulsebench.plugin.configuration.ConfigurationWords;
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
   * worker.log}, {@code report} and {@code gate}.
   *
   * <p>Example: {@code <directory>${project.build.directory}/forgetting</directory>}
   */
  @Parameter(property = "pulse.directory", defaultValue = "${project.build.directory}/pulse")
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
    } catch (BadInputException | DivergedException e) {
      throw new MojoFailureException(told(e), e);
    } catch (PulseException e) {
      throw new MojoExecutionException(told(e), e);
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

  /** Returns the directory that relative paths are from. */
  final Path base() {
    return Optional.ofNullable(project().getBasedir())
        .map(File::toPath)
        .orElseGet(() -> Path.of(session.getExecutionRootDirectory()));
  }

  final Path output() {
    return directory.toPath();
  }

  final Path experimentFile() {
    return output().resolve("experiment.json");
  }

  /** Returns a path as a person reads it: from the project's directory, if it is in it. */
  final String shown(Path path) {
    return path.startsWith(base()) ? base().relativize(path).toString() : path.toString();
  }

  /** Returns the properties of the command line, then those of the project. */
  final PropertyLookup properties() {
    return name ->
        Optional.ofNullable(session.getUserProperties().getProperty(name))
            .or(() -> Optional.ofNullable(project().getProperties().getProperty(name)));
  }

  private String told(PulseException e) {
    return told(e.problem());
  }

  final String told(Problem problem) {
    return new ConfigurationWords(experimentFile()).translated(problem).message();
  }
}
