package org.pulsebench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A request to stop, made by whoever ends a run and looked for by the work that is running.
 *
 * <p>Work of any length looks often enough to stop within a second: between batches, never within
 * one. A request is never taken back. Safe for use by several threads.
 */
public final class Cancellation {

  private static final long LOOK_MILLIS = 50;

  private volatile boolean requested;

  /** Asks the work to stop; asking again changes nothing. */
  public void request() {
    requested = true;
  }

  /** Returns whether the work should stop. */
  public boolean isRequested() {
    return requested;
  }

  /**
   * Returns if the work may go on.
   *
   * @throws CancelledException if it should stop
   */
  public void throwIfRequested() {
    if (requested) {
      throw new CancelledException();
    }
  }

  /**
   * Waits, unless the work should stop.
   *
   * @throws CancelledException if it should, at the latest a moment after it was asked to
   * @throws InterruptedException if this thread is interrupted
   */
  public void pause(Duration pause) throws InterruptedException {
    long end = System.nanoTime() + pause.toNanos();
    throwIfRequested();
    for (long left = pause.toNanos(); left > 0; left = end - System.nanoTime()) {
      Thread.sleep(Math.min(LOOK_MILLIS, TimeUnit.NANOSECONDS.toMillis(left) + 1));
      throwIfRequested();
    }
  }
}
