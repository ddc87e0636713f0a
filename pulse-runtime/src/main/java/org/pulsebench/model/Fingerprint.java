package org.pulsebench.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.pulsebench.model.config.ParameterSpec;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tensor;

/**
 * The SHA-256 of a model's weights: canonical name, shape, and the first and last 1024 values of
 * every parameter in the layout's order, widened to {@code float32}.
 *
 * <p>Files that name, order or distribute the same weights differently have the same fingerprint,
 * and so has a wider element type with the same values. It is no proof of integrity: a change in
 * the middle of a parameter larger than both ends goes unseen.
 */
final class Fingerprint {

  /** How much of each end of a parameter is covered, in values. */
  private static final int END = 1024;

  private final MessageDigest digest = sha256();

  /** Adds a parameter, which is read only. */
  void add(ParameterSpec parameter, Tensor values) {
    digest.update((parameter.name() + " " + parameter.shape() + "\n").getBytes(UTF_8));
    try (Scope scratch = values.scope().child()) {
      float[] covered = values.ends(scratch, END).toFloats();
      ByteBuffer bytes =
          ByteBuffer.allocate(covered.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(covered);
      digest.update(bytes);
    }
  }

  /** Returns the digest of everything added, in hexadecimal. */
  String value() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform provides SHA-256", e);
    }
  }
}
