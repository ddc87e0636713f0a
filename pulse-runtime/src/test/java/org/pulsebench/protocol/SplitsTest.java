package org.pulsebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pulsebench.BadInputException;
import org.pulsebench.RandomStream;
import org.pulsebench.protocol.Preset.Size;

class SplitsTest {

  private static final int SEEDS = 200;
  private static final List<String> CORPUS = ids(500);

  @ParameterizedTest
  @EnumSource(value = Preset.class, names = "LIFELONG", mode = EnumSource.Mode.EXCLUDE)
  void sets_are_disjoint_and_of_the_right_size_whatever_the_seed(Preset preset) {
    for (Size size : Size.values()) {
      Protocol protocol = preset.protocol(size);
      Counts counts = protocol.counts();
      for (int seed = 0; seed < SEEDS; seed++) {
        Split split = draw(protocol, seed);
        List<String> everybody = new ArrayList<>(split.unlearn());
        everybody.addAll(split.retain());
        assertThat(everybody).doesNotHaveDuplicates().hasSize(counts.unlearn() + counts.retain());
        assertThat(split.retain()).hasSize(counts.retain());
        assertThat(split.requests())
            .hasSize(counts.requests())
            .allMatch(request -> request.size() == counts.subjectsPerRequest());
        if (protocol.knowledge() == Knowledge.FINE_TUNED) {
          assertThat(split.learned()).hasSize(counts.people()).containsAll(everybody);
        } else {
          assertThat(split.learned()).isEmpty();
        }
        assertThat(candidates(protocol)).containsAll(everybody);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = Preset.class, names = "LIFELONG", mode = EnumSource.Mode.EXCLUDE)
  void the_same_seed_gives_the_same_split_whatever_the_order_of_the_corpus(Preset preset) {
    Protocol protocol = preset.protocol(Size.PAPER);
    RandomStream orders = new RandomStream(1);
    Set<Split> different = new HashSet<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      Split split = draw(protocol, seed);
      List<String> reordered = orders.shuffled(candidates(protocol));
      assertThat(Splits.draw(protocol, reordered, new RandomStream(seed))).isEqualTo(split);
      different.add(split);
    }
    assertThat(different).hasSize(SEEDS);
  }

  @Test
  void fine_tuned_protocols_of_one_seed_learn_and_forget_the_same_people() {
    Split atOnce = draw(Preset.FINE_TUNED.protocol(Size.PAPER), 7);
    Split bitByBit = draw(Preset.SUSTAINABILITY.protocol(Size.PAPER), 7);
    Split compared = draw(Preset.MODALITY.protocol(Size.PAPER), 7);
    Protocol fewer = Preset.FINE_TUNED.protocol(Size.PAPER);
    Split half = draw(fewer.withCounts(Counts.ofOneRequest(100, 20, 30)), 7);

    assertThat(bitByBit.learned()).isEqualTo(atOnce.learned());
    assertThat(bitByBit.unlearn()).isEqualTo(atOnce.unlearn());
    assertThat(bitByBit.retain()).isEqualTo(atOnce.retain());
    assertThat(compared).isEqualTo(atOnce);
    assertThat(half.learned()).isEqualTo(atOnce.learned());
    assertThat(atOnce.unlearn()).startsWith(half.unlearn().toArray(String[]::new));
  }

  @Test
  void everybody_is_as_likely_as_the_others_to_be_forgotten() {
    Map<String, Integer> forgotten = new HashMap<>();
    Protocol protocol =
        Preset.FINE_TUNED.protocol(Size.PAPER).withCounts(Counts.ofOneRequest(20, 5, 5));
    int draws = 4000;
    for (int seed = 0; seed < draws; seed++) {
      Splits.draw(protocol, ids(40), new RandomStream(seed))
          .unlearn()
          .forEach(id -> forgotten.merge(id, 1, Integer::sum));
    }
    double expected = draws * 5 / 40.0;
    double chiSquare =
        ids(40).stream()
            .mapToDouble(id -> Math.pow(forgotten.getOrDefault(id, 0) - expected, 2) / expected)
            .sum();
    // 39 degrees of freedom: beyond 73 once in a thousand times.
    assertThat(chiSquare).isLessThan(73);
  }

  @Test
  void numeric_ids_are_learned_in_their_order() {
    List<String> learned = draw(Preset.FINE_TUNED.protocol(Size.PAPER), 3).learned();

    assertThat(learned.stream().map(Integer::valueOf).toList()).isSorted();
  }

  @Test
  void more_people_than_there_are_are_refused() {
    Protocol protocol = Preset.FINE_TUNED.protocol(Size.PAPER);

    assertThatThrownBy(() -> Splits.draw(protocol, ids(99), new RandomStream(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            """
            There are fewer people than the protocol asks for: protocol fine-tuned, people
              found 100 people asked for; expected at most the 99 of the corpus
              Lower people, with unlearn and retain, or use a larger corpus.\
            """);
  }

  @Test
  void wrong_candidates_are_a_bug_of_the_caller() {
    assertThatThrownBy(
            () ->
                Splits.draw(
                    Preset.FINE_TUNED.protocol(Size.SMOKE),
                    List.of("1", "2", "1"),
                    new RandomStream(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("candidates is repeated, must be unique");
    assertThatThrownBy(
            () ->
                Splits.draw(Preset.PRE_TRAINED.protocol(Size.PAPER), ids(153), new RandomStream(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("candidates is 153, must be the 45 selected");
  }

  private static Split draw(Protocol protocol, long seed) {
    return Splits.draw(protocol, candidates(protocol), new RandomStream(seed));
  }

  private static List<String> candidates(Protocol protocol) {
    return protocol.knowledge() == Knowledge.FINE_TUNED ? CORPUS : ids(protocol.counts().people());
  }

  private static List<String> ids(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
  }
}
