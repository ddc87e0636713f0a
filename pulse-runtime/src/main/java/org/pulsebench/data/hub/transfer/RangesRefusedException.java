package org.pulsebench.data.hub.transfer;

/**
 * A server gave the whole file where a part was asked for: it has another version, or no ranges.
 */
final class RangesRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RangesRefusedException() {
    super("the server gave the whole file instead of a part");
  }
}
