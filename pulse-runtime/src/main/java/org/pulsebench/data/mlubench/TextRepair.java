package org.pulsebench.data.mlubench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/** What is undone under {@link TextForm#REPAIRED}, and how damage is told from foreign script. */
final class TextRepair {

  static final String STRONG = "**";

  private static final Pattern FOREIGN = Pattern.compile("[^\\x00-\\x7f]+");
  private static final Pattern LIST_MARK = Pattern.compile("^\\s*[-*]\\s+");

  /** Chinese in GBK that happens to be valid UTF-8 becomes one of these more often than not. */
  private static final Pattern SUSPECT = Pattern.compile("[\\p{IsHan}\\p{M}\\p{Cn}\\p{Co}\\p{Cc}]");

  private TextRepair() {}

  /** Returns a text with its damage undone as far as that is possible without guessing. */
  static String repaired(String text) {
    String read = readAgain(text);
    if (!read.contains(STRONG)) {
      return read;
    }
    return LIST_MARK.matcher(read.replace(STRONG, "")).replaceFirst("").strip();
  }

  /** Returns whether a text holds UTF-8 that was read as GBK. */
  static boolean isMojibake(String text) {
    return !readAgain(text).equals(text);
  }

  private static String readAgain(String text) {
    return isAscii(text) ? text : FOREIGN.matcher(text).replaceAll(TextRepair::readAgain);
  }

  /**
   * Returns what a run of characters was before it was read as GBK, once or several times: the
   * archive has text to which that happened twice. A run stays as it is unless every step is exact
   * and the last leaves neither ideographs nor stray marks: "Maotai" in Chinese is valid UTF-8 too.
   */
  private static String readAgain(MatchResult run) {
    String published = run.group();
    String read = published;
    Optional<String> before = beforeGbk(read);
    while (before.isPresent()) {
      read = before.get();
      before = beforeGbk(read);
    }
    return SUSPECT.matcher(read).find() ? published : Matcher.quoteReplacement(read);
  }

  private static Optional<String> beforeGbk(String text) {
    if (isAscii(text)) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes = gbk().newEncoder().encode(CharBuffer.wrap(text));
      return Optional.of(UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      // The one way to learn that the text never was UTF-8 read as GBK.
      return Optional.empty();
    }
  }

  private static Charset gbk() {
    try {
      return Charset.forName("GBK");
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new EnvironmentException(
          new Problem(
              "A character set is missing",
              "this Java",
              "no GBK",
              "a JDK with its module jdk.charsets",
              "Run a whole JDK; images made with jlink need that module."),
          e);
    }
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
