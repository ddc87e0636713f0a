package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pulsebench.data.world.Picture;

class LessonTest {

  private static final Turn TURN = new Turn("What is this?", "a cat");

  @Test
  void a_lesson_without_turns_is_refused() {
    assertThatThrownBy(() -> Lesson.ofText(List.of()))
        .hasMessage("number of turns is 0, must be positive");
  }

  @Test
  void only_the_lettered_question_of_mmbench_is_a_conversation() {
    Picture picture = Picture.draw(graphics -> {});
    assertThat(Lesson.ofText(List.of(TURN)).form()).isEqualTo(Lesson.Form.PLAIN);
    assertThat(Lesson.ofText(List.of(TURN)).picture()).isEmpty();
    assertThat(Lesson.about(picture, List.of(TURN)).form()).isEqualTo(Lesson.Form.PLAIN);
    assertThat(Lesson.about(picture, List.of(TURN)).picture()).containsSame(picture);
    assertThat(Lesson.conversation(picture, TURN).form()).isEqualTo(Lesson.Form.CONVERSATION);
    assertThat(Lesson.conversation(picture, TURN).picture()).containsSame(picture);
  }

  @Test
  void a_lesson_keeps_its_turns_whatever_becomes_of_the_list() {
    List<Turn> turns = new ArrayList<>(List.of(TURN));
    Lesson lesson = Lesson.ofText(turns);
    turns.clear();
    assertThat(lesson.turns()).containsExactly(TURN);
  }
}
