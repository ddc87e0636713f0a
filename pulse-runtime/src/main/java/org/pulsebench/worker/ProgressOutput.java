package org.pulsebench.worker;

/**
 * Where the text about a run goes: a terminal, a file, the log of a build.
 *
 * <p>Texts may have several lines, without a line break at their end. Called by one thread at a
 * time.
 */
public interface ProgressOutput {

  /** Returns what {@link #status} is shown on, as it is now. */
  Terminal terminal();

  /** Writes text that stays. */
  void info(String text);

  /** Writes text that stays about something that stops nothing. */
  void warning(String text);

  /** Writes text that stays about what has ended the run. */
  void error(String text);

  /**
   * Shows one line in place of the last that this method showed; asked for only where the terminal
   * is interactive. Before text that stays it is asked for nothing, so that the two do not mix.
   *
   * @param line narrower than the terminal; empty to show nothing
   */
  void status(String line);
}
