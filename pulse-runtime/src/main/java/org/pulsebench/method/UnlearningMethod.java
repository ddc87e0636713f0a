package org.pulsebench.method;

/**
 * An unlearning method: from a model state and a request to a new model state.
 *
 * <p>A method that minimises a loss is an {@link ObjectiveMethod} and gives nothing but that. A
 * method in another project is a public class with a public constructor without arguments, named by
 * its class or found by {@link java.util.ServiceLoader}; see {@link Methods}.
 */
public interface UnlearningMethod {

  /** Returns what the method says of itself, the same every time. */
  MethodDescription description();

  /**
   * Makes a model forget.
   *
   * <p>The states of the task stay as they are. What the task's plan does not train is in the new
   * state as it was, bit for bit. The same task gives the same bytes: all randomness comes from the
   * task.
   *
   * @return the new state, which the caller closes
   * @throws org.pulsebench.BadInputException if the task cannot be done
   */
  Unlearned unlearn(UnlearningTask task);

  /**
   * Returns whether each request makes an expert of its own: it begins with the state before all
   * requests, which stays as it is, and answers for what the request is to forget alone.
   */
  default boolean trainsExperts() {
    return false;
  }
}
