package org.pulsebench.evaluation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.model.Checkpoint;

/**
 * Asks the direct question ({@link DirectPrompts}) and takes the option that the greedy answer
 * speaks of.
 *
 * <p>The rule: answer and options are compared in Unicode's compatibility form, in lower case, with
 * single spaces, the options without punctuation at their end. An option is found where its text
 * stands and no letter or digit adjoins one of its own, so that "red" is not found in "hundred".
 * Options are looked for from the longest to the shortest, and what one has matched is not looked
 * at again, so that "dark red" does not speak of "red". The answer takes an option if it is the
 * only one found; two options of the same text are never told apart.
 *
 * @param answers how the answers are generated
 */
public record OpenScorer(GreedyAnswers answers) implements ChoiceScorer {

  /** The longest answer in tokens, unless told otherwise. */
  public static final int DEFAULT_MAX_NEW_TOKENS = 16;

  public OpenScorer {
    Objects.requireNonNull(answers, "answers");
  }

  /** Creates a scorer of answers of at most {@value #DEFAULT_MAX_NEW_TOKENS} tokens. */
  public OpenScorer() {
    this(new GreedyAnswers(DEFAULT_MAX_NEW_TOKENS));
  }

  @Override
  public String name() {
    return "open";
  }

  @Override
  public List<Prediction> score(Checkpoint checkpoint, List<ChoiceItem> items) {
    items.forEach(OpenScorer::requireOptions);
    List<String> said =
        answers.answers(checkpoint, items.stream().map(DirectPrompts::prompt).toList());
    return IntStream.range(0, items.size())
        .mapToObj(i -> prediction(items.get(i), said.get(i)))
        .toList();
  }

  /** Returns the option that an answer speaks of; empty if of none or of several. */
  static OptionalInt chosen(String answer, List<String> options) {
    Map<String, List<Integer>> byText = new LinkedHashMap<>();
    for (int i = 0; i < options.size(); i++) {
      byText.computeIfAbsent(option(options.get(i)), absent -> new ArrayList<>()).add(i);
    }
    List<String> longestFirst =
        byText.keySet().stream().sorted(Comparator.comparing(String::length).reversed()).toList();
    StringBuilder left = new StringBuilder(normalised(answer));
    List<Integer> found = new ArrayList<>();
    for (String text : longestFirst) {
      if (take(left, text)) {
        found.addAll(byText.get(text));
      }
    }
    return found.size() == 1 ? OptionalInt.of(found.get(0)) : OptionalInt.empty();
  }

  private static Prediction prediction(ChoiceItem item, String answer) {
    return Prediction.written(item.question(), chosen(answer, item.question().options()), answer);
  }

  /** Blots every occurrence of an option out of an answer; returns whether there was one. */
  private static boolean take(StringBuilder answer, String option) {
    boolean found = false;
    int at = answer.indexOf(option);
    while (at >= 0) {
      int end = at + option.length();
      if (isBorder(answer, at) && isBorder(answer, end)) {
        // A character that no normalised text contains and that is neither letter nor digit.
        answer.replace(at, end, "\0".repeat(option.length()));
        found = true;
      }
      at = answer.indexOf(option, at + 1);
    }
    return found;
  }

  /** Returns whether a word may end or begin at an index. */
  private static boolean isBorder(CharSequence text, int at) {
    return at == 0
        || at == text.length()
        || !Character.isLetterOrDigit(Character.codePointBefore(text, at))
        || !Character.isLetterOrDigit(Character.codePointAt(text, at));
  }

  private static String option(String text) {
    String normalised = normalised(text);
    String bare = normalised.replaceAll("[\\s.,;:!?]+$", "");
    return bare.isEmpty() ? normalised : bare;
  }

  private static String normalised(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\s\\x00]+", " ")
        .strip();
  }

  private static void requireOptions(ChoiceItem item) {
    for (int i = 0; i < item.question().options().size(); i++) {
      if (normalised(item.question().options().get(i)).isEmpty()) {
        throw new BadInputException(
            new Problem(
                "An option is empty",
                item.where(i),
                "\"" + item.question().options().get(i) + "\"",
                "at least one visible character",
                "Correct or remove this question in the data."));
      }
    }
  }
}
