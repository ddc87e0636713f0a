package org.pulsebench.tensor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes safetensors files that the writer would refuse to make. */
final class SafetensorsFiles {

  private SafetensorsFiles() {}

  static void write(Path file, String json, int dataBytes) throws IOException {
    write(file, json.getBytes(UTF_8).length, json.getBytes(UTF_8), dataBytes);
  }

  static void write(Path file, long headerLength, byte[] header, int dataBytes) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(Long.BYTES + header.length + dataBytes);
    content.order(ByteOrder.LITTLE_ENDIAN).putLong(headerLength).put(header);
    Files.write(file, content.array());
  }
}
