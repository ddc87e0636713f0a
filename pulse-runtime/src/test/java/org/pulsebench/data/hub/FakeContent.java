package org.pulsebench.data.hub;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.pulsebench.RandomStream;

/** A file on a {@link FakeHub}. */
public final class FakeContent {

  private final byte[] bytes;
  private final boolean large;
  private final String tag;

  /** Takes the file; the Hub keeps large ones in its store, by SHA-256. */
  FakeContent(byte[] bytes, boolean large, String tag) {
    this.bytes = bytes;
    this.large = large;
    this.tag = tag;
  }

  public static FakeContent of(byte[] bytes, boolean large) {
    return new FakeContent(bytes, large, "\"" + digest("SHA-1", bytes) + "\"");
  }

  /** Returns a large file of random bytes. */
  public static FakeContent random(int size, long seed) {
    byte[] bytes = new byte[size];
    RandomStream random = new RandomStream(seed);
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) random.nextLong();
    }
    return of(bytes, true);
  }

  byte[] bytes() {
    return bytes;
  }

  boolean isLarge() {
    return large;
  }

  String tag() {
    return tag;
  }

  long size() {
    return bytes.length;
  }

  String sha256() {
    return digest("SHA-256", bytes);
  }

  String md5() {
    return digest("MD5", bytes);
  }

  String gitBlob() {
    byte[] head = ("blob " + bytes.length + "\0").getBytes(US_ASCII);
    byte[] all = new byte[head.length + bytes.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(bytes, 0, all, head.length, bytes.length);
    return digest("SHA-1", all);
  }

  void write(OutputStream out, long from, long to) throws IOException {
    out.write(bytes, (int) from, (int) (to - from));
  }

  private static String digest(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
