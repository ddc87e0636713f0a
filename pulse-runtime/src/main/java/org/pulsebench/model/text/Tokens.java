package org.pulsebench.model.text;

import java.util.List;
import org.pulsebench.Checks;

/**
 * A tokenized text: ids, and which characters of the text each of them stands for.
 *
 * @param list the tokens in order
 */
public record Tokens(List<Token> list) {

  /**
   * One token and its span {@code [start, end)} in chars (UTF-16 units, as {@link String#charAt}
   * counts) of the text that was encoded.
   *
   * <p>Tokens can share a span: each byte of a character that is not in the vocabulary has the
   * character's. A token that the post-processor added, such as a leading {@code <s>}, stands for
   * no character and has the span [0, 0).
   *
   * @param id the token's id
   * @param start index of the first char, from 0
   * @param end index after the last char
   */
  public record Token(int id, int start, int end) {

    public Token {
      Checks.require(id >= 0, "id", id, "at least 0");
      Checks.require(start >= 0, "start", start, "at least 0");
      Checks.require(end >= start, "end", end, "at least start, " + start);
    }
  }

  public Tokens {
    list = List.copyOf(list);
  }

  /** Returns the ids in order. */
  public int[] ids() {
    return list.stream().mapToInt(Token::id).toArray();
  }

  /** Returns the number of tokens. */
  public int size() {
    return list.size();
  }
}
