package org.pulsebench.tensor;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The type of a tensor's elements as safetensors names it; every value is stored little-endian.
 *
 * <p>The constants ascend in the order by which the reference implementation sorts the tensors of a
 * file (it writes the largest alignment first), so that {@link #compareTo} is that order. The 8-bit
 * and smaller floating-point types, the unsigned types wider than a byte and the complex types of
 * safetensors are not among them: nothing in PULSE computes with these.
 */
public enum ElementType {
  /** One byte, 0 or 1. */
  BOOL(1),
  /** Unsigned 8-bit integer. */
  U8(1),
  /** Signed 8-bit integer. */
  I8(1),
  /** Signed 16-bit integer. */
  I16(2),
  /** IEEE 754 half precision. */
  F16(2),
  /** bfloat16: the upper half of an {@link #F32}. */
  BF16(2),
  /** Signed 32-bit integer. */
  I32(4),
  /** IEEE 754 single precision. */
  F32(4),
  /** IEEE 754 double precision. */
  F64(8),
  /** Signed 64-bit integer. */
  I64(8);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the size of one element, in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Returns the name in a safetensors header, for example {@code BF16}. */
  public String safetensorsName() {
    return name();
  }

  /** Returns the type of that name in a safetensors header, or nothing if it is not supported. */
  public static Optional<ElementType> ofSafetensorsName(String name) {
    return Arrays.stream(values()).filter(t -> t.safetensorsName().equals(name)).findFirst();
  }

  /**
   * Returns the size of a tensor of this type, in bytes.
   *
   * @throws IllegalArgumentException if a dimension is negative
   * @throws ArithmeticException if the size is beyond the range of a long
   */
  public long byteSize(Shape shape) {
    long size = bytes;
    for (long dimension : shape.getShape()) {
      if (dimension < 0) {
        throw new IllegalArgumentException("negative dimension in shape " + shape);
      }
      size = Math.multiplyExact(size, dimension);
    }
    return size;
  }

  /** Returns the supported names, for messages. */
  static String supportedNames() {
    return Arrays.stream(values())
        .map(ElementType::safetensorsName)
        .collect(Collectors.joining(", "));
  }
}
