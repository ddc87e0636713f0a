package org.pulsebench.data.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pulsebench.RandomStream;

class NameTest {

  private static final int ALL = Name.STARTS.size() * Name.ENDS.size();

  private final List<Name> names = Name.draw(new RandomStream(3), ALL);

  @Test
  void no_last_name_occurs_twice_even_when_all_are_used() {
    assertThat(names).hasSize(ALL).extracting(Name::last).doesNotHaveDuplicates();
  }

  @Test
  void names_consist_of_the_listed_parts() {
    for (Name name : names) {
      assertThat(Name.FIRST).contains(name.first());
      assertThat(Name.STARTS)
          .filteredOn(name.last()::startsWith)
          .anySatisfy(
              start -> assertThat(Name.ENDS).contains(name.last().substring(start.length())));
    }
  }

  @Test
  void every_first_name_is_given_to_several_people() {
    for (String first : Name.FIRST) {
      assertThat(names.stream().filter(name -> name.first().equals(first)).count())
          .isGreaterThan(1);
    }
  }

  @Test
  void parts_are_listed_once_and_no_first_name_is_a_last_name() {
    assertThat(Name.FIRST).doesNotHaveDuplicates();
    assertThat(Name.STARTS).doesNotHaveDuplicates();
    assertThat(Name.ENDS).doesNotHaveDuplicates();
    assertThat(names).extracting(Name::last).doesNotContainAnyElementsOf(Name.FIRST);
  }

  @Test
  void the_first_name_stands_before_the_last() {
    assertThat(new Name("Ada", "Quinmont")).hasToString("Ada Quinmont");
  }

  @Test
  void the_same_seed_gives_the_same_names_and_another_seed_others() {
    assertThat(Name.draw(new RandomStream(3), ALL)).isEqualTo(names);
    assertThat(Name.draw(new RandomStream(4), ALL)).isNotEqualTo(names);
  }

  @Test
  void more_names_than_there_are_last_names_are_refused() {
    assertThatThrownBy(() -> Name.draw(new RandomStream(3), ALL + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count is 785, must be at most 784");
  }
}
