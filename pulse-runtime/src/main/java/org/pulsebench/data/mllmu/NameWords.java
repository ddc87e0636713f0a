package org.pulsebench.data.mllmu;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;

/**
 * The words of a person's name, which the format holds nowhere by itself.
 *
 * <p>They are the capitalised words of answer and biography that more than half of the text
 * questions repeat, since those name the person, and that no image question has, since those do
 * not.
 */
final class NameWords {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+(?:['’-][\\p{L}\\p{M}]+)*");
  private static final Pattern POSSESSIVE = Pattern.compile("['’]s$");

  private final Set<String> words;

  private NameWords(Set<String> words) {
    this.words = words;
  }

  /** Returns the words of a person's name; none where they cannot be told. */
  static NameWords of(MllmuProfile profile) {
    List<Set<String>> named = words(profile, Modality.TEXT);
    Set<String> unnamed = new HashSet<>();
    words(profile, Modality.MULTIMODAL).forEach(unnamed::addAll);
    Set<String> name = new LinkedHashSet<>();
    for (String word : words(profile.answer() + " " + profile.biography())) {
      long questions = named.stream().filter(question -> question.contains(word)).count();
      if (!Character.isLowerCase(word.codePointAt(0))
          && !unnamed.contains(word)
          && 2 * questions > named.size()) {
        name.add(word);
      }
    }
    return new NameWords(name);
  }

  /** Returns whether the name cannot be told. */
  boolean isEmpty() {
    return words.isEmpty();
  }

  /** Returns whether a question gives the name or a part of it. */
  boolean in(String question) {
    return words(question).stream().anyMatch(words::contains);
  }

  private static List<Set<String>> words(MllmuProfile profile, Modality modality) {
    return profile.questions().stream()
        .filter(question -> question.modality() == modality)
        .map(Question::text)
        .map(NameWords::words)
        .toList();
  }

  private static Set<String> words(String text) {
    return WORD.matcher(text)
        .results()
        .map(MatchResult::group)
        .map(word -> POSSESSIVE.matcher(word).replaceFirst(""))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
