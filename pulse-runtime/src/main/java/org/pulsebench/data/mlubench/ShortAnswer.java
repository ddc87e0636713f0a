package org.pulsebench.data.mlubench;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The beginning of an answer that a model has room for: whole sentences, and no half one. */
final class ShortAnswer {

  /** A mark that ends a sentence with what closes it, or the end of a line. */
  private static final Pattern END = Pattern.compile("[.!?][\"\u201d')]*(?=\\s|$)|(?=\\n)");

  /** Points that end no sentence: of initials and of titles. */
  private static final Pattern ABBREVIATED =
      Pattern.compile("(^|[\\s.(\"])(\\p{Lu}|Mr|Mrs|Ms|Dr|St|Jr|Sr|vs|No|e\\.g|i\\.e)\\.$");

  private ShortAnswer() {}

  /**
   * Returns an answer or its first sentences.
   *
   * @param most characters
   * @return empty if not even the first sentence fits
   */
  static Optional<String> of(String answer, int most) {
    if (answer.length() <= most) {
      return Optional.of(answer);
    }
    int end = 0;
    Matcher mark = END.matcher(answer);
    while (mark.find() && mark.end() <= most) {
      if (!ABBREVIATED.matcher(answer.substring(0, mark.end())).find()) {
        end = mark.end();
      }
    }
    String kept = answer.substring(0, end).strip();
    return kept.isEmpty() ? Optional.empty() : Optional.of(kept);
  }
}
