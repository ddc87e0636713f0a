package org.pulsebench.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/**
 * Lines for whoever looks into a run afterwards: what ended it, and stack traces.
 *
 * <p>Lines are written at once, so that the last one stands there however the process ends. Safe
 * for use by several threads.
 */
final class WorkerLog {

  private final PrintStream out;
  private final String name;

  private WorkerLog(PrintStream out, String name) {
    this.out = out;
    this.name = name;
  }

  /** Returns the log on standard error, wherever {@link System#err} points later. */
  static WorkerLog standardError() {
    FileOutputStream stream = new FileOutputStream(FileDescriptor.err);
    return new WorkerLog(
        new PrintStream(stream, true, StandardCharsets.UTF_8), "the worker's standard error");
  }

  /**
   * Returns the log that goes on at the end of a file, which is made where it is missing.
   *
   * @throws EnvironmentException if the file cannot be written
   */
  static WorkerLog file(Path file) {
    try {
      return new WorkerLog(
          new PrintStream(
              Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
              true,
              StandardCharsets.UTF_8),
          file.toString());
    } catch (IOException e) {
      throw new EnvironmentException(
          new Problem(
              "The log cannot be written",
              file.toString(),
              e.toString(),
              "a file in an existing directory that this user may write to",
              "Create the directory or name another file with --log."),
          e);
    }
  }

  /**
   * Sends what Java code prints here too. What native code prints goes past Java, to wherever the
   * parent process has led standard output and error.
   */
  void takeStandardStreams() {
    System.setOut(out);
    System.setErr(out);
  }

  /** Returns where the log is, in words for a message. */
  String name() {
    return name;
  }

  void line(String text) {
    synchronized (out) {
      out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + text);
    }
  }

  void trace(String text, Throwable thrown) {
    synchronized (out) {
      line(text);
      thrown.printStackTrace(out);
    }
  }
}
