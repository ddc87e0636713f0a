package org.pulsebench.data.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pulsebench.RandomStream;

class SceneGeneratorTest {

  @ParameterizedTest
  @EnumSource(Skill.class)
  void a_scene_for_a_skill_asks_for_that_skill_first(Skill skill) {
    RandomStream random = new RandomStream(1);
    for (int i = 0; i < 20; i++) {
      Scene scene = SceneGenerator.draw(skill, random);
      List<SceneQuestion> questions = scene.questions(random, Wording.TRAINING);
      assertThat(questions).hasSizeBetween(1, 9);
      assertThat(questions.get(0).skill()).isEqualTo(skill);
      assertThat(questions).allMatch(question -> question.text().split(" ").length <= 9);
    }
  }

  @Test
  void the_same_seed_gives_the_same_scenes_and_another_seed_others() {
    assertThat(digest(3)).isEqualTo(digest(3)).isNotEqualTo(digest(4));
  }

  @Test
  void a_scene_is_painted_the_same_at_every_call() {
    RandomStream random = new RandomStream(8);
    for (int i = 0; i < 40; i++) {
      Scene scene = SceneGenerator.draw(random);
      assertThat(scene.paint().samples()).isEqualTo(scene.paint().samples());
    }
  }

  /** Found alike on Java 17 and 25; whoever changes a drawing on purpose changes the digest. */
  @Test
  void the_same_seed_paints_the_same_pixels_on_every_machine() throws Exception {
    RandomStream random = new RandomStream(5);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Skill skill : Skill.values()) {
      for (int i = 0; i < 10; i++) {
        digest.update(SceneGenerator.draw(skill, random).paint().samples());
      }
    }
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("0c711ad2335c4aba5cee2af0c5eba7af3dc8b96d2e1849e8ac09da100c56bc54");
  }

  @ParameterizedTest
  @EnumSource(Ask.class)
  void two_scenes_with_one_answer_are_different_pictures(Ask ask) {
    RandomStream random = new RandomStream(2);
    Goal goal = Goal.draw(ask, 0, random);
    Set<Integer> pictures = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      pictures.add(Arrays.hashCode(SceneGenerator.draw(goal, random).paint().samples()));
    }
    assertThat(pictures).hasSize(50);
  }

  @Test
  void captions_are_made_of_few_words() {
    RandomStream random = new RandomStream(6);
    Set<String> words = new HashSet<>();
    for (int i = 0; i < 4000; i++) {
      String caption = SceneGenerator.draw(random).caption();
      assertThat(caption).matches("([a-z]+|[0-9]|,)( ([a-z]+|[0-9]|,))*");
      words.addAll(List.of(caption.split(" ")));
    }
    assertThat(words).hasSizeBetween(100, 250);
  }

  @Test
  void the_exam_asks_no_sentence_of_the_training() {
    Set<String> training = sentences(Wording.TRAINING);
    assertThat(sentences(Wording.EXAM)).doesNotContainAnyElementsOf(training);
    assertThat(Wording.EXAM.hints()).doesNotContainAnyElementsOf(Wording.TRAINING.hints());
  }

  @ParameterizedTest
  @EnumSource(Ask.class)
  void the_exam_asks_in_the_words_of_the_training(Ask ask) {
    assertThat(ask.phrasings(Wording.TRAINING)).hasSizeBetween(4, 6).doesNotHaveDuplicates();
    assertThat(ask.phrasings(Wording.EXAM)).hasSize(2).doesNotHaveDuplicates();
    assertThat(words(ask.phrasings(Wording.TRAINING)))
        .containsAll(words(ask.phrasings(Wording.EXAM)));
  }

  @ParameterizedTest
  @EnumSource(Ask.class)
  void no_answer_begins_another(Ask ask) {
    // Otherwise a scorer that ranks texts by likelihood prefers the shorter one.
    for (String answer : ask.answers()) {
      assertThat(ask.answers())
          .filteredOn(other -> !other.equals(answer))
          .noneMatch(other -> other.startsWith(answer));
    }
    assertThat(ask.answers()).hasSizeGreaterThanOrEqualTo(6).doesNotHaveDuplicates();
  }

  @Test
  void a_question_with_a_repeated_option_is_refused() {
    List<String> options = List.of("red", "blue", "red", "green");
    assertThatThrownBy(() -> new SceneQuestion(Skill.OCR, Optional.empty(), "What?", options, 0))
        .hasMessage("options is [red, blue, red, green], must be four different texts");
  }

  private static String digest(long seed) {
    RandomStream random = new RandomStream(seed);
    StringBuilder digest = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      Scene scene = SceneGenerator.draw(random);
      digest
          .append(Arrays.hashCode(scene.paint().samples()))
          .append(scene.caption())
          .append(scene.questions(random, Wording.TRAINING));
    }
    return digest.toString();
  }

  private static Set<String> sentences(Wording wording) {
    Set<String> sentences = new HashSet<>();
    for (Ask ask : Ask.values()) {
      sentences.addAll(ask.phrasings(wording));
    }
    return sentences;
  }

  private static Set<String> words(List<String> sentences) {
    Set<String> words = new HashSet<>();
    for (String sentence : sentences) {
      words.addAll(List.of(sentence.toLowerCase(Locale.ROOT).replace("?", "").split(" ")));
    }
    return words;
  }
}
