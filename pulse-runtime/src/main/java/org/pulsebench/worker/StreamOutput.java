package org.pulsebench.worker;

import java.io.PrintStream;
import java.util.Objects;

/** Text on a stream, whose last line is written over where the stream ends at a terminal. */
public final class StreamOutput implements ProgressOutput {

  private final PrintStream out;
  private final Terminal terminal;
  private int shownColumns;

  /**
   * Creates an output.
   *
   * @param out is not closed
   * @param terminal at the end of the stream
   */
  public StreamOutput(PrintStream out, Terminal terminal) {
    this.out = Objects.requireNonNull(out, "out");
    this.terminal = Objects.requireNonNull(terminal, "terminal");
  }

  @Override
  public Terminal terminal() {
    return terminal;
  }

  @Override
  public void info(String text) {
    out.println(text);
    out.flush();
  }

  @Override
  public void warning(String text) {
    info("warning: " + text);
  }

  @Override
  public void error(String text) {
    info("error: " + text);
  }

  @Override
  public void status(String line) {
    int columns = StatusLine.width(line);
    if (columns == 0 && shownColumns == 0) {
      return;
    }
    out.print("\r" + line + " ".repeat(Math.max(0, shownColumns - columns)));
    if (columns == 0) {
      out.print("\r");
    }
    out.flush();
    shownColumns = columns;
  }
}
