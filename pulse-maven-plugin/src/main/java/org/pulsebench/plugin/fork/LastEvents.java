package org.pulsebench.plugin.fork;

import java.util.Optional;
import org.pulsebench.experiment.Event;
import org.pulsebench.experiment.EventSink;

/** Passes events on, and remembers those by which an end is judged. */
final class LastEvents implements EventSink {

  private final EventSink next;
  private Optional<Event.StepStarted> running = Optional.empty();
  private Optional<Event.Failed> failed = Optional.empty();
  private Optional<Event.Bye> bye = Optional.empty();

  LastEvents(EventSink next) {
    this.next = next;
  }

  @Override
  public synchronized void accept(Event event) {
    if (event instanceof Event.StepStarted started) {
      running = Optional.of(started);
    } else if (event instanceof Event.StepFinished) {
      running = Optional.empty();
    } else if (event instanceof Event.Failed end) {
      failed = Optional.of(end);
    } else if (event instanceof Event.Bye end) {
      bye = Optional.of(end);
    }
    next.accept(event);
  }

  synchronized Optional<Event.Failed> failed() {
    return failed;
  }

  synchronized Optional<Event.Bye> bye() {
    return bye;
  }

  /** Returns the step that was running, in words. */
  synchronized String running() {
    return running
        .map(
            step ->
                "step %d of %d, %s %s"
                    .formatted(step.index(), step.of(), step.kind(), step.label()))
        .orElse("outside of its steps");
  }
}
