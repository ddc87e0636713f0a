package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.pulsebench.RandomStream;
import org.pulsebench.data.world.FactKind;

class BindingLessonsTest {

  private static final int LESSONS = 600;

  private final RandomStream random = new RandomStream(9);

  @Test
  void every_answer_is_the_letter_before_the_option_that_is_asked_for() {
    for (int i = 0; i < LESSONS; i++) {
      Lesson lesson = BindingLessons.letters(random.child(i));
      Lettered first = first(lesson);
      assertThat(lesson.picture()).isEmpty();
      assertThat(lesson.turns()).hasSize(4);
      assertThat(first.question()).isEqualTo("Which letter is " + first.answer() + "?");
      for (Turn turn : lesson.turns().subList(1, 4)) {
        String option = first.options().get(first.letters().indexOf(turn.answer()));
        assertThat(turn.question()).isEqualTo("Which letter is " + option + "?");
      }
    }
  }

  @Test
  void lists_have_one_to_four_options_of_one_kind_in_the_order_of_their_letters() {
    Map<Integer, Integer> sizes = new HashMap<>();
    Set<List<String>> letters = new HashSet<>();
    for (int i = 0; i < LESSONS; i++) {
      Lettered first = first(BindingLessons.letters(random.child(i)));
      assertThat(first.letters()).isSorted().doesNotHaveDuplicates();
      assertThat(first.options()).doesNotHaveDuplicates();
      assertThat(FactKind.values()).anyMatch(kind -> kind.answers().containsAll(first.options()));
      sizes.merge(first.options().size(), 1, Integer::sum);
      letters.add(first.letters());
    }
    assertThat(sizes).containsOnlyKeys(1, 2, 3, 4);
    assertThat(sizes.values()).allSatisfy(count -> assertThat(count).isBetween(100, 200));
    assertThat(letters).hasSize(15).contains(List.of("B", "D"));
  }

  @Test
  void letters_are_marked_as_either_benchmark_marks_them() {
    Set<String> instructions = new TreeSet<>();
    for (int i = 0; i < 40; i++) {
      instructions.add(instruction(BindingLessons.letters(random.child(i)).turns().get(0)));
    }
    assertThat(instructions)
        .containsExactlyInAnyOrder(Turn.MLLMU_INSTRUCTION, Turn.MMBENCH_INSTRUCTION);
  }

  private static Lettered first(Lesson lesson) {
    Turn turn = lesson.turns().get(0);
    String instruction = instruction(turn);
    return Lettered.of(turn, instruction.equals(Turn.MLLMU_INSTRUCTION) ? ": " : ". ", instruction);
  }

  private static String instruction(Turn turn) {
    return turn.question().endsWith(Turn.MLLMU_INSTRUCTION)
        ? Turn.MLLMU_INSTRUCTION
        : Turn.MMBENCH_INSTRUCTION;
  }
}
