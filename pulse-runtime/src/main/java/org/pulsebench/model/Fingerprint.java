package org.pulsebench.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.pulsebench.Sha256;
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
  static final int END = 1024;

  private final Sha256 digest = new Sha256();

  /** Adds a parameter, which is read only; its ends stand for the whole. */
  void add(ParameterSpec parameter, Tensor values) {
    digest.add(parameter.name() + " " + parameter.shape() + "\n");
    try (Scope scratch = values.scope().child()) {
      float[] covered = values.ends(scratch, END).toFloats();
      ByteBuffer bytes =
          ByteBuffer.allocate(covered.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(covered);
      digest.add(bytes);
    }
  }

  /** Returns the digest of everything added, in hexadecimal. */
  String value() {
    return digest.finish();
  }
}
