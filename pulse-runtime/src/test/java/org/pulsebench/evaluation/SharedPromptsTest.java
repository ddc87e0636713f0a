package org.pulsebench.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedPromptsTest {

  private static final int MOST = SharedPrompts.MOST_POSITIONS;

  private static List<Integer> sizes(List<Integer> lengths, int most) {
    return SharedPrompts.chunks(lengths, most, length -> length).stream().map(List::size).toList();
  }

  @Test
  void short_prompts_go_together_up_to_the_size_of_a_batch() {
    assertThat(sizes(Collections.nCopies(70, 10), 32)).containsExactly(32, 32, 6);
  }

  @Test
  void long_prompts_go_together_as_far_as_their_positions_allow() {
    assertThat(sizes(Collections.nCopies(5, MOST / 2), 32)).containsExactly(2, 2, 1);
    assertThat(sizes(List.of(1, 1, MOST / 2, MOST), 32)).containsExactly(2, 1, 1);
  }

  @Test
  void a_prompt_that_is_too_long_for_company_goes_alone() {
    assertThat(sizes(List.of(2 * MOST, 2 * MOST, 1), 32)).containsExactly(1, 1, 1);
  }

  @Test
  void nothing_is_lost_and_the_order_stays() {
    List<Integer> lengths = IntStream.range(1, 900).boxed().toList();
    List<List<Integer>> chunks = SharedPrompts.chunks(lengths, 64, length -> length);
    assertThat(chunks.stream().flatMap(List::stream)).containsExactlyElementsOf(lengths);
    assertThat(chunks)
        .allSatisfy(
            chunk -> assertThat(chunk.size() * Collections.max(chunk)).isLessThanOrEqualTo(MOST));
    assertThat(sizes(List.of(), 64)).isEmpty();
  }

  @Test
  void as_many_are_told_to_go_together() {
    assertThat(GreedyAnswers.together(80)).isEqualTo(64);
    assertThat(GreedyAnswers.together(640)).isEqualTo(25);
    assertThat(GreedyAnswers.together(3 * MOST)).isEqualTo(1);
  }
}
