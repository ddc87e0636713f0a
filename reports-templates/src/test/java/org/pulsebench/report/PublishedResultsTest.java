package org.pulsebench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishedResultsTest {

  private final PublishedResults paper = PublishedResults.ofPaper();

  @Test
  void a_printed_value_may_be_off_by_half_its_last_digit() {
    PublishedValue value =
        find("modality", "ga", "llm", "retain", Optional.of("multimodal"), "accuracy", 1);
    assertThat(value.value()).isEqualTo(29.2);
    assertThat(value.error()).isEqualTo(0.05);
    assertThat(value.reading()).isEqualTo(PublishedValue.Reading.PRINTED);
    assertThat(value.item()).isEqualTo("Table 3");
  }

  @Test
  void a_value_of_a_figure_says_that_it_was_digitised() {
    PublishedValue value =
        find("sustainability", "npo", "projector+llm", "exam", Optional.empty(), "accuracy", 3);
    assertThat(value.value()).isEqualTo(72.9);
    assertThat(value.error()).isEqualTo(0.5);
    assertThat(value.reading().word()).isEqualTo("digitised");
  }

  @Test
  void what_was_before_any_request_is_of_every_method() {
    assertThat(
            find("fine-tuned", "npo", "projector+llm", "exam", Optional.empty(), "accuracy", 0)
                .value())
        .isEqualTo(75.1);
  }

  @Test
  void what_the_paper_does_not_report_is_not_there() {
    assertThat(paper.find("pre-trained", "ga", "llm", "exam", Optional.empty(), "derived", 1))
        .isEmpty();
    assertThat(
            paper.find(
                "fine-tuned", "my-method", "projector+llm", "exam", Optional.empty(), "derived", 1))
        .isEmpty();
  }

  @Test
  void figure_4_agrees_with_table_3_where_both_report() {
    for (String set : List.of("unlearn", "retain", "exam")) {
      double kept = 100 * together(set, 1) / together(set, 0);
      PublishedValue figure =
          find("fine-tuned", "ga", "projector+llm", set, Optional.empty(), "derived", 1);
      assertThat(figure.value())
          .as(set)
          .isCloseTo(set.equals("unlearn") ? 100 - kept : kept, within(figure.error()));
    }
  }

  @Test
  void every_value_is_a_share_and_stands_once() {
    assertThat(paper.values()).hasSize(18 + 54 + 30);
    assertThat(paper.values()).allMatch(value -> value.value() >= 0 && value.value() <= 100);
    assertThat(paper.values()).allMatch(value -> value.error() > 0 && value.error() <= 2);
    HashSet<String> places = new HashSet<>();
    assertThat(paper.values())
        .allMatch(
            value ->
                places.add(
                    value.protocol()
                        + value.method()
                        + value.trainedParts()
                        + value.set()
                        + value.modality()
                        + value.metric()
                        + value.requests()));
  }

  private double together(String set, int requests) {
    if (set.equals("exam")) {
      return find("fine-tuned", "ga", "projector+llm", set, Optional.empty(), "accuracy", requests)
          .value();
    }
    return (find(
                    "fine-tuned",
                    "ga",
                    "projector+llm",
                    set,
                    Optional.of("text"),
                    "accuracy",
                    requests)
                .value()
            + find(
                    "fine-tuned",
                    "ga",
                    "projector+llm",
                    set,
                    Optional.of("multimodal"),
                    "accuracy",
                    requests)
                .value())
        / 2;
  }

  private PublishedValue find(
      String protocol,
      String method,
      String parts,
      String set,
      Optional<String> modality,
      String metric,
      int requests) {
    return paper
        .find(protocol, method, parts, set, modality, metric, requests)
        .orElseThrow(() -> new AssertionError("nothing published of " + set));
  }
}
