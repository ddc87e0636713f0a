package org.pulsebench.data.hub.http;

import java.nio.ByteBuffer;

/** Takes the body of an answer as it comes. */
@FunctionalInterface
public interface BodySink {

  /**
   * Takes all that remains of some bytes, on a thread of the client.
   *
   * @return whether more is wanted; if not, the connection is closed
   * @throws org.pulsebench.EnvironmentException if they cannot be written; the request then fails
   *     with it
   */
  boolean take(ByteBuffer bytes);
}
