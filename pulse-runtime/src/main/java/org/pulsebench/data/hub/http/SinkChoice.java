package org.pulsebench.data.hub.http;

import java.net.http.HttpHeaders;

/** Decides by status and headers what becomes of an answer's body. */
@FunctionalInterface
public interface SinkChoice {

  /** Returns the sink; it is asked for on a thread of the client. */
  BodySink sink(int status, HttpHeaders headers);
}
