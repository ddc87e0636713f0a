package org.pulsebench.experiment;

import java.util.Locale;
import java.util.function.Consumer;
import org.pulsebench.Problem;
import org.pulsebench.data.hub.FetchEvent;

/**
 * Tells of a fetch as of a step, which there is only if something has to come over the network.
 * Told on any thread, one at a time.
 */
final class FetchProgress implements Consumer<FetchEvent>, AutoCloseable {

  private static final String STEP = "fetch";
  private static final String UNIT = "MB";
  private static final long MEGABYTE = 1_000_000;

  private final EventSink events;
  private boolean started;
  private long startedAt;

  FetchProgress(EventSink events) {
    this.events = events;
  }

  @Override
  public synchronized void accept(FetchEvent event) {
    if (event instanceof FetchEvent.Started start) {
      started = true;
      startedAt = System.nanoTime();
      String files = start.files() + (start.files() == 1 ? " file, " : " files, ");
      String size = String.format(Locale.ROOT, "%,d MB", megabytes(start.bytes()));
      events.accept(new Event.StepStarted(STEP, STEP, files + size, 1, 1));
      events.accept(Event.Progress.begun(STEP));
    } else if (event instanceof FetchEvent.Advanced advanced) {
      long done = Math.min(advanced.done(), advanced.total());
      events.accept(
          new Event.Progress(
              STEP, done / MEGABYTE, megabytes(advanced.total()), UNIT, advanced.left()));
    } else if (event instanceof FetchEvent.Reused reused) {
      events.accept(
          new Event.Said(
              "%s: %s is used from %s, not fetched"
                  .formatted(reused.source(), reused.path(), reused.at())));
    } else if (event instanceof FetchEvent.Waiting waiting) {
      events.accept(new Event.Warning(waiting(waiting)));
    } else if (event instanceof FetchEvent.Retrying retrying) {
      events.accept(new Event.Warning(retrying(retrying)));
    }
  }

  /** Ends the step, however the fetch has ended. */
  @Override
  public synchronized void close() {
    if (started) {
      double seconds = (System.nanoTime() - startedAt) / 1e9;
      events.accept(new Event.StepFinished(STEP, STEP, false, seconds));
    }
  }

  private static long megabytes(long bytes) {
    return (bytes + MEGABYTE - 1) / MEGABYTE;
  }

  private static Problem waiting(FetchEvent.Waiting waiting) {
    return new Problem(
        "Another build fetches a file",
        waiting.path(),
        "its lock is held",
        "nobody else at work",
        "Nothing is to be done: the file is used as soon as it is there.");
  }

  private static Problem retrying(FetchEvent.Retrying retrying) {
    return new Problem(
        "A server failed and is asked again",
        retrying.address(),
        retrying.reason(),
        "a whole answer",
        "Nothing is to be done: it goes on in " + retrying.pause().toMillis() + " ms.");
  }
}
