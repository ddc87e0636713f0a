package org.pulsebench;

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
}
