package org.pulsebench.data.mmbench;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Splits a tab-separated file as pandas writes it into rows and cells, without holding a cell.
 *
 * <p>A cell with tabs, quotes or line breaks stands in double quotes, with its own quotes doubled;
 * a quote later in a cell that does not begin with one is an ordinary character. Lines end in LF or
 * CRLF; a CR elsewhere belongs to its cell. Empty lines are passed over. A byte order mark at the
 * beginning is ignored.
 *
 * <p>A library's tokenizer would hand over each picture as a string; and none says at which byte a
 * cell begins, which is what lets the pictures stay in the file.
 */
final class TsvTokenizer implements Closeable {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[] QUOTE = {'"'};
  private static final byte[] CARRIAGE_RETURN = {'\r'};
  private static final int END_OF_FILE = -1;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private long bufferOffset;
  private long nextLine = 1;
  private long line;
  private int column;

  TsvTokenizer(InputStream in) throws IOException {
    this.in = in;
    limit = in.readNBytes(buffer, 0, buffer.length);
    if (startsWithMark()) {
      position = BYTE_ORDER_MARK.length;
    }
  }

  /**
   * Reads a row.
   *
   * @param sinks what takes the cells; any that are over are dropped
   * @return whether there was a row
   * @throws TsvSyntaxException if a quote is not closed, or is followed by more than a separator
   */
  boolean next(List<? extends CellSink> sinks) throws IOException, TsvSyntaxException {
    while (peek() != END_OF_FILE && endOfLine()) {
      // An empty line.
    }
    line = nextLine;
    column = 0;
    if (peek() == END_OF_FILE) {
      return false;
    }
    do {
      cell(column < sinks.size() ? sinks.get(column) : CellSink.DISCARD);
      column++;
    } while (separator());
    return true;
  }

  /** Returns the line, from 1, in which the current row begins. */
  long line() {
    return line;
  }

  /** Returns how many cells of the current row were read to their end. */
  int cells() {
    return column;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void cell(CellSink sink) throws IOException, TsvSyntaxException {
    if (peek() != '"') {
      sink.start(offset());
      plain(sink);
      return;
    }
    long opened = nextLine;
    position++;
    sink.start(offset());
    quoted(sink, opened);
    if (!atSeparator()) {
      throw new TsvSyntaxException(
          "Text follows a closing quote",
          "the quote of line " + opened + " closed within line " + nextLine);
    }
  }

  private void plain(CellSink sink) throws IOException {
    while (peek() != END_OF_FILE) {
      int from = position;
      while (position < limit && !stops(buffer[position])) {
        position++;
      }
      sink.accept(buffer, from, position);
      if (position == limit) {
        continue;
      }
      if (buffer[position] != '\r') {
        return;
      }
      position++;
      if (peek() == '\n') {
        return;
      }
      sink.accept(CARRIAGE_RETURN, 0, 1);
    }
  }

  private static boolean stops(byte b) {
    return b == '\t' || b == '\n' || b == '\r';
  }

  private void quoted(CellSink sink, long opened) throws IOException, TsvSyntaxException {
    while (peek() != END_OF_FILE) {
      int from = position;
      while (position < limit && buffer[position] != '"') {
        if (buffer[position] == '\n') {
          nextLine++;
        }
        position++;
      }
      sink.accept(buffer, from, position);
      if (position == limit) {
        continue;
      }
      position++;
      if (peek() != '"') {
        return;
      }
      position++;
      sink.accept(QUOTE, 0, 1);
    }
    throw new TsvSyntaxException(
        "A quote is never closed", "the end of the file inside the quotes of line " + opened);
  }

  private boolean atSeparator() throws IOException {
    int next = peek();
    return next == '\t'
        || next == '\n'
        || next == END_OF_FILE
        || (next == '\r' && peekSecond() == '\n');
  }

  /** Consumes what follows a cell; returns whether that announces another one. */
  private boolean separator() throws IOException {
    if (peek() == '\t') {
      position++;
      return true;
    }
    endOfLine();
    return false;
  }

  /** Consumes a line end, if there is one here. */
  private boolean endOfLine() throws IOException {
    if (peek() == '\r' && peekSecond() == '\n') {
      position++;
    }
    if (peek() != '\n') {
      return false;
    }
    position++;
    nextLine++;
    return true;
  }

  private long offset() {
    return bufferOffset + position;
  }

  private int peek() throws IOException {
    if (position == limit && !refill(0)) {
      return END_OF_FILE;
    }
    return buffer[position] & 0xFF;
  }

  private int peekSecond() throws IOException {
    if (position + 1 == limit && !refill(1)) {
      return END_OF_FILE;
    }
    return buffer[position + 1] & 0xFF;
  }

  /** Replaces the buffer's content but for its last bytes, which move to its beginning. */
  private boolean refill(int kept) throws IOException {
    bufferOffset += limit - kept;
    System.arraycopy(buffer, limit - kept, buffer, 0, kept);
    position = 0;
    limit = kept + in.readNBytes(buffer, kept, buffer.length - kept);
    return limit > kept;
  }

  private boolean startsWithMark() {
    for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
      if (i >= limit || buffer[i] != BYTE_ORDER_MARK[i]) {
        return false;
      }
    }
    return true;
  }
}
