package org.pulsebench.data.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pulsebench.RandomStream;

class FactKindTest {

  private static final String PERSON = "Ada Quinmont";

  @Test
  void no_value_belongs_to_two_kinds() {
    List<String> values =
        Arrays.stream(FactKind.values()).flatMap(kind -> kind.answers().stream()).toList();
    assertThat(values).hasSize(5 * 20).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void sentences_name_the_person_once_and_give_no_value_away(FactKind kind) {
    Stream<String> phrasings =
        Arrays.stream(Wording.values()).flatMap(wording -> kind.phrasings(wording).stream());
    List<String> sentences =
        Stream.concat(
                phrasings.map(phrasing -> phrasing.formatted(PERSON)),
                Stream.of(kind.request(PERSON), kind.statement(PERSON, "____")))
            .toList();
    assertThat(sentences).hasSize(8).doesNotHaveDuplicates();
    for (String sentence : sentences) {
      assertThat(sentence.split(PERSON, -1)).as(sentence).hasSize(2);
      assertThat(sentence.split("\\W+")).doesNotContainAnyElementsOf(kind.answers());
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_statement_holds_person_and_value_and_ends_as_a_sentence(FactKind kind) {
    String value = kind.answers().get(0);
    assertThat(kind.statement(PERSON, value)).contains(PERSON).contains(" " + value).endsWith(".");
    assertThat(kind.request(PERSON)).contains(PERSON).endsWith("?");
  }

  @ParameterizedTest
  @EnumSource
  void every_phrasing_of_a_wording_is_drawn_and_none_of_the_other(FactKind kind) {
    for (Wording wording : Wording.values()) {
      RandomStream random = new RandomStream(5);
      Set<String> drawn = new HashSet<>();
      for (int i = 0; i < 200; i++) {
        drawn.add(kind.question(PERSON, wording, random));
      }
      assertThat(drawn)
          .containsExactlyInAnyOrderElementsOf(
              kind.phrasings(wording).stream().map(text -> text.formatted(PERSON)).toList());
    }
  }
}
