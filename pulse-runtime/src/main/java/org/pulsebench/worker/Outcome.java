package org.pulsebench.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.pulsebench.BadInputException;
import org.pulsebench.Cancellation;
import org.pulsebench.CancelledException;
import org.pulsebench.DivergedException;
import org.pulsebench.Problem;
import org.pulsebench.PulseException;
import org.pulsebench.experiment.Event.Category;
import org.pulsebench.experiment.Event.Failed;
import org.pulsebench.experiment.Event.Status;

/**
 * How a run ended.
 *
 * @param exitCode what the process ends with
 * @param failure the event of a failed run; empty if it was done or cancelled
 */
record Outcome(ExitCode exitCode, Optional<Failed> failure) {

  private static final long MEBIBYTE = 1L << 20;

  static Outcome done() {
    return new Outcome(ExitCode.DONE, Optional.empty());
  }

  /** Returns the outcome of a run that another thread asked to stop. */
  static Outcome stopped(ExitCode exitCode) {
    return new Outcome(exitCode, Optional.empty());
  }

  /**
   * Returns the outcome of a run that threw.
   *
   * @param where the step that was running
   * @param log where the stack trace is, in words
   */
  static Outcome of(Throwable thrown, Cancellation cancellation, String where, String log) {
    Throwable cause = unwrapped(thrown);
    if (cause instanceof CancelledException && cancellation.isRequested()) {
      return stopped(ExitCode.CANCELLED);
    }
    Failed failed = failed(cause, where, log);
    return new Outcome(ExitCode.of(failed.category()), Optional.of(failed));
  }

  static Category category(PulseException exception) {
    if (exception instanceof BadInputException) {
      return Category.USER;
    }
    return exception instanceof DivergedException ? Category.DIVERGED : Category.ENVIRONMENT;
  }

  Status status() {
    if (failure.isPresent()) {
      return Status.FAILED;
    }
    return exitCode == ExitCode.DONE ? Status.DONE : Status.CANCELLED;
  }

  private static Failed failed(Throwable cause, String where, String log) {
    if (cause instanceof PulseException explained) {
      return new Failed(explained.problem(), category(explained));
    }
    if (cause instanceof OutOfMemoryError) {
      return new Failed(outOfMemory(where, cause), Category.ENVIRONMENT);
    }
    if (cause instanceof IOException || cause instanceof UncheckedIOException) {
      return new Failed(brokenInput(where, cause, log), Category.ENVIRONMENT);
    }
    return new Failed(bug(where, cause, log), Category.BUG);
  }

  private static Problem outOfMemory(String where, Throwable cause) {
    long heap = Runtime.getRuntime().maxMemory() / MEBIBYTE;
    return new Problem(
        "The worker ran out of memory",
        where,
        firstLine(cause) + " with a heap of " + heap + " MiB",
        "a heap that holds the step",
        "Raise -Xmx of the worker, or choose smaller batches.");
  }

  private static Problem brokenInput(String where, Throwable cause, String log) {
    return new Problem(
        "A file or connection failed",
        where,
        firstLine(cause),
        "files that can be read and written",
        "Check free space and permissions; the stack trace is in " + log + ".");
  }

  private static Problem bug(String where, Throwable cause, String log) {
    return new Problem(
        "The run failed in a way that PULSE cannot explain",
        where,
        firstLine(cause),
        "a result",
        "Report it, or mend the method if it is your own; the stack trace is in " + log + ".");
  }

  private static String firstLine(Throwable cause) {
    return cause.toString().lines().findFirst().orElseThrow();
  }

  private static Throwable unwrapped(Throwable thrown) {
    boolean wrapper = thrown instanceof CompletionException || thrown instanceof ExecutionException;
    return wrapper && thrown.getCause() != null ? unwrapped(thrown.getCause()) : thrown;
  }
}
