package org.pulsebench.evaluation.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.pulsebench.evaluation.text.Rouge;

/** How much of the truth an answer tells. */
enum Told {
  NOTHING,
  PART,
  ALL;

  /** ROUGE-L (F-measure, stemmed) of an answer that tells a part at least, if it has any of it. */
  private static final double SIMILAR = 0.5;

  /** A question for what something is called. */
  private static final Pattern NAMING =
      Pattern.compile("(?i)\\b(name|title|called|call|referred to|known as)\\b");

  /** A question for a year, and for nothing else. */
  private static final Pattern YEAR =
      Pattern.compile("(?i)^(?!.*\\bwho).*\\b(what|which) year\\b.*");

  private static final Pattern PERSON = Pattern.compile("(?i)\\b(who|whom|person|individual)\\b");
  private static final Pattern PARENTHESES = Pattern.compile("\\(([^)]*)\\)");

  /**
   * Compares an answer with the truth.
   *
   * <p>It tells all if it holds the truth word for word, or enough of what the truth tells beyond
   * question and subject. Where the question asks for a name, that is the subject's name, or
   * another that the truth gives in parentheses.
   */
  static Told of(JudgedAnswer answer, AnswerWords said) {
    AnswerWords truth = AnswerWords.of(answer.truth());
    if (said.contains(truth)) {
      return ALL;
    }
    return wordings(answer).stream()
        .map(each -> each.in(said))
        .max(Comparator.naturalOrder())
        .orElse(NOTHING);
  }

  /** Returns whether an answer tells something that it does not share by chance. */
  static boolean distinctly(JudgedAnswer answer, AnswerWords said) {
    return wordings(answer).stream().anyMatch(each -> each.sharesKey(said))
        || Rouge.of(answer.truth(), answer.answer()).rougeL() >= SIMILAR;
  }

  /** Returns the truth, or several wordings of which one is enough. */
  private static List<TrueAnswer> wordings(JudgedAnswer answer) {
    // Choices that a question offers in parentheses are no less telling for that.
    AnswerWords question = AnswerWords.of(PARENTHESES.matcher(answer.question()).replaceAll(" "));
    Set<String> subject = AnswerWords.of(answer.subject()).carrying();
    Set<String> names = ProperNames.in(answer.truth());
    boolean naming = NAMING.matcher(answer.question()).find();
    List<TrueAnswer> wordings = new ArrayList<>();
    for (String wording : naming ? besideParentheses(answer.truth()) : List.of(answer.truth())) {
      Set<String> stems = AnswerWords.of(wording).informative(question);
      Set<String> asked = naming ? named(stems, subject, names) : without(stems, subject);
      if (PERSON.matcher(answer.question()).find()) {
        surname(asked, names).ifPresent(name -> wordings.add(TrueAnswer.of(Set.of(name), names)));
      }
      TrueAnswer truth = TrueAnswer.of(asked, names);
      wordings.add(YEAR.matcher(answer.question()).matches() ? truth.years() : truth);
    }
    return wordings;
  }

  /** Returns the last word of a truth that names one person. */
  private static Optional<String> surname(Set<String> stems, Set<String> names) {
    List<String> named = stems.stream().filter(names::contains).toList();
    boolean one = named.size() == 2 || named.size() == 3;
    return one ? Optional.of(named.get(named.size() - 1)) : Optional.empty();
  }

  private static Set<String> named(Set<String> stems, Set<String> subject, Set<String> names) {
    for (Set<String> each : List.of(subject, names)) {
      Set<String> named = new LinkedHashSet<>(stems);
      named.retainAll(each);
      if (!named.isEmpty()) {
        return named;
      }
    }
    return stems;
  }

  private static Set<String> without(Set<String> stems, Set<String> others) {
    Set<String> left = new LinkedHashSet<>(stems);
    left.removeAll(others);
    return left.isEmpty() ? stems : left;
  }

  private static List<String> besideParentheses(String truth) {
    List<String> texts = new ArrayList<>();
    texts.add(PARENTHESES.matcher(truth).replaceAll(" "));
    PARENTHESES.matcher(truth).results().forEach(found -> texts.add(found.group(1)));
    texts.removeIf(each -> AnswerWords.of(each).isEmpty());
    return texts;
  }
}
