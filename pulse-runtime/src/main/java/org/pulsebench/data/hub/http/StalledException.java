package org.pulsebench.data.hub.http;

import java.io.IOException;
import java.time.Duration;

/** A connection that brought nothing for too long. */
final class StalledException extends IOException {

  private static final long serialVersionUID = 1L;

  StalledException(Duration time) {
    super("nothing came for " + time.toMillis() + " ms");
  }
}
