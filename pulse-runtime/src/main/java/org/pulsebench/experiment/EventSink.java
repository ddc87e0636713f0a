package org.pulsebench.experiment;

/**
 * Takes the events of a run, in their order.
 *
 * <p>A sink returns soon and throws nothing: work does not fail because nobody can be told of it.
 * It may be called by several threads.
 */
@FunctionalInterface
public interface EventSink {

  /** Takes one event. */
  void accept(Event event);
}
