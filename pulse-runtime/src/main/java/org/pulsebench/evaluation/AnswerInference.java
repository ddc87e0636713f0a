package org.pulsebench.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.pulsebench.data.ChoiceQuestion;

/**
 * Which option a written answer means, by the rules of VLMEvalKit's {@code can_infer}.
 *
 * <ol>
 *   <li>An answer with one of four fixed refusals means {@value #NONE}, none. Else, with {@code . (
 *       ) [ ] , : ; ! * # { }} taken for spaces: if exactly one option letter stands as a word and
 *       first appears among the last four words, it is that option; if there is no option letter,
 *       but the word {@value #NONE}, it is none. Else "answer is X" means X of A to D, in any case
 *       and even if X only begins a word ("the answer is best left open" means B).
 *   <li>Else, if the answer is not longer than all option texts twice, the one option whose text it
 *       contains, in any case.
 *   <li>Else VLMEvalKit asks a language model. There is none here, and the answer counts as wrong,
 *       as in VLMEvalKit's mode {@code exact_matching}.
 * </ol>
 *
 * <p>VLMEvalKit's optional check for "A" as an article is off, as it is there by default. Lengths
 * are counted in code points and white space is what Python takes for it.
 */
public final class AnswerInference {

  /** What an answer means that takes no option. */
  public static final char NONE = 'Z';

  private static final List<String> REFUSALS =
      List.of(
          "Sorry, I can't help with images of people yet.",
          "I can't process this file.",
          "I'm sorry, but without the image provided",
          "Cannot determine the answer");

  /** What VLMEvalKit writes in place of an answer when a remote model fails. */
  private static final String FAILED = "Failed to obtain answer via API";

  private static final Pattern PUNCTUATION = Pattern.compile("[.()\\[\\],:;!*#{}]");

  /** Python's white space has four separators more than Unicode's. */
  private static final String SPACE = "[\\s\\x1c-\\x1f]";

  private static final Pattern SPACES =
      Pattern.compile(SPACE + "+", Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern ANSWER_IS =
      Pattern.compile(
          "answer" + SPACE + "+is" + SPACE + "+\\**([ABCD])",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private AnswerInference() {}

  /**
   * Returns what the first two rules make of an answer: the letter of an option, {@value #NONE} for
   * none, or nothing where they do not decide.
   *
   * @param answer the answer alone
   * @param options the texts of A, B, C and so on
   */
  public static Optional<Character> letter(String answer, List<String> options) {
    return byLetter(answer, options.size()).or(() -> byText(answer, options));
  }

  /** Returns the option that an answer means; empty if it means none or is not decided. */
  public static OptionalInt chosen(String answer, List<String> options) {
    return letter(answer, options)
        .map(letter -> letter - 'A')
        .filter(option -> option < options.size())
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  private static Optional<Character> byLetter(String answer, int options) {
    if (answer.contains(FAILED)) {
      return Optional.empty();
    }
    if (REFUSALS.stream().anyMatch(answer::contains)) {
      return Optional.of(NONE);
    }
    List<String> words =
        SPACES
            .splitAsStream(PUNCTUATION.matcher(answer).replaceAll(" "))
            .filter(word -> !word.isEmpty())
            .toList();
    List<Character> said =
        IntStream.range(0, options)
            .mapToObj(ChoiceQuestion::letter)
            .filter(letter -> words.contains(String.valueOf(letter)))
            .toList();
    if (said.size() == 1 && words.indexOf(String.valueOf(said.get(0))) > words.size() - 5) {
      return Optional.of(said.get(0));
    }
    if (said.isEmpty() && words.contains(String.valueOf(NONE))) {
      return Optional.of(NONE);
    }
    return byPhrase(answer, options);
  }

  /** Only the first "answer is X" is looked at, even if X is no option. */
  private static Optional<Character> byPhrase(String answer, int options) {
    Matcher matcher = ANSWER_IS.matcher(answer);
    if (!matcher.find()) {
      return Optional.empty();
    }
    char letter = Character.toUpperCase(matcher.group(1).charAt(0));
    return letter - 'A' < options ? Optional.of(letter) : Optional.empty();
  }

  private static Optional<Character> byText(String answer, List<String> options) {
    String said = answer.toLowerCase(Locale.ROOT);
    int length = options.stream().mapToInt(AnswerInference::length).sum();
    if (length(said) > 2 * length) {
      return Optional.empty();
    }
    List<Character> contained = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      if (said.contains(options.get(i).toLowerCase(Locale.ROOT))) {
        contained.add(ChoiceQuestion.letter(i));
      }
    }
    return contained.size() == 1 ? Optional.of(contained.get(0)) : Optional.empty();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
