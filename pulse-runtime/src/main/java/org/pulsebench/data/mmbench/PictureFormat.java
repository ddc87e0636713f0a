package org.pulsebench.data.mmbench;

import java.util.Arrays;

/** The formats that an exam's pictures may have, told by their first bytes. */
enum PictureFormat {
  PNG((byte) 0x89, (byte) 'P', (byte) 'N', (byte) 'G', (byte) '\r', (byte) '\n', (byte) 0x1A),
  JPEG((byte) 0xFF, (byte) 0xD8, (byte) 0xFF);

  private final byte[] signature;

  PictureFormat(byte... signature) {
    this.signature = signature;
  }

  /** Returns whether a picture that begins with these bytes has one of the formats. */
  static boolean isKnown(byte[] beginning) {
    return Arrays.stream(values()).anyMatch(format -> format.begins(beginning));
  }

  private boolean begins(byte[] beginning) {
    int length = signature.length;
    return beginning.length >= length && Arrays.equals(beginning, 0, length, signature, 0, length);
  }
}
