package org.pulsebench.tensor;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where one tensor of a checkpoint lies.
 *
 * @param name the tensor's name
 * @param type the type of its elements
 * @param shape its shape; {@code ()} for a scalar
 * @param file the file that holds it
 * @param offset the position of its first byte, counted from the start of the file
 * @param byteSize its size, in bytes; always shape times element size
 */
public record SafetensorsEntry(
    String name, ElementType type, Shape shape, Path file, long offset, long byteSize) {

  public SafetensorsEntry {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(file, "file");
    if (offset < 0) {
      throw new IllegalArgumentException("negative offset " + offset + " of tensor " + name);
    }
    if (byteSize != type.byteSize(shape)) {
      throw new IllegalArgumentException(
          "tensor " + name + " of " + type + " " + shape + " cannot have " + byteSize + " bytes");
    }
  }

  /** Returns the position after the tensor's last byte, counted from the start of the file. */
  long end() {
    return offset + byteSize;
  }
}
