package org.pulsebench;

/** A computation that left the finite numbers: a loss or a gradient that is NaN or infinite. */
public final class DivergedException extends PulseException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception for a problem that has no deeper cause. */
  public DivergedException(Problem problem) {
    super(problem, null);
  }

  /** Creates the exception for a problem that another failure brought to light. */
  public DivergedException(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
