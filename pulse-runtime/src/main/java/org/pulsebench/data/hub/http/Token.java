package org.pulsebench.data.hub.http;

import java.util.regex.Pattern;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/** A user's secret for a server. It is written into the header of a request and nowhere else. */
public final class Token {

  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]+");

  private final String secret;

  private Token(String secret) {
    this.secret = secret;
  }

  /**
   * Takes a token; blanks and line ends around it are not part of it.
   *
   * @param where what messages call its origin, such as the name of a variable
   * @throws BadInputException if it cannot be one; the message does not show it
   */
  public static Token of(String text, String where) {
    String secret = text.strip();
    if (!FORM.matcher(secret).matches()) {
      throw new BadInputException(
          new Problem(
              "Token cannot be used",
              where,
              secret.isEmpty() ? "an empty text" : "a text with blanks or special characters",
              "letters, digits and punctuation",
              "Copy the token anew from the page of your account, or remove it."));
    }
    return new Token(secret);
  }

  String authorization() {
    return "Bearer " + secret;
  }

  /** Returns three stars. */
  @Override
  public String toString() {
    return "***";
  }
}
