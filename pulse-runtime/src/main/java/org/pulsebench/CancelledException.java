package org.pulsebench;

/** Work that ended because a {@link Cancellation} asked it to; nothing is wrong. */
public final class CancelledException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CancelledException() {
    super("stopped on request");
  }
}
