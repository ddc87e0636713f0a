package org.pulsebench;

/**
 * A request to stop, made by whoever ends a run and looked for by the work that is running.
 *
 * <p>Work of any length looks often enough to stop within a second: between batches, never within
 * one. A request is never taken back. Safe for use by several threads.
 */
public final class Cancellation {

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
}
