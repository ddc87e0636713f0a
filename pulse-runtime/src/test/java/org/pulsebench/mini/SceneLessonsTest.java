package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pulsebench.RandomStream;
import org.pulsebench.data.world.Scene;
import org.pulsebench.data.world.SceneGenerator;
import org.pulsebench.data.world.SceneQuestion;
import org.pulsebench.data.world.Wording;

class SceneLessonsTest {

  @Test
  void a_caption_is_that_of_the_scene() {
    for (int seed = 0; seed < 20; seed++) {
      Scene scene = SceneGenerator.draw(new RandomStream(seed));
      Lesson lesson = SceneLessons.caption(new RandomStream(seed));
      assertThat(lesson.turns())
          .containsExactly(new Turn("Describe this picture.", scene.caption()));
      assertThat(lesson.picture().orElseThrow().samples()).isEqualTo(scene.paint().samples());
    }
  }

  @Test
  void a_detailed_caption_is_never_of_what_a_glance_tells() {
    Set<String> begins = new TreeSet<>();
    for (int seed = 0; seed < 200; seed++) {
      Turn turn = SceneLessons.detailedCaption(new RandomStream(seed)).turns().get(0);
      assertThat(turn.question()).isEqualTo("Describe this picture.");
      assertThat(turn.answer()).doesNotContainPattern("rain|snow|forest|beach");
      begins.add(turn.answer().split(" ")[0]);
    }
    assertThat(begins).contains("the", "all", "bars");
  }

  @Test
  void up_to_four_different_questions_get_the_answer_of_the_scene() {
    Set<Integer> turns = new TreeSet<>();
    for (int seed = 0; seed < 100; seed++) {
      RandomStream random = new RandomStream(seed);
      List<Turn> all =
          SceneGenerator.draw(random).questions(random, Wording.TRAINING).stream()
              .map(question -> new Turn(asked(question), question.answer()))
              .toList();
      List<Turn> drawn = SceneLessons.answers(new RandomStream(seed)).turns();
      assertThat(drawn).hasSize(Math.min(4, all.size())).isSubsetOf(all);
      turns.add(drawn.size());
    }
    assertThat(turns).contains(4);
  }

  @Test
  void a_letter_is_that_of_the_right_option_and_none_is_preferred() {
    int[] letters = new int[4];
    boolean hinted = false;
    for (int seed = 0; seed < 400; seed++) {
      Lesson lesson = SceneLessons.letter(new RandomStream(seed));
      Lettered lettered = Lettered.of(lesson.turns().get(0), ". ", Turn.MMBENCH_INSTRUCTION);
      RandomStream random = new RandomStream(seed);
      assertThat(SceneGenerator.draw(random).questions(random, Wording.TRAINING))
          .anyMatch(
              question ->
                  asked(question).equals(lettered.question())
                      && question.options().equals(lettered.options())
                      && question.answer().equals(lettered.answer()));
      assertThat(lesson.form()).isEqualTo(Lesson.Form.CONVERSATION);
      assertThat(lesson.turns()).hasSize(1);
      letters[lettered.correct()]++;
      hinted |= lettered.question().contains("\n");
    }
    assertThat(IntStream.of(letters).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(65, 135));
    assertThat(hinted).as("some question comes after a hint").isTrue();
  }

  private static String asked(SceneQuestion question) {
    return question.hint().map(hint -> hint + "\n").orElse("") + question.text();
  }

  @Test
  void the_texts_hold_the_words_of_both_wordings() {
    RandomStream random = new RandomStream(6);
    Scene scene = SceneGenerator.draw(random);
    List<String> texts = SceneLessons.texts(new RandomStream(6));
    assertThat(texts).startsWith("Describe this picture.", " " + scene.caption());
    for (Wording wording : Wording.values()) {
      for (SceneQuestion question : scene.questions(random, wording)) {
        assertThat(texts).contains(asked(question), " " + question.answer());
      }
    }
  }
}
