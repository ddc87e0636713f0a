package org.pulsebench.method.lumoe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pulsebench.evaluation.Accuracy;
import org.pulsebench.method.lumoe.Routing.Match;
import org.pulsebench.method.lumoe.RoutingQuality.Routed;

class RoutingQualityTest {

  private static final String BASE = RoutingQuality.BASE;

  @Test
  void matches_misses_and_wrong_refusals_are_counted_apart() {
    RoutingQuality quality =
        RoutingQuality.of(
            List.of(
                routed("a", "a"),
                routed("a", "a", "b"),
                routed("a", "b"),
                routed("b"),
                new Routed(Optional.of("b"), Routing.undecided("who knows")),
                routed(null),
                routed(null, "a"),
                routed(null, "a", "b")));

    assertThat(quality.forget()).isEqualTo(5);
    assertThat(quality.found()).isEqualTo(2);
    assertThat(quality.missed()).isEqualTo(2);
    assertThat(quality.undecided()).isEqualTo(1);
    assertThat(quality.precision()).contains(new Accuracy(2, 7));
    assertThat(quality.recall()).contains(new Accuracy(2, 5));
    assertThat(quality.wronglyRefused()).contains(new Accuracy(2, 3));
    assertThat(quality.confusion())
        .isEqualTo(
            Map.of(
                "a", Map.of("a", 2, "b", 2),
                "b", Map.of(BASE, 2),
                BASE, Map.of(BASE, 1, "a", 2, "b", 1)));
  }

  @Test
  void shares_of_nothing_are_absent() {
    RoutingQuality nothing = RoutingQuality.of(List.of());

    assertThat(nothing.precision()).isEmpty();
    assertThat(nothing.recall()).isEmpty();
    assertThat(nothing.wronglyRefused()).isEmpty();
  }

  @Test
  void an_erring_router_errs_as_often_as_it_is_told_and_always_on_the_same_questions() {
    Router right = new NameRouter(List.of(NamedEntity.of("a", "dog"), NamedEntity.of("b", "cat")));
    List<RoutingQuestion> questions =
        IntStream.range(0, 4_000)
            .mapToObj(i -> RoutingQuestion.ofText((i % 2 == 0 ? "dog " : "tree ") + i))
            .toList();
    Set<RoutingQuestion> few = erring(right, questions, 0.05);
    Set<RoutingQuestion> many = erring(right, questions, 0.2);

    assertThat(few.size() / 4_000.0).isCloseTo(0.05, within(0.012));
    assertThat(many.size() / 4_000.0).isCloseTo(0.2, within(0.02));
    assertThat(many).containsAll(few);
    assertThat(erring(right, questions, 0)).isEmpty();
    assertThat(erring(right, questions, 1)).hasSize(4_000);
  }

  private static Set<RoutingQuestion> erring(
      Router right, List<RoutingQuestion> questions, double rate) {
    Router erring = new ErringRouter(right, List.of("b", "a"), rate, 11);
    return questions.stream()
        .filter(each -> !erring.route(each).equals(right.route(each)))
        .collect(Collectors.toSet());
  }

  @Test
  void of_several_matches_of_an_expert_the_best_counts_and_the_best_expert_is_first() {
    Routing routing =
        Routing.to(List.of(new Match("b", 0.5), new Match("a", 0.5), new Match("c", 1), new Match("b", 0.9)));

    assertThat(routing.matches())
        .containsExactly(new Match("c", 1), new Match("b", 0.9), new Match("a", 0.5));
  }

  private static Routed routed(String expert, String... experts) {
    List<Match> matches = List.of(experts).stream().map(each -> new Match(each, 1)).toList();
    return new Routed(Optional.ofNullable(expert), Routing.to(matches));
  }
}
