package org.pulsebench.data.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordingTest {

  private static final Set<String> TRAINING = sentences(Wording.TRAINING);
  private static final Set<String> EXAM = sentences(Wording.EXAM);

  @Test
  void the_exam_asks_in_no_sentence_of_the_training() {
    assertThat(EXAM).hasSizeGreaterThan(5 * 2 * 600).doesNotContainAnyElementsOf(TRAINING);
  }

  @Test
  void phrasings_differ_before_anything_is_filled_in() {
    for (FactKind kind : FactKind.values()) {
      assertThat(kind.phrasings(Wording.EXAM))
          .doesNotContainAnyElementsOf(kind.phrasings(Wording.TRAINING));
    }
    for (Ask ask : Ask.values()) {
      assertThat(ask.phrasings(Wording.EXAM))
          .doesNotContainAnyElementsOf(ask.phrasings(Wording.TRAINING));
    }
    assertThat(Wording.EXAM.hints()).doesNotContainAnyElementsOf(Wording.TRAINING.hints());
    assertThat(Wording.EXAM.portrayed()).doesNotContainAnyElementsOf(Wording.TRAINING.portrayed());
  }

  @Test
  void the_exam_has_no_word_that_the_training_lacks() {
    assertThat(words(TRAINING)).containsAll(words(EXAM));
  }

  private static Set<String> words(Set<String> sentences) {
    return sentences.stream()
        .flatMap(sentence -> Arrays.stream(sentence.toLowerCase(Locale.ROOT).split("\\W+")))
        .collect(Collectors.toSet());
  }

  /** Returns every sentence of a wording, with everything that can be filled in. */
  private static Set<String> sentences(Wording wording) {
    Set<String> sentences = new HashSet<>(wording.hints());
    List<String> people = new ArrayList<>(wording.portrayed());
    EmbeddedWorld.EVERYBODY.forEach(person -> people.add(person.name().toString()));
    for (FactKind kind : FactKind.values()) {
      fill(kind.phrasings(wording), people, sentences);
    }
    Set<String> things = new HashSet<>();
    for (Ask ask : Ask.values()) {
      for (String answer : ask.answers()) {
        things.addAll(List.of(answer, answer + "s"));
      }
    }
    for (Ask ask : Ask.values()) {
      fill(ask.phrasings(wording), things, sentences);
    }
    return sentences;
  }

  private static void fill(
      List<String> phrasings, Iterable<String> subjects, Set<String> sentences) {
    for (String phrasing : phrasings) {
      subjects.forEach(subject -> sentences.add(phrasing.replace("%s", subject)));
    }
  }
}
