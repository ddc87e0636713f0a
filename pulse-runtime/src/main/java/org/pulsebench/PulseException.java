package org.pulsebench;

/**
 * Any failure that PULSE explains to its user; the message holds everything the user needs, so no
 * stack trace has to be shown.
 */
public abstract sealed class PulseException extends RuntimeException
    permits BadInputException, EnvironmentException, DivergedException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  PulseException(Problem problem, Throwable cause) {
    super(problem.message(), cause);
    this.problem = problem;
  }

  /** Returns the parts of the message. */
  public Problem problem() {
    return problem;
  }
}
