package org.pulsebench.data.hub.http;

import java.io.IOException;

/** An answer after which the same request may succeed later. */
public final class TransientReplyException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient Reply reply;

  /** Creates the exception for an answer that {@link Reply#isTransient}. */
  public TransientReplyException(Reply reply) {
    super("status " + reply.status());
    this.reply = reply;
  }

  Reply reply() {
    return reply;
  }
}
