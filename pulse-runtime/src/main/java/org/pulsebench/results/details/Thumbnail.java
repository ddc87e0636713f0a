package org.pulsebench.results.details;

import java.util.Base64;

/** A small picture, to be shown beside a question; a JPEG. */
public final class Thumbnail {

  /** What the bytes are. */
  public static final String MEDIA_TYPE = "image/jpeg";

  private final byte[] bytes;

  Thumbnail(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns the encoded picture; the caller may change the array. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Returns the picture as an address that a page can show without asking anybody. */
  public String dataUri() {
    return "data:" + MEDIA_TYPE + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "Thumbnail[" + bytes.length + " bytes]";
  }
}
