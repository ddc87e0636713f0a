package org.pulsebench.method.lumoe;

/**
 * Decides which experts answer a question.
 *
 * <p>Implementations are immutable and safe for several threads, and route equal questions alike,
 * unless a model decides that is not.
 */
@FunctionalInterface
public interface Router {

  /**
   * Returns the experts for a question; none for a blank one without a picture.
   *
   * @throws org.pulsebench.BadInputException if the question lacks what the router decides by
   */
  Routing route(RoutingQuestion question);
}
