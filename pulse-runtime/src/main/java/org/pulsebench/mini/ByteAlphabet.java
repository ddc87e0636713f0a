package org.pulsebench.mini;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The printable characters that stand for the 256 bytes in a byte-level vocabulary.
 *
 * <p>GPT-2's table: a byte that is a visible Latin-1 character is that character; the others, in
 * ascending order, are the characters from U+0100 on.
 */
final class ByteAlphabet {

  private static final int FIRST_STAND_IN = 0x100;
  private static final char[] CHARACTERS = characters();
  private static final List<String> SYMBOLS =
      IntStream.range(0, CHARACTERS.length).mapToObj(b -> String.valueOf(CHARACTERS[b])).toList();

  private ByteAlphabet() {}

  /** Returns the one-character tokens of the bytes 0 to 255, in that order. */
  static List<String> symbols() {
    return SYMBOLS;
  }

  /** Returns a text's UTF-8 bytes, a character each. */
  static String spell(String text) {
    StringBuilder spelt = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      spelt.append(CHARACTERS[Byte.toUnsignedInt(b)]);
    }
    return spelt.toString();
  }

  /** Returns whether every character stands for a byte. */
  static boolean isSpelling(String token) {
    return token.chars().allMatch(c -> Arrays.binarySearch(SORTED, (char) c) >= 0);
  }

  private static final char[] SORTED = sorted();

  private static char[] sorted() {
    char[] sorted = CHARACTERS.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static char[] characters() {
    char[] characters = new char[256];
    int standIn = FIRST_STAND_IN;
    for (int b = 0; b < characters.length; b++) {
      characters[b] = (char) (isVisible(b) ? b : standIn++);
    }
    return characters;
  }

  /** Not the blanks, the control characters and U+00AD, the soft hyphen. */
  private static boolean isVisible(int latin1) {
    return (latin1 > 0x20 && latin1 < 0x7F) || (latin1 > 0xA0 && latin1 != 0xAD);
  }
}
