package org.pulsebench.data.hub.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.pulsebench.Cancellation;
import org.pulsebench.data.hub.content.Digesting;

/**
 * Digests a file while it comes: follows the part of it that is there without a gap, which is still
 * in the system's memory then and need not be read from the disk.
 */
final class PrefixDigest implements Callable<Digesting.Digested> {

  private static final int BUFFER_BYTES = 1 << 20;
  private static final long LOOK_MILLIS = 5;

  private final Path file;
  private final Pieces pieces;
  private final Digesting digesting;
  private final Cancellation cancellation;

  PrefixDigest(PartialFile partial, RemoteFile remote, Cancellation cancellation) {
    this.file = partial.file();
    this.pieces = partial.pieces();
    this.digesting = new Digesting(remote.size(), remote.kind());
    this.cancellation = cancellation;
  }

  /** Returns the digests when all of the file is there. */
  @Override
  public Digesting.Digested call() throws IOException, InterruptedException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    long position = 0;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (position < pieces.size()) {
        cancellation.throwIfRequested();
        long there = pieces.prefix(position);
        if (there == position || (there - position < BUFFER_BYTES && there < pieces.size())) {
          Thread.sleep(LOOK_MILLIS);
          continue;
        }
        buffer.clear().limit((int) Math.min(BUFFER_BYTES, there - position));
        int read = channel.read(buffer, position);
        if (read <= 0) {
          throw new IOException("the file became shorter while it was read");
        }
        digesting.add(buffer.array(), read);
        position += read;
      }
    }
    return digesting.finish();
  }
}
