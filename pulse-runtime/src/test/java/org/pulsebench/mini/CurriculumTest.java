package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pulsebench.RandomStream;
import org.pulsebench.mini.Curriculum.Share;
import org.pulsebench.mini.Curriculum.Stage;

class CurriculumTest {

  private static LessonSource saying(String answer) {
    return random -> Lesson.ofText(List.of(new Turn("What?", answer)));
  }

  @Test
  void lessons_are_mixed_in_proportion_to_their_weights() {
    Stage stage =
        new Stage(
            "mixed",
            1,
            List.of(
                new Share(saying("a"), 3), new Share(saying("b"), 1), new Share(saying("c"), 0)));
    RandomStream random = new RandomStream(5);
    Map<String, Integer> counts = new HashMap<>();
    int draws = 4_000;
    for (int i = 0; i < draws; i++) {
      Lesson lesson = stage.draw(random.child(i));
      counts.merge(lesson.turns().get(0).answer(), 1, Integer::sum);
    }
    assertThat(counts).containsOnlyKeys("a", "b");
    assertThat(counts.get("a") / (double) draws).isCloseTo(0.75, within(0.03));
  }

  @Test
  void a_curriculum_is_as_long_as_its_stages() {
    List<Share> shares = List.of(new Share(saying("a"), 1));
    Curriculum curriculum =
        new Curriculum(List.of(new Stage("one", 3, shares), new Stage("two", 4, shares)), 100);
    assertThat(curriculum.steps()).isEqualTo(7);
  }

  @Test
  void a_stage_without_steps_and_a_batch_without_tokens_are_refused() {
    List<Share> shares = List.of(new Share(saying("a"), 1));
    assertThatThrownBy(() -> new Stage("none", 0, shares))
        .hasMessage("steps is 0, must be positive");
    List<Stage> stages = List.of(new Stage("one", 1, shares));
    assertThatThrownBy(() -> new Curriculum(stages, 0))
        .hasMessage("tokensPerBatch is 0, must be positive");
  }
}
