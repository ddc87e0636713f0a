package org.pulsebench.mini;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
      CharBuffer.wrap(CHARACTERS).chars().mapToObj(Character::toString).toList();
  private static final Set<String> KNOWN = Set.copyOf(SYMBOLS);

  private ByteAlphabet() {}

  /** Returns the one-character tokens of the bytes 0 to 255, in that order. */
  static List<String> symbols() {
    return SYMBOLS;
  }

  /**
   * Returns the symbols of a text's UTF-8 bytes.
   *
   * @throws IllegalArgumentException if the text holds half of a surrogate pair
   */
  static List<String> spell(String text) {
    try {
      // Unlike String.getBytes, an encoder reports half a surrogate pair.
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      List<String> spelt = new ArrayList<>(bytes.remaining());
      while (bytes.hasRemaining()) {
        spelt.add(SYMBOLS.get(Byte.toUnsignedInt(bytes.get())));
      }
      return spelt;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a text is not valid Unicode: \"" + text + '"', e);
    }
  }

  /** Returns whether every character stands for a byte. */
  static boolean isSpelling(String token) {
    return token.chars().mapToObj(Character::toString).allMatch(KNOWN::contains);
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
