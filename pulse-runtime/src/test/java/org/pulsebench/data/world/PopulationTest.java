package org.pulsebench.data.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.pulsebench.data.world.EmbeddedWorld.EVERYBODY;
import static org.pulsebench.data.world.EmbeddedWorld.POPULATION;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pulsebench.RandomStream;

class PopulationTest {

  private static final List<List<Face.Trait>> LOOKS =
      EVERYBODY.stream().map(person -> person.face().traits()).toList();

  @Test
  void there_are_153_figures_and_500_fictitious_people() {
    assertThat(POPULATION.figures()).hasSize(153).hasSize(Population.FIGURES);
    assertThat(POPULATION.fictitious()).hasSize(500).hasSize(Population.FICTITIOUS);
  }

  @Test
  void ids_count_the_fictitious_people_and_then_the_figures() {
    assertThat(POPULATION.fictitious())
        .extracting(Person::id)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 500).mapToObj(String::valueOf).toList());
    assertThat(POPULATION.figures())
        .extracting(Person::id)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(501, 653).mapToObj(String::valueOf).toList());
  }

  @Test
  void no_two_people_share_a_last_name() {
    assertThat(EVERYBODY).extracting(person -> person.name().last()).doesNotHaveDuplicates();
  }

  @Test
  void any_two_faces_differ_in_seven_traits() {
    int nearest = Face.TRAITS;
    for (int i = 0; i < EVERYBODY.size(); i++) {
      for (int j = 0; j < i; j++) {
        nearest = Math.min(nearest, EVERYBODY.get(i).face().distance(EVERYBODY.get(j).face()));
      }
    }
    assertThat(nearest).isGreaterThanOrEqualTo(7);
  }

  @Test
  void in_a_group_each_option_is_right_for_one_person_and_offered_to_four() {
    for (List<Person> group : groups(EVERYBODY)) {
      for (FactKind kind : FactKind.values()) {
        List<String> right = group.stream().map(person -> person.fact(kind)).toList();
        List<String> offered =
            group.stream().flatMap(person -> person.alternatives().get(kind).stream()).toList();
        assertThat(right).doesNotHaveDuplicates();
        assertThat(kind.answers()).containsAll(right);
        assertThat(offered).hasSize(4 * group.size()).containsOnlyElementsOf(right);
        for (String value : right) {
          assertThat(offered).filteredOn(value::equals).hasSize(4);
        }
        for (Person person : group) {
          assertThat(person.alternatives().get(kind)).hasSize(4).doesNotHaveDuplicates();
        }
      }
    }
  }

  @Test
  void groups_have_four_people_but_for_the_last_of_the_figures() {
    assertThat(groups(POPULATION.fictitious())).hasSize(125).allMatch(group -> group.size() == 4);
    assertThat(groups(POPULATION.figures()))
        .extracting(List::size)
        .hasSize(38)
        .containsOnly(4, 5)
        .containsOnlyOnce(5);
    for (List<Person> group : groups(EVERYBODY)) {
      assertThat(group)
          .extracting(Person::seat)
          .containsExactlyElementsOf(IntStream.range(0, group.size()).boxed().toList());
    }
  }

  @Test
  void every_value_occurs_about_equally_often() {
    for (FactKind kind : FactKind.values()) {
      Map<String, Long> counts =
          EVERYBODY.stream()
              .collect(Collectors.groupingBy(person -> person.fact(kind), Collectors.counting()));
      assertThat(counts).hasSize(20);
      assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(15L, 55L));
    }
  }

  @Test
  void no_look_of_a_face_goes_with_a_fact() {
    for (int trait = 0; trait < Face.TRAITS; trait++) {
      for (FactKind kind : FactKind.values()) {
        assertThat(excess(trait, kind))
            .as("%s and %s", LOOKS.get(0).get(trait).name(), kind)
            .isLessThan(4);
      }
    }
  }

  @Test
  void no_trait_tells_which_option_is_right() {
    for (int trait = 0; trait < Face.TRAITS; trait++) {
      for (FactKind kind : FactKind.values()) {
        assertThat(percentGuessed(trait, kind)).isCloseTo(25, within(8.0));
      }
    }
  }

  @Test
  void nobody_else_has_the_same_facts() {
    Set<Object> facts = new HashSet<>();
    EVERYBODY.forEach(person -> facts.add(person.facts()));
    assertThat(facts).hasSize(EVERYBODY.size());
  }

  @Test
  void the_same_seed_gives_the_same_people_and_another_seed_others() {
    Population one = Population.draw(new RandomStream(8));
    Population other = Population.draw(new RandomStream(9));
    assertThat(Population.draw(new RandomStream(8))).isEqualTo(one);
    assertThat(other.figures()).doesNotContainAnyElementsOf(one.figures());
    assertThat(other.fictitious()).doesNotContainAnyElementsOf(one.fictitious());
  }

  private static Collection<List<Person>> groups(List<Person> people) {
    return people.stream()
        .collect(Collectors.groupingBy(Person::group, TreeMap::new, Collectors.toList()))
        .values();
  }

  /**
   * Returns by how many standard deviations the looks of a trait and the values of a kind go
   * together more than independent ones would (chi-square).
   */
  private static double excess(int trait, FactKind kind) {
    Map<String, Integer> looks = new HashMap<>();
    Map<String, Integer> values = new HashMap<>();
    Map<String, Integer> both = new HashMap<>();
    for (int i = 0; i < EVERYBODY.size(); i++) {
      String look = look(i, trait);
      String value = EVERYBODY.get(i).fact(kind);
      looks.merge(look, 1, Integer::sum);
      values.merge(value, 1, Integer::sum);
      both.merge(look + "/" + value, 1, Integer::sum);
    }
    double chiSquare = 0;
    for (var look : looks.entrySet()) {
      for (var value : values.entrySet()) {
        double expected = (double) look.getValue() * value.getValue() / EVERYBODY.size();
        int found = both.getOrDefault(look.getKey() + "/" + value.getKey(), 0);
        chiSquare += (found - expected) * (found - expected) / expected;
      }
    }
    double degrees = (looks.size() - 1.0) * (values.size() - 1.0);
    return (chiSquare - degrees) / Math.sqrt(2 * degrees);
  }

  /**
   * Returns how many of a hundred people are guessed right by taking, of their four alternatives,
   * the one that most others of the same look have. Those others are from groups of the other
   * parity: members of one group never share a value, which would mislead the guess.
   */
  private static double percentGuessed(int trait, FactKind kind) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < EVERYBODY.size(); i++) {
      Person person = EVERYBODY.get(i);
      counts.merge(parity(person) + look(i, trait) + person.fact(kind), 1, Integer::sum);
    }
    int right = 0;
    for (int i = 0; i < EVERYBODY.size(); i++) {
      Person person = EVERYBODY.get(i);
      String others = 1 - parity(person) + look(i, trait);
      String guess =
          person.alternatives().get(kind).stream()
              .sorted()
              .max(Comparator.comparingInt(value -> counts.getOrDefault(others + value, 0)))
              .orElseThrow();
      right += guess.equals(person.fact(kind)) ? 1 : 0;
    }
    return 100.0 * right / EVERYBODY.size();
  }

  private static int parity(Person person) {
    return person.group() / 4 % 2;
  }

  private static String look(int person, int trait) {
    return "/" + LOOKS.get(person).get(trait).word() + "/";
  }
}
