package org.pulsebench.data.mmbench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Holds the text of the current cell of a column. */
final class TextCell implements CellSink {

  /** More than any question has; a cell may be that long because a quote was never closed. */
  static final int MAX_BYTES = 1 << 20;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean tooLong;

  @Override
  public void start(long offset) {
    bytes.reset();
    tooLong = false;
  }

  @Override
  public void accept(byte[] buffer, int from, int to) {
    if (to - from > MAX_BYTES - bytes.size()) {
      tooLong = true;
    } else {
      bytes.write(buffer, from, to - from);
    }
  }

  boolean tooLong() {
    return tooLong;
  }

  /**
   * Returns the text.
   *
   * @throws CharacterCodingException if it is not UTF-8
   */
  String text() throws CharacterCodingException {
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
  }
}
