package org.pulsebench;

import java.io.IOException;
import java.nio.file.Path;

/** A machine that cannot do the work: no native library, a full disk, a lost process. */
public final class EnvironmentException extends PulseException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception for a problem that has no deeper cause. */
  public EnvironmentException(Problem problem) {
    super(problem, null);
  }

  /** Creates the exception for a problem that another failure brought to light. */
  public EnvironmentException(Problem problem, Throwable cause) {
    super(problem, cause);
  }

  /** Returns the exception for a file that is there and cannot be read. */
  public static EnvironmentException unreadable(Path file, IOException cause) {
    return new EnvironmentException(
        new Problem(
            "File cannot be read",
            file.toString(),
            cause.toString(),
            "a readable file",
            "Check its permissions and the disk."),
        cause);
  }

  /** Returns the exception for a file that cannot be written where it is wanted. */
  public static EnvironmentException unwritable(Path file, IOException cause) {
    return new EnvironmentException(
        new Problem(
            "File cannot be written",
            file.toString(),
            cause.toString(),
            "an existing directory with free space that this user may write to",
            "Create the directory, free space or choose another one."),
        cause);
  }
}
