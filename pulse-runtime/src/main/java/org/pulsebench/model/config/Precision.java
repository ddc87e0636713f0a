package org.pulsebench.model.config;

import org.pulsebench.tensor.ElementType;

/** The number format of frozen base weights and of the activations computed from them. */
public enum Precision {
  /** IEEE single precision; the choice on CPU. */
  F32(Float.BYTES),
  /** bfloat16; the choice on GPU. Whatever is trained stays in float32 beside it. */
  BF16(Short.BYTES);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Returns the element type of the residual stream and of frozen weights. */
  public ElementType elementType() {
    return this == F32 ? ElementType.F32 : ElementType.BF16;
  }
}
