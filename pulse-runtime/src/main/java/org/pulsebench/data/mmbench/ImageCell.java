package org.pulsebench.data.mmbench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Checks the current cell of the image column as it streams by, and keeps only its beginning. */
final class ImageCell implements CellSink {

  /** The longest cell that is a reference to another row's picture, as VLMEvalKit has it. */
  static final int MAX_REFERENCE = 64;

  private static final boolean[] ALPHABET = alphabet();

  private final byte[] head = new byte[MAX_REFERENCE];
  private long offset;
  private long length;
  private int padding;
  private String fault = "";

  @Override
  public void start(long offset) {
    this.offset = offset;
    length = 0;
    padding = 0;
    fault = "";
  }

  @Override
  public void accept(byte[] buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = buffer[i];
      if (length < head.length) {
        head[(int) length] = b;
      }
      if (b == '=') {
        padding++;
      } else if ((!ALPHABET[b & 0xFF] || padding > 0) && fault.isEmpty()) {
        fault = "%s as character %,d".formatted(shown(b), length + 1);
      }
      length++;
    }
  }

  /** Returns the byte of the file at which the content begins. */
  long offset() {
    return offset;
  }

  /** Returns the content's length in bytes, which for base64 is also that in characters. */
  long length() {
    return length;
  }

  boolean isReference() {
    return length <= MAX_REFERENCE;
  }

  /** Returns what the cell begins with, at most {@value #MAX_REFERENCE} characters. */
  String head() {
    return new String(head, 0, (int) Math.min(length, head.length), ISO_8859_1);
  }

  /** Returns why the cell, which is no reference, is not base64; empty if it is. */
  Optional<String> fault() {
    if (!fault.isEmpty()) {
      return Optional.of(fault);
    }
    return length % 4 == 0 && padding <= 2
        ? Optional.empty()
        : Optional.of("%,d characters, %,d of them padding".formatted(length, padding));
  }

  /** Returns the first bytes of the picture; only for a cell without a {@link #fault}. */
  byte[] signature() {
    return Base64.getDecoder().decode(Arrays.copyOf(head, 16));
  }

  private static String shown(byte b) {
    return b > ' ' && b < 0x7F ? "'" + (char) b + "'" : "the byte 0x%02X".formatted(b);
  }

  private static boolean[] alphabet() {
    boolean[] allowed = new boolean[256];
    for (byte[] pair : new byte[][] {{'A', 'Z'}, {'a', 'z'}, {'0', '9'}}) {
      Arrays.fill(allowed, pair[0], pair[1] + 1, true);
    }
    allowed['+'] = true;
    allowed['/'] = true;
    return allowed;
  }
}
