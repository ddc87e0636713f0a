package org.pulsebench.data.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream of which only so many bytes may be read for the header of an entry: a long name or an
 * extended header is held in memory, and may claim to be of any size.
 */
final class HeaderBudget extends FilterInputStream {

  private static final long UNLIMITED = Long.MAX_VALUE;

  private long left = UNLIMITED;

  HeaderBudget(InputStream in) {
    super(in);
  }

  void limit(long bytes) {
    left = bytes;
  }

  void lift() {
    left = UNLIMITED;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    if (value >= 0) {
      spend(1);
    }
    return value;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = in.read(target, offset, length);
    if (read > 0) {
      spend(read);
    }
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = in.skip(bytes);
    spend(skipped);
    return skipped;
  }

  private void spend(long bytes) throws IOException {
    if (left == UNLIMITED) {
      return;
    }
    left -= bytes;
    if (left < 0) {
      throw new IOException("the header of an entry is larger than any real one");
    }
  }
}
