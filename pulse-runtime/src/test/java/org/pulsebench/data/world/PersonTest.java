package org.pulsebench.data.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pulsebench.RandomStream;

class PersonTest {

  private final Map<FactKind, String> facts = new EnumMap<>(FactKind.class);
  private final Map<FactKind, List<String>> alternatives = new EnumMap<>(FactKind.class);

  PersonTest() {
    for (FactKind kind : FactKind.values()) {
      facts.put(kind, kind.answers().get(2));
      alternatives.put(kind, new ArrayList<>(kind.answers().subList(0, 4)));
    }
  }

  @Test
  void the_biography_says_every_fact_in_a_sentence() {
    assertThat(person().biography())
        .isEqualTo(
            "Ada Quinmont was born in the city of Cairo. Ada Quinmont has the job of farmer."
                + " Ada Quinmont has the hobby of sewing. Ada Quinmont keeps a pet parrot."
                + " Ada Quinmont likes to eat curry.");
  }

  @Test
  void a_person_does_not_change_with_the_lists_it_was_made_of() {
    Person person = person();
    facts.clear();
    alternatives.get(FactKind.PET).clear();

    assertThat(person.fact(FactKind.PET)).isEqualTo("parrot");
    assertThat(person.alternatives().get(FactKind.PET)).hasSize(4);
  }

  @Test
  void a_missing_fact_is_refused() {
    facts.remove(FactKind.FOOD);
    assertThatThrownBy(this::person)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("facts is [")
        .hasMessageEndingWith(", must be of every kind");
  }

  @Test
  void alternatives_without_the_own_value_are_refused() {
    alternatives.put(FactKind.PET, List.of("cat", "dog", "rabbit", "turtle"));
    assertThatThrownBy(this::person)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "alternatives of PET is [cat, dog, rabbit, turtle],"
                + " must be a list with the person's own value, parrot");
  }

  private Person person() {
    return new Person(
        "1",
        new Name("Ada", "Quinmont"),
        Face.draw(new RandomStream(1)),
        facts,
        1,
        2,
        alternatives);
  }
}
