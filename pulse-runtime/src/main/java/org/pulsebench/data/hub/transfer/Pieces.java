package org.pulsebench.data.hub.transfer;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The parts of a file and how much of each is there, from its beginning. Safe for use by several
 * threads, of which one at a time works on a part.
 */
final class Pieces {

  private final long size;
  private final long pieceBytes;
  private final AtomicLongArray done;
  private final AtomicInteger claimed = new AtomicInteger();

  Pieces(long size, long pieceBytes) {
    this.size = size;
    this.pieceBytes = pieceBytes;
    this.done = new AtomicLongArray(Math.toIntExact((size + pieceBytes - 1) / pieceBytes));
  }

  long size() {
    return size;
  }

  long pieceBytes() {
    return pieceBytes;
  }

  int count() {
    return done.length();
  }

  /** Returns the next part that nobody works on and that is not whole, or -1. */
  int claim() {
    for (int piece = claimed.getAndIncrement();
        piece < count();
        piece = claimed.getAndIncrement()) {
      if (!isWhole(piece)) {
        return piece;
      }
    }
    return -1;
  }

  /** Returns where the part's next byte belongs. */
  long position(int piece) {
    return piece * pieceBytes + done.get(piece);
  }

  long end(int piece) {
    return Math.min(size, (piece + 1) * pieceBytes);
  }

  long done(int piece) {
    return done.get(piece);
  }

  void set(int piece, long bytes) {
    done.set(piece, bytes);
  }

  void add(int piece, long bytes) {
    done.addAndGet(piece, bytes);
  }

  boolean isWhole(int piece) {
    return position(piece) == end(piece);
  }

  /** Forgets everything. */
  void clear() {
    for (int piece = 0; piece < count(); piece++) {
      done.set(piece, 0);
    }
    claimed.set(0);
  }

  long total() {
    long total = 0;
    for (int piece = 0; piece < count(); piece++) {
      total += done.get(piece);
    }
    return total;
  }

  /** Returns how many bytes are there from the file's beginning on without a gap. */
  long prefix(long atLeast) {
    int piece = (int) (atLeast / pieceBytes);
    while (piece < count() && isWhole(piece)) {
      piece++;
    }
    return piece == count() ? size : position(piece);
  }
}
