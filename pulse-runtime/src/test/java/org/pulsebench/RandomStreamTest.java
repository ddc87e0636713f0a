package org.pulsebench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The expected draws come from a second implementation in Python. They may never change: a stored
 * result is only as repeatable as this stream.
 */
class RandomStreamTest {

  @Test
  void the_stream_of_a_seed_never_changes() {
    RandomStream bits = new RandomStream(0);
    assertThat(LongStream.generate(bits::nextLong).limit(4).toArray())
        .containsExactly(
            -6411193824288604561L,
            -5511663747979980962L,
            7141179953334974231L,
            -6338048412857661178L);
    RandomStream ints = new RandomStream(42);
    assertThat(IntStream.generate(() -> ints.nextInt(100)).limit(10).toArray())
        .containsExactly(78, 31, 52, 48, 60, 12, 60, 40, 2, 57);
    RandomStream doubles = new RandomStream(42);
    assertThat(doubles.nextDouble()).isEqualTo(0x1.5f87eae99441cp-2);
    assertThat(doubles.nextDouble()).isEqualTo(0x1.e957a287fd648p-1);
    assertThat(new RandomStream(42).nextGaussian()).isCloseTo(0.8818545873573221, within(1e-15));
    assertThat(new RandomStream(5).shuffled(List.of(0, 1, 2, 3, 4, 5, 6, 7)))
        .containsExactly(1, 5, 3, 7, 2, 4, 0, 6);
  }

  @Test
  void the_stream_of_a_child_never_changes() {
    RandomStream named = new RandomStream(7).child("q_proj");
    assertThat(named.nextLong()).isEqualTo(8117928340820079938L);
    assertThat(named.nextLong()).isEqualTo(-3269654585328233563L);
    RandomStream numbered = new RandomStream(7).child(3);
    assertThat(numbered.nextLong()).isEqualTo(7251233479948343938L);
    assertThat(numbered.nextLong()).isEqualTo(-1590377398998809748L);
  }

  @Test
  void a_child_does_not_depend_on_what_its_parent_has_drawn() {
    RandomStream parent = new RandomStream(7);
    parent.nextLong();
    parent.shuffled(List.of(1, 2, 3));
    assertThat(parent.child("q_proj").nextLong()).isEqualTo(8117928340820079938L);
    assertThat(parent.child(3).nextLong()).isEqualTo(7251233479948343938L);
  }

  @Test
  void a_child_does_not_move_its_parent() {
    RandomStream parent = new RandomStream(0);
    parent.child("a").nextLong();
    parent.child(1).nextLong();
    assertThat(parent.nextLong()).isEqualTo(-6411193824288604561L);
  }

  @Test
  void streams_of_different_seeds_names_and_numbers_share_no_draw() {
    Set<Long> seen = new HashSet<>();
    int streams = 0;
    for (int seed = -50; seed < 50; seed++) {
      RandomStream stream = new RandomStream(seed);
      for (RandomStream each :
          List.of(
              stream,
              stream.child(0),
              stream.child(1),
              stream.child(""),
              stream.child("ab"),
              stream.child("ba"),
              stream.child("a").child("b"))) {
        streams++;
        for (int i = 0; i < 20; i++) {
          seen.add(each.nextLong());
        }
      }
    }
    assertThat(seen).hasSize(20 * streams);
  }

  @Test
  void whole_numbers_are_uniform() {
    RandomStream random = new RandomStream(11);
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[random.nextInt(7)]++;
    }
    // 60 is the chi-square of 6 degrees of freedom that chance exceeds once in 10^10.
    double deviation = 0;
    for (int count : counts) {
      deviation += (count - 10_000.0) * (count - 10_000.0) / 10_000.0;
    }
    assertThat(deviation).isLessThan(60);
    assertThat(random.nextInt(1)).isZero();
    assertThatThrownBy(() -> random.nextInt(0)).hasMessage("bound is 0, must be positive");
  }

  @Test
  void the_largest_bound_reaches_beyond_half_of_it() {
    RandomStream random = new RandomStream(3);
    assertThat(IntStream.generate(() -> random.nextInt(Integer.MAX_VALUE)).limit(100).boxed())
        .allMatch(draw -> draw >= 0)
        .anyMatch(draw -> draw > 1 << 30);
  }

  @Test
  void fractions_and_normal_draws_have_their_moments() {
    RandomStream random = new RandomStream(12);
    int count = 100_000;
    double sum = 0;
    double gaussian = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double fraction = random.nextDouble();
      assertThat(fraction >= 0 && fraction < 1).isTrue();
      sum += fraction;
      double draw = random.nextGaussian();
      gaussian += draw;
      squares += draw * draw;
    }
    assertThat(sum / count).isCloseTo(0.5, within(0.006));
    assertThat(gaussian / count).isCloseTo(0, within(0.02));
    assertThat(squares / count).isCloseTo(1, within(0.03));
  }

  @Test
  void shuffling_keeps_the_items_and_reaches_every_order() {
    RandomStream random = new RandomStream(13);
    List<String> items = List.of("a", "b", "c");
    Set<List<String>> orders = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      List<String> order = random.shuffled(items);
      assertThat(order).containsExactlyInAnyOrderElementsOf(items);
      orders.add(order);
    }
    assertThat(orders).hasSize(6);
    assertThat(random.shuffled(List.of())).isEmpty();
  }
}
