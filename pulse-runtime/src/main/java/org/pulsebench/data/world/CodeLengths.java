package org.pulsebench.data.world;

/** The lengths of Huffman codes as a deflate block tells them (RFC 1951, section 3.2.7). */
final class CodeLengths {

  /** Where lengths are put, the lowest bits of a value. */
  interface BitSink {
    void put(int value, int count);
  }

  private static final int[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };
  private static final int REPEAT = 16;
  private static final int ZEROS = 17;
  private static final int MANY_ZEROS = 18;
  private static final int MAX_CODE = 7;

  private final int[] lengths = new int[286 + 30];
  private int count;

  /** Adds the length of the next symbol's code. */
  void add(int length) {
    lengths[count++] = length;
  }

  /** Writes the code for the lengths, and with it the lengths. */
  void write(BitSink sink) {
    int[] counts = new int[ORDER.length];
    encode((symbol, extra, bits) -> counts[symbol]++);
    HuffmanCode code = HuffmanCode.of(counts, MAX_CODE);
    sink.put(ORDER.length - 4, 4);
    for (int symbol : ORDER) {
      sink.put(code.length(symbol), 3);
    }
    encode(
        (symbol, extra, bits) -> {
          sink.put(code.code(symbol), code.length(symbol));
          sink.put(extra, bits);
        });
  }

  private interface SymbolSink {
    void put(int symbol, int extra, int bits);
  }

  private void encode(SymbolSink sink) {
    int position = 0;
    while (position < count) {
      int length = lengths[position];
      int run = 1;
      while (position + run < count && lengths[position + run] == length) {
        run++;
      }
      if (length == 0 && run >= 11) {
        run = Math.min(run, 138);
        sink.put(MANY_ZEROS, run - 11, 7);
      } else if (length == 0 && run >= 3) {
        sink.put(ZEROS, run - 3, 3);
      } else if (run >= 4) {
        run = Math.min(run, 7);
        sink.put(length, 0, 0);
        sink.put(REPEAT, run - 4, 2);
      } else {
        run = 1;
        sink.put(length, 0, 0);
      }
      position += run;
    }
  }
}
