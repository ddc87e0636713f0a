package org.pulsebench.worker;

import java.util.Arrays;
import java.util.Optional;
import org.pulsebench.experiment.Event.Category;

/**
 * What the exit status of a worker means.
 *
 * <p>The status alone is no proof: the JVM itself ends with 1 where it cannot start. A worker that
 * ended without {@link org.pulsebench.experiment.Event.Bye} has crashed, whatever its status.
 */
public enum ExitCode {
  /** All results are stored. */
  DONE(0),
  /** The user can mend it: arguments, experiment, data. */
  USER(1),
  /** The machine is at fault: memory, disk, native library, event channel. */
  ENVIRONMENT(2),
  /** PULSE, or the method that ran, is at fault. */
  BUG(3),
  /** The computation left the finite numbers. */
  DIVERGED(4),
  /** The process that started the worker, or the reader of its events, is gone. */
  ORPHANED(5),
  /** A signal asked the worker to stop; as a shell reports Ctrl-C. */
  CANCELLED(130);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  /** Returns the status of the process. */
  public int status() {
    return status;
  }

  /** Returns what a status means; empty if PULSE never ends with it. */
  public static Optional<ExitCode> ofStatus(int status) {
    return Arrays.stream(values()).filter(code -> code.status == status).findFirst();
  }

  static ExitCode of(Category category) {
    return switch (category) {
      case USER -> USER;
      case ENVIRONMENT -> ENVIRONMENT;
      case BUG -> BUG;
      case DIVERGED -> DIVERGED;
    };
  }
}
