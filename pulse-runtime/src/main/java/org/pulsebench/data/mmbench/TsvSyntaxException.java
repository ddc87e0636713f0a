package org.pulsebench.data.mmbench;

/** Quotes that leave it open where cells end; the reader knows what to call the place. */
final class TsvSyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String found;

  TsvSyntaxException(String what, String found) {
    super(what);
    this.found = found;
  }

  String found() {
    return found;
  }
}
