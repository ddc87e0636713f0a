package org.pulsebench.data.world;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * Compresses to the zlib format (RFC 1950 and 1951), the same input always to the same bytes.
 *
 * <p>{@link java.util.zip.Deflater} calls the zlib of the machine, and builds of that differ in
 * what they emit. This one knows a single block with Huffman codes of its own and takes the longest
 * match that it finds.
 */
final class Deflate {

  private static final int MIN_MATCH = 3;
  private static final int MAX_MATCH = 258;
  private static final int WINDOW = 1 << 15;
  private static final int HASH_BITS = 13;

  /** How many earlier places are tried for a match; more gains next to nothing on drawings. */
  private static final int MAX_TRIES = 16;

  private static final int END_OF_BLOCK = 256;
  private static final int LITERAL_SYMBOLS = 286;
  private static final int DISTANCE_SYMBOLS = 30;
  private static final int LAST_LENGTH = 28;
  private static final int MAX_CODE = 15;

  private final byte[] data;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final int[] newest = new int[1 << HASH_BITS];
  private final int[] earlier;

  /** Literals as they are; matches as the distance above nine bits of length. */
  private final int[] tokens;

  private int tokenCount;
  private final int[] literalCounts = new int[LITERAL_SYMBOLS];
  private final int[] distanceCounts = new int[DISTANCE_SYMBOLS];
  private long bits;
  private int bitCount;

  private Deflate(byte[] data) {
    this.data = data;
    earlier = new int[data.length];
    tokens = new int[data.length];
    Arrays.fill(newest, -1);
  }

  /** Returns the data as a whole zlib stream. */
  static byte[] zlib(byte[] data) {
    Deflate deflate = new Deflate(data);
    deflate.findMatches();
    deflate.writeStream();
    return deflate.out.toByteArray();
  }

  private void findMatches() {
    int position = 0;
    while (position < data.length) {
      int match = longestMatch(position);
      int length = Math.max(1, match & 0x1FF);
      tokens[tokenCount++] = match == 0 ? data[position] & 0xFF : match;
      if (match == 0) {
        literalCounts[data[position] & 0xFF]++;
      } else {
        literalCounts[END_OF_BLOCK + 1 + lengthSymbol(length)]++;
        distanceCounts[distanceSymbol(match >> 9)]++;
      }
      for (int end = position + length; position < end; position++) {
        remember(position);
      }
    }
    literalCounts[END_OF_BLOCK]++;
  }

  /** Returns the distance above nine bits of length, or 0. */
  private int longestMatch(int position) {
    int limit = Math.min(MAX_MATCH, data.length - position);
    if (limit < MIN_MATCH) {
      return 0;
    }
    int best = MIN_MATCH - 1;
    int distance = 0;
    int candidate = newest[hash(position)];
    for (int tries = 0; tries < MAX_TRIES && best < limit; tries++) {
      if (candidate < 0 || position - candidate > WINDOW) {
        break;
      }
      if (data[candidate + best] == data[position + best]) {
        int length = 0;
        while (length < limit && data[candidate + length] == data[position + length]) {
          length++;
        }
        if (length > best) {
          best = length;
          distance = position - candidate;
        }
      }
      candidate = earlier[candidate];
    }
    return distance == 0 ? 0 : distance << 9 | best;
  }

  private void remember(int position) {
    if (position + MIN_MATCH <= data.length) {
      int hash = hash(position);
      earlier[position] = newest[hash];
      newest[hash] = position;
    }
  }

  private int hash(int position) {
    int three =
        (data[position] & 0xFF)
            | (data[position + 1] & 0xFF) << 8
            | (data[position + 2] & 0xFF) << 16;
    return three * 0x9E3779B1 >>> (Integer.SIZE - HASH_BITS);
  }

  private void writeStream() {
    out.write(0x78);
    out.write(0x9C);
    HuffmanCode literals = HuffmanCode.of(literalCounts, MAX_CODE);
    HuffmanCode distances = HuffmanCode.of(distanceCounts, MAX_CODE);
    put(0b101, 3); // The last block, with codes of its own.
    writeCodes(literals, distances);
    for (int i = 0; i < tokenCount; i++) {
      int distance = tokens[i] >> 9;
      if (distance == 0) {
        put(literals, tokens[i]);
      } else {
        writeMatch(literals, tokens[i] & 0x1FF, distances, distance);
      }
    }
    put(literals, END_OF_BLOCK);
    put(0, 7 - (bitCount + 7) % 8);
    Adler32 checksum = new Adler32();
    checksum.update(data);
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write((int) (checksum.getValue() >> shift));
    }
  }

  private void writeMatch(HuffmanCode literals, int length, HuffmanCode distances, int distance) {
    int symbol = lengthSymbol(length);
    put(literals, END_OF_BLOCK + 1 + symbol);
    if (symbol >= 8 && symbol < LAST_LENGTH) {
      put(length - MIN_MATCH, symbol / 4 - 1);
    }
    symbol = distanceSymbol(distance);
    put(distances, symbol);
    if (symbol >= 4) {
      put(distance - 1, symbol / 2 - 1);
    }
  }

  private void writeCodes(HuffmanCode literals, HuffmanCode distances) {
    put(LITERAL_SYMBOLS - 257, 5);
    put(DISTANCE_SYMBOLS - 1, 5);
    CodeLengths lengths = new CodeLengths();
    for (int symbol = 0; symbol < LITERAL_SYMBOLS; symbol++) {
      lengths.add(literals.length(symbol));
    }
    for (int symbol = 0; symbol < DISTANCE_SYMBOLS; symbol++) {
      lengths.add(distances.length(symbol));
    }
    lengths.write(this::put);
  }

  private static int lengthSymbol(int length) {
    int over = length - MIN_MATCH;
    if (length == MAX_MATCH) {
      return LAST_LENGTH;
    }
    if (over < 8) {
      return over;
    }
    int extra = 29 - Integer.numberOfLeadingZeros(over);
    return 4 * (extra + 1) + (over >> extra & 3);
  }

  private static int distanceSymbol(int distance) {
    int over = distance - 1;
    if (over < 4) {
      return over;
    }
    int extra = 30 - Integer.numberOfLeadingZeros(over);
    return 2 * (extra + 1) + (over >> extra & 1);
  }

  private void put(HuffmanCode code, int symbol) {
    put(code.code(symbol), code.length(symbol));
  }

  /** Writes the lowest bits of a value, the lowest first. */
  private void put(int value, int count) {
    bits |= (value & (1L << count) - 1) << bitCount;
    bitCount += count;
    while (bitCount >= 8) {
      out.write((int) bits);
      bits >>>= 8;
      bitCount -= 8;
    }
  }
}
