package org.pulsebench.data.hub.http;

/** Tells a failure of the one who takes the bytes from a failure of the one who brings them. */
final class SinkFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final RuntimeException failure;

  SinkFailedException(RuntimeException failure) {
    super(failure);
    this.failure = failure;
  }

  RuntimeException failure() {
    return failure;
  }
}
