package org.pulsebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pulsebench.BadInputException;
import org.pulsebench.json.JsonFields;
import org.pulsebench.protocol.SelectionStability.Over;
import org.pulsebench.protocol.SelectionStability.Overlap;

class SelectionStabilityTest {

  private static SelectionStability stability() {
    Map<String, List<String>> chosen = new LinkedHashMap<>();
    chosen.put("as-written", List.of("1", "2", "3", "4"));
    chosen.put("reworded", List.of("4", "3", "5", "6"));
    chosen.put("options-rotated", List.of("3", "4", "1"));
    return SelectionStability.of(Over.PROMPTS, 4, 20, chosen);
  }

  @Test
  void every_two_variants_are_compared() {
    assertThat(stability().overlaps())
        .containsExactly(
            new Overlap("as-written", "reworded", 2, 6),
            new Overlap("as-written", "options-rotated", 3, 4),
            new Overlap("reworded", "options-rotated", 2, 5));
    assertThat(stability().overlaps())
        .extracting(Overlap::jaccard)
        .containsExactly(2.0 / 6, 3.0 / 4, 2.0 / 5);
    assertThat(stability().meanJaccard()).isCloseTo((2.0 / 6 + 0.75 + 0.4) / 3, within(1e-12));
  }

  @Test
  void whom_every_variant_chooses_is_a_share_of_those_wanted() {
    assertThat(stability().always()).isEqualTo(2);
    assertThat(stability().share()).isEqualTo(0.5);
  }

  @Test
  void equal_selections_have_an_index_of_1_and_random_ones_little() {
    SelectionStability same =
        SelectionStability.of(
            Over.SEEDS, 45, 153, Map.of("1", List.of("a", "b"), "2", List.of("b", "a")));
    assertThat(same.meanJaccard()).isEqualTo(1);
    // 45 of 153 at random share 13.2 of 76.8.
    assertThat(same.jaccardByChance()).isCloseTo(13.235 / 76.765, within(1e-3));
  }

  @Test
  void what_is_written_is_read_again() {
    ObjectNode json = stability().toJson();
    assertThat(SelectionStability.fromJson(JsonFields.root(json, "a test"))).isEqualTo(stability());
    assertThat(json.at("/overlaps/1/jaccard").doubleValue()).isEqualTo(0.75);
  }

  @Test
  void more_than_was_wanted_cannot_be_chosen_always() {
    ObjectNode json = stability().toJson().put("always", 5);
    assertThatThrownBy(() -> SelectionStability.fromJson(JsonFields.root(json, "a test")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("always")
        .hasMessageContaining("5");
  }

  @Test
  void one_selection_alone_is_not_stable_or_unstable() {
    assertThatThrownBy(() -> SelectionStability.of(Over.SEEDS, 1, 2, Map.of("1", List.of("a"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("variants");
  }
}
