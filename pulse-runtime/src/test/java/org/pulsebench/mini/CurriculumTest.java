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
            100,
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
        new Curriculum(List.of(new Stage("one", 3, 100, shares), new Stage("two", 4, 50, shares)));
    assertThat(curriculum.steps()).isEqualTo(7);
  }

  @Test
  void a_stage_without_steps_tokens_or_lessons_is_refused() {
    List<Share> shares = List.of(new Share(saying("a"), 1));
    assertThatThrownBy(() -> new Stage("none", 0, 100, shares))
        .hasMessage("steps is 0, must be positive");
    assertThatThrownBy(() -> new Stage("none", 1, 0, shares))
        .hasMessage("tokensPerBatch is 0, must be positive");
    List<Share> weightless = List.of(new Share(saying("a"), 0));
    assertThatThrownBy(() -> new Stage("none", 1, 100, weightless))
        .hasMessage("shares is 1, must be at least one with a weight");
  }

  @Test
  void a_weight_that_is_no_share_of_anything_is_refused() {
    LessonSource source = saying("a");
    for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Share(source, weight))
          .hasMessage("weight is " + weight + ", must be a number from 0 on");
    }
  }
}
