package org.pulsebench.tensor;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/**
 * The checked header of one safetensors file: 8 bytes of length, JSON, then the tensors' bytes
 * without gap or overlap.
 *
 * @param entries the tensors by name
 * @param metadata the free-form strings under {@code __metadata__}
 */
record SafetensorsHeader(
    SortedMap<String, SafetensorsEntry> entries, SortedMap<String, String> metadata) {

  static final String METADATA_KEY = "__metadata__";

  /** The cap of the reference implementation, in bytes. */
  static final int MAX_LENGTH = 100_000_000;

  private static final String DOWNLOAD_AGAIN =
      "Copy or download the file again (an interrupted download, a Git LFS pointer or a web page"
          + " saved under this name look like this).";

  /**
   * Reads and checks a file's header.
   *
   * @throws BadInputException if anything in it is not as the format demands
   */
  static SafetensorsHeader read(Path file, FileChannel channel) throws IOException {
    long fileSize = channel.size();
    int length = readLength(file, channel, fileSize);
    byte[] json = new byte[length];
    readFully(channel, ByteBuffer.wrap(json), Long.BYTES);
    if (json[0] != '{') {
      throw bad(
          "Safetensors header does not start with '{'",
          file,
          String.format("first byte 0x%02x", json[0]),
          "a JSON object",
          DOWNLOAD_AGAIN);
    }
    long dataStart = (long) Long.BYTES + length;
    SafetensorsHeaderParser parser = new SafetensorsHeaderParser(file, dataStart);
    parser.parse(json);
    checkLayout(file, parser.entries(), dataStart, fileSize);
    SortedMap<String, SafetensorsEntry> entries = new TreeMap<>();
    parser.entries().forEach(entry -> entries.put(entry.name(), entry));
    return new SafetensorsHeader(entries, parser.metadata());
  }

  /** Adds this file's strings to those of earlier files, which take precedence. */
  void mergeMetadataInto(Map<String, String> merged) {
    metadata.forEach(merged::putIfAbsent);
  }

  private static int readLength(Path file, FileChannel channel, long fileSize) throws IOException {
    if (fileSize < Long.BYTES) {
      throw bad(
          "File is too short for safetensors",
          file,
          fileSize + " bytes",
          "at least 8 bytes, the length of the header",
          DOWNLOAD_AGAIN);
    }
    ByteBuffer field = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(channel, field, 0);
    long length = field.getLong(0);
    long available = fileSize - Long.BYTES;
    if (Long.compareUnsigned(length, Math.min(available, MAX_LENGTH)) > 0 || length == 0) {
      throw bad(
          "Safetensors header length is impossible",
          file,
          Long.toUnsignedString(length) + " bytes in a file of " + fileSize,
          "1 to " + MAX_LENGTH + " bytes, within the file",
          DOWNLOAD_AGAIN);
    }
    return (int) length;
  }

  /** The format allows no byte to belong to two tensors or to none. */
  private static void checkLayout(
      Path file, List<SafetensorsEntry> entries, long dataStart, long fileSize) {
    List<SafetensorsEntry> byOffset =
        entries.stream()
            .sorted(
                Comparator.comparingLong(SafetensorsEntry::offset)
                    .thenComparingLong(SafetensorsEntry::end))
            .toList();
    String before = "the header";
    long position = dataStart;
    for (SafetensorsEntry entry : byOffset) {
      if (entry.offset() != position) {
        boolean overlap = entry.offset() < position;
        throw bad(
            overlap ? "Tensors overlap" : "Hole between tensors",
            tensorIn(file, entry.name()),
            "its data starts at " + (entry.offset() - dataStart),
            "at " + (position - dataStart) + ", where " + before + " ends",
            "Write the checkpoint again with a current safetensors library.");
      }
      if (entry.end() > fileSize) {
        throw bad(
            "Safetensors file is truncated",
            tensorIn(file, entry.name()),
            "a file of " + fileSize + " bytes",
            "at least " + entry.end() + " bytes",
            DOWNLOAD_AGAIN);
      }
      position = entry.end();
      before = "tensor '" + entry.name() + "'";
    }
    if (position != fileSize) {
      throw bad(
          "Safetensors file has trailing bytes that belong to no tensor",
          file,
          "a file of " + fileSize + " bytes",
          position + " bytes, where " + before + " ends",
          DOWNLOAD_AGAIN);
    }
  }

  /** Fills the buffer from a position in the file. */
  static void readFully(FileChannel channel, ByteBuffer into, long position) throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int count = channel.read(into, at);
      if (count < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
      at += count;
    }
  }

  static String tensorIn(Path file, String name) {
    return file + ", tensor '" + name + "'";
  }

  private static BadInputException bad(
      String what, Object where, String found, String expected, String remedy) {
    return new BadInputException(new Problem(what, where.toString(), found, expected, remedy));
  }
}
