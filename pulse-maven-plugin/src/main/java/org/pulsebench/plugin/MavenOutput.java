package org.pulsebench.plugin;

import java.io.PrintStream;
import org.apache.maven.plugin.logging.Log;
import org.pulsebench.worker.ProgressOutput;
import org.pulsebench.worker.StreamOutput;
import org.pulsebench.worker.Terminal;

/**
 * Shows a run in Maven's log: lines that stay at their level, and on a terminal, unless Maven runs
 * in batch mode, one line of progress that is written over.
 */
final class MavenOutput implements ProgressOutput {

  private static final int USUAL_COLUMNS = 80;

  private final Log log;
  private final Terminal terminal;
  private final StreamOutput status;

  private MavenOutput(Log log, Terminal terminal, PrintStream out) {
    this.log = log;
    this.terminal = terminal;
    this.status = new StreamOutput(out, terminal);
  }

  /**
   * Returns the output of a build.
   *
   * @param interactive whether Maven may talk with a person
   */
  static MavenOutput of(Log log, boolean interactive) {
    Terminal terminal =
        interactive && log.isInfoEnabled() ? Terminal.detect() : new Terminal(false, USUAL_COLUMNS);
    return new MavenOutput(log, terminal, System.out);
  }

  @Override
  public Terminal terminal() {
    return terminal;
  }

  @Override
  public void info(String text) {
    log.info(text);
  }

  @Override
  public void warning(String text) {
    log.warn(text);
  }

  @Override
  public void error(String text) {
    // The build's failure says it.
    log.debug(text);
  }

  @Override
  public void status(String line) {
    status.status(line);
  }
}
