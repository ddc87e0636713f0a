package org.pulsebench;

/** A mistake that the user can mend: a wrong file, option or value. */
public final class BadInputException extends PulseException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception for a problem that has no deeper cause. */
  public BadInputException(Problem problem) {
    super(problem, null);
  }

  /** Creates the exception for a problem that another failure brought to light. */
  public BadInputException(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
