package org.pulsebench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNamesTest {

  private static final List<String> PROTOCOLS =
      List.of("fine-tuned", "pre-trained", "sustainability", "modality");

  @ParameterizedTest
  @CsvSource({
    "fine-tuend, fine-tuned",
    "finetuned, fine-tuned",
    "PRE-TRAINED, pre-trained",
    "sustain, sustainability",
    "modalities, modality",
    "modality-smoke, modality"
  })
  void a_mistyped_or_cut_name_is_near_what_it_meant(String wrong, String meant) {
    assertThat(NearNames.of(wrong, PROTOCOLS)).containsExactly(meant);
  }

  @ParameterizedTest
  @CsvSource({"ga", "a", "xy", "unlearning", "gradient-difference", "''"})
  void a_name_of_something_else_is_near_nothing(String wrong) {
    assertThat(NearNames.of(wrong, PROTOCOLS)).isEmpty();
    assertThat(NearNames.expected(wrong, PROTOCOLS))
        .isEqualTo("one of fine-tuned, pre-trained, sustainability, modality");
  }

  @Test
  void the_three_nearest_come_first_and_many_names_are_counted() {
    List<String> ids = IntStream.rangeClosed(1, 500).mapToObj(String::valueOf).toList();

    assertThat(NearNames.of("110", ids)).containsExactly("110", "10", "11");
    assertThat(NearNames.of("1100", ids)).containsExactly("100", "110");
    assertThat(NearNames.expected("1100", ids))
        .isEqualTo("one of 500 known names (near: 100, 110)");
  }

  @Test
  void the_nearest_comes_first_and_short_names_are_not_near_for_being_held() {
    List<String> known = List.of("ga", "ga-klr", "npo", "batch-size", "learning-rate");

    assertThat(NearNames.of("ga-kl", known)).containsExactly("ga-klr");
    assertThat(NearNames.of("LearningRate", known)).containsExactly("learning-rate");
    assertThat(NearNames.of("labels", List.of("libel", "label"))).containsExactly("label", "libel");
  }

  @Test
  void letters_exchanged_count_as_one_slip() {
    assertThat(NearNames.of("npo", List.of("nop", "gap"))).containsExactly("nop");
  }
}
