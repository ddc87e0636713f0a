package org.pulsebench.model;

import ai.djl.ndarray.types.Shape;
import org.pulsebench.tensor.ElementType;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tensor;

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

  /** Returns the number by which TorchScript calls the element type. */
  String scriptType() {
    return this == F32 ? "6" : "15";
  }

  /** Returns the size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Returns the element type of the residual stream and of frozen weights. */
  public ElementType elementType() {
    return this == F32 ? ElementType.F32 : ElementType.BF16;
  }

  Tensor zeros(Scope scope, Shape shape) {
    Tensor zeros = scope.zeros(shape);
    if (this == F32) {
      return zeros;
    }
    try (zeros) {
      return zeros.castTo(elementType(), scope);
    }
  }
}
