package org.pulsebench.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/** One open safetensors file with its checked header; {@link #close} ends reading, not mappings. */
final class SafetensorsFile implements AutoCloseable {

  private final Path path;
  private final FileChannel channel;
  private final MapMode mapMode;
  private final SafetensorsHeader header;

  private SafetensorsFile(
      Path path, FileChannel channel, MapMode mapMode, SafetensorsHeader header) {
    this.path = path;
    this.channel = channel;
    this.mapMode = mapMode;
    this.header = header;
  }

  /**
   * Opens a file and checks its header.
   *
   * @throws BadInputException if it is no sound safetensors file
   * @throws EnvironmentException if it cannot be read
   */
  static SafetensorsFile open(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new BadInputException(
          new Problem(
              "No such safetensors file",
              path.toString(),
              Files.exists(path) ? "something that is not a file" : "nothing",
              "a .safetensors file",
              "Correct the path, or download the checkpoint."));
    }
    // Java grants a copy-on-write mapping only on a channel that could write. A file of another
    // user or on a read-only disk gets the read-only one.
    boolean writable = Files.isWritable(path);
    Set<OpenOption> options =
        writable
            ? Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE)
            : Set.of(StandardOpenOption.READ);
    try {
      FileChannel channel = FileChannel.open(path, options);
      try {
        SafetensorsHeader header = SafetensorsHeader.read(path, channel);
        MapMode mode = writable ? MapMode.PRIVATE : MapMode.READ_ONLY;
        return new SafetensorsFile(path, channel, mode, header);
      } catch (IOException | RuntimeException | Error e) {
        closeAfter(e, channel);
        throw e;
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static void closeAfter(Throwable failure, FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  Path path() {
    return path;
  }

  SafetensorsHeader header() {
    return header;
  }

  /** Maps a range of the file as a direct little-endian buffer that starts at position 0. */
  ByteBuffer map(long offset, int length) {
    if (length == 0) {
      // A mapping of nothing has address 0, which native code takes for a failure.
      return ByteBuffer.allocateDirect(0).order(ByteOrder.LITTLE_ENDIAN);
    }
    try {
      return channel.map(mapMode, offset, length).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** Reads as many bytes as remain in a buffer, from a position of the file on. */
  void read(long offset, ByteBuffer target) {
    try {
      SafetensorsHeader.readFully(channel, target, offset);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  static EnvironmentException unreadable(Path path, IOException cause) {
    return new EnvironmentException(
        new Problem(
            "Cannot read the checkpoint",
            path.toString(),
            cause.toString(),
            "a readable file that nobody changes meanwhile",
            "Check the permissions of the file and the health of its disk."),
        cause);
  }
}
