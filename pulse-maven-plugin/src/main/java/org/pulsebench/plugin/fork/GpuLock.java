package org.pulsebench.plugin.fork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.pulsebench.EnvironmentException;

/**
 * Keeps other builds and other modules of this build from using the same GPU at once: two models
 * seldom fit into one memory. On a CPU nothing is locked.
 */
final class GpuLock implements AutoCloseable {

  private static final long POLL_MILLIS = 500;

  private final Optional<FileChannel> channel;

  private GpuLock(Optional<FileChannel> channel) {
    this.channel = channel;
  }

  /** Returns a lock of nothing. */
  static GpuLock none() {
    return new GpuLock(Optional.empty());
  }

  /** Waits until the GPU is free, and takes it. */
  static GpuLock of(DeviceChoice device, int gpu) throws InterruptedException {
    if (!device.device().equals("gpu")) {
      return none();
    }
    // All users of the machine share its GPUs, and its directory of temporary files.
    Path file = Path.of(System.getProperty("java.io.tmpdir"), "pulse-gpu-" + gpu + ".lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      while (locked(channel).isEmpty()) {
        Thread.sleep(POLL_MILLIS);
      }
      return new GpuLock(Optional.of(channel));
    } catch (IOException e) {
      throw EnvironmentException.unwritable(file, e);
    }
  }

  private static Optional<FileLock> locked(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      // Another module of this build has it.
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    if (channel.isPresent()) {
      try {
        channel.get().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
