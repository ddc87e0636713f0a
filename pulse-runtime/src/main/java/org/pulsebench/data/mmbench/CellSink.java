package org.pulsebench.data.mmbench;

/** Takes the bytes of one cell after another, quotes already removed. */
interface CellSink {

  /** Takes nothing down: for columns that nobody asked for. */
  CellSink DISCARD =
      new CellSink() {
        @Override
        public void start(long offset) {}

        @Override
        public void accept(byte[] buffer, int from, int to) {}
      };

  /**
   * Begins a cell, and forgets the one before.
   *
   * @param offset where in the file the cell's content begins, in bytes
   */
  void start(long offset);

  /** Takes the next bytes of the cell; the buffer is reused afterwards. */
  void accept(byte[] buffer, int from, int to);
}
