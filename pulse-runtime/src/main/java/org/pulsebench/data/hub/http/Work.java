package org.pulsebench.data.hub.http;

import java.io.IOException;

/** Work over a network that may be tried again. */
@FunctionalInterface
public interface Work<T> {

  /**
   * Tries it.
   *
   * @throws TransientReplyException if the server asks to come back later
   * @throws IOException if trying again may help
   */
  T attempt() throws IOException;

  /**
   * Returns a number that grows with every byte won; a failure after some is not a failure in a
   * row.
   */
  default long progress() {
    return 0;
  }
}
