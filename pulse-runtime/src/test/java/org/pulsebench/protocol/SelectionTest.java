package org.pulsebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pulsebench.BadInputException;
import org.pulsebench.RandomStream;
import org.pulsebench.json.JsonFile;

class SelectionTest {

  @Test
  void subjects_are_ranked_by_their_weaker_modality_and_then_by_the_sum() {
    List<Known> known =
        List.of(known("a", 5, 1), known("b", 2, 3), known("c", 2, 5), known("d", 4, 3));

    assertThat(Selection.best(known, 4, 0, new RandomStream(1)).ids())
        .containsExactly("d", "c", "b", "a");
  }

  @Test
  void accuracies_are_compared_and_not_numbers_of_right_answers() {
    List<Known> known = List.of(new Known("many", 6, 20, 6, 20), new Known("few", 2, 5, 2, 5));

    assertThat(Selection.best(known, 1, 0, new RandomStream(1)).ids()).containsExactly("few");
  }

  @Test
  void which_modality_is_the_weaker_one_does_not_matter() {
    List<Known> known = List.of(new Known("a", 1, 10, 2, 10), new Known("b", 2, 10, 1, 10));

    assertThat(Selection.best(known, 1, 0, new RandomStream(1)).tied()).isEqualTo(1);
  }

  @Test
  void ties_are_broken_by_the_seed_and_by_nothing_else() {
    List<Known> known = new ArrayList<>(List.of(known("best", 5, 5)));
    for (int i = 0; i < 30; i++) {
      known.add(known("id" + i, 3, 3));
    }
    Set<List<String>> selections = new HashSet<>();
    for (int seed = 0; seed < 50; seed++) {
      Selection selection = Selection.best(known, 10, 0, new RandomStream(seed));
      List<Known> reordered = new RandomStream(seed + 1).child("order").shuffled(known);
      assertThat(Selection.best(reordered, 10, 0, new RandomStream(seed))).isEqualTo(selection);
      assertThat(selection.ids()).hasSize(10).doesNotHaveDuplicates().startsWith("best");
      assertThat(selection.cutOff().weaker()).isEqualTo(0.6);
      assertThat(selection.tied()).isEqualTo(21);
      assertThat(selection.candidates()).isEqualTo(31);
      selections.add(selection.ids());
    }
    assertThat(selections).hasSize(50);
  }

  @Test
  void only_those_who_reach_the_minimum_in_both_modalities_are_known() {
    List<Known> known = List.of(known("a", 5, 2), known("b", 3, 3), known("c", 5, 5));

    assertThat(Selection.best(known, 2, 0.6, new RandomStream(1)).ids()).containsExactly("c", "b");
    assertThatThrownBy(() -> Selection.best(known, 3, 0.6, new RandomStream(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            """
            Fewer subjects are known than are wanted: selection of the best known
              found 2 of 3 subjects with an accuracy of 0.6 or more in both modalities; expected \
            3 or more
              Lower the minimum accuracy or the number of people, or use a model that knows more.\
            """);
  }

  @Test
  void more_subjects_than_there_are_are_refused() {
    assertThatThrownBy(() -> Selection.best(List.of(known("a", 5, 2)), 45, 0, new RandomStream(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("found 1 subjects in all; expected 45 or more")
        .hasMessageContaining("use a larger corpus");
    assertThatThrownBy(() -> Selection.best(List.of(), 1, 0, new RandomStream(1)))
        .hasMessageContaining("found 0 subjects in all");
  }

  @Test
  void a_corpus_without_one_modality_is_refused() {
    List<Known> blind = List.of(new Known("a", 0, 0, 5, 5), new Known("b", 0, 0, 4, 5));

    assertThatThrownBy(() -> Selection.best(blind, 1, 0, new RandomStream(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            """
            The corpus lacks a modality: its 2 subjects
              found no multiple-choice image question; expected image and text questions about \
            everybody who may be selected
              Use a corpus that asks in both modalities; both count.\
            """);
  }

  @Test
  void subjects_without_one_modality_are_named() {
    List<Known> known =
        List.of(known("a", 1, 1), new Known("b", 1, 5, 0, 0), new Known("c", 1, 5, 0, 0));

    assertThatThrownBy(() -> Selection.best(known, 1, 0, new RandomStream(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("A subject lacks a modality: subject b\n")
        .hasMessageContaining("found no multiple-choice text question, like 1 more");
  }

  @Test
  void wrong_arguments_are_a_bug_of_the_caller() {
    List<Known> twice = List.of(known("a", 1, 1), known("a", 1, 1));
    assertThatThrownBy(() -> Selection.best(twice, 1, 0, new RandomStream(1)))
        .hasMessage("ids of known is repeated, must be unique");
    assertThatThrownBy(() -> known("a", 6, 1)).hasMessage("imageRight is 6, must be from 0 to 5");
    assertThatThrownBy(() -> new Known("a", 0, -1, 0, 1))
        .hasMessage("number of questions of imageRight is -1, must be 0 or more");
  }

  @Test
  void a_selection_is_read_as_it_was_written_with_accuracies_and_cut_off() {
    List<Known> known =
        List.of(known("a", 5, 2), known("b", 3, 3), known("c", 5, 5), known("d", 3, 3));
    Selection selection = Selection.best(known, 2, 0.5, new RandomStream(4));

    assertThat(Selection.fromJson(selection.toJson(), "selection")).isEqualTo(selection);
    assertThat(selection.toJson().toString())
        .startsWith("{\"minimumAccuracy\":0.5,\"candidates\":4,\"tied\":1,\"cutOff\":{\"id\":")
        .contains(
            "\"best\":[{\"id\":\"c\",\"imageRight\":5,\"imageCount\":5,\"textRight\":5,"
                + "\"textCount\":5},");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'best': [] | selection, field best | a list of subjects",
        "'bset': [] | selection, field bset | (near: best)",
        "'best': [{'id': 'a', 'imageRight': 9, 'imageCount': 5, 'textRight': 1, 'textCount': 5}]"
            + " | selection, best[0], field imageRight | a whole number from 0 to 5",
        "'best': [{'imageRight': 1, 'imageCount': 5, 'textRight': 1, 'textCount': 5}]"
            + " | selection, best[0], field id | no such field"
      })
  void a_broken_selection_is_refused(String fields, String where, String rest) {
    String json = "{" + fields.replace('\'', '"') + "}";

    assertThatThrownBy(() -> Selection.fromJson(JsonFile.parse(json, Path.of("f")), "selection"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(": " + where + "\n")
        .hasMessageContaining(rest);
  }

  /** Returns somebody who was asked five questions in each modality. */
  private static Known known(String id, int imageRight, int textRight) {
    return new Known(id, imageRight, 5, textRight, 5);
  }
}
