package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.pulsebench.evaluation.statistics.Direction.HIGHER_IS_BETTER;
import static org.pulsebench.evaluation.statistics.Direction.LOWER_IS_BETTER;
import static org.pulsebench.experiment.HandMade.SCORER;
import static org.pulsebench.experiment.HandMade.cell;
import static org.pulsebench.experiment.HandMade.diverged;
import static org.pulsebench.experiment.HandMade.protocol;
import static org.pulsebench.experiment.HandMade.reached;
import static org.pulsebench.protocol.TrainedParts.PROJECTOR_AND_LLM;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.Figure;
import org.pulsebench.results.QuestionSet;
import org.pulsebench.results.SetSustainability;

class MeasuredResultsTest {

  private static final Protocol ONCE = protocol("fine-tuned", 1, PROJECTOR_AND_LLM);
  private static final Protocol TWICE = protocol("sustainability", 2, PROJECTOR_AND_LLM);

  @Test
  void figures_are_shares_of_what_was_right_before() {
    StateMetrics after = after(reached(0, 8, 4, 4, 8, 8), reached(1, 2, 1, 3, 8, 6));
    assertThat(after.derived())
        .extracting(Figure::name)
        .containsExactly(
            "unlearn/percent-forgotten",
            "unlearn/multimodal/percent-forgotten",
            "unlearn/text/percent-forgotten",
            "retain/percent-kept",
            "retain/multimodal/percent-kept",
            "retain/text/percent-kept",
            "exam/percent-kept");
    assertThat(after.derived().stream().map(figure -> ((Figure.Known) figure).metric().value()))
        .containsExactly(75.0, 75.0, 75.0, 100 * 11 / 12.0, 75.0, 100.0, 75.0);
    assertThat(after.derived().stream().map(figure -> ((Figure.Known) figure).metric().count()))
        .as("four subjects, ten questions")
        .containsExactly(4, 4, 4, 4, 4, 4, 10);
    assertThat(after.derived())
        .allMatch(figure -> ((Figure.Known) figure).metric().direction() == HIGHER_IS_BETTER);
  }

  /**
   * Draws of ten questions, eight right before, of which two are lost: kept = 1 - lost / before.
   */
  @Test
  void the_interval_of_the_exam_is_over_its_questions() {
    StateMetrics after = after(reached(0, 8, 8, 8, 8, 8), reached(1, 8, 8, 8, 8, 6));
    Metric kept = ((Figure.Known) after.derived("exam")).metric();
    assertThat(kept.low()).isBetween(37.5, 50.0);
    assertThat(kept.high()).isEqualTo(100);
    Metric change = change(after, "exam/change");
    assertThat(change.value()).isCloseTo(-0.2, within(1e-15));
    assertThat(change.count()).isEqualTo(10);
    assertThat(change.direction()).isEqualTo(HIGHER_IS_BETTER);
    // Of the lost ones a draw of ten holds B(10, 0.2) many: 0 to 5 with 97.5 % to either side.
    assertThat(change.low()).isEqualTo(-0.5);
    assertThat(change.high()).isZero();
    assertThat(change(after, "unlearn/text/change").direction()).isEqualTo(LOWER_IS_BETTER);
  }

  @Test
  void an_accuracy_of_zero_before_leaves_a_figure_undefined_and_says_so() {
    StateMetrics after = after(reached(0, 8, 0, 8, 8, 8), reached(1, 4, 2, 8, 8, 8));
    assertThat(after.derived())
        .contains(
            new Figure.Undefined(
                "unlearn/text/percent-forgotten",
                HIGHER_IS_BETTER,
                "the accuracy before any request is 0"));
    assertThat(((Figure.Known) after.derived("unlearn")).metric().value()).isEqualTo(25);
  }

  @Test
  void what_stays_as_it_was_has_no_interval() {
    Metric kept =
        ((Figure.Known)
                after(reached(0, 8, 8, 8, 8, 8), reached(1, 8, 8, 8, 8, 8)).derived("retain"))
            .metric();
    assertThat(kept).isEqualTo(Metric.withoutInterval(kept.name(), HIGHER_IS_BETTER, 100, 4));
  }

  @Test
  void the_same_cell_is_measured_alike() {
    Cell cell =
        cell(
            ONCE, "ga", PROJECTOR_AND_LLM, 1, reached(0, 8, 4, 4, 8, 8), reached(1, 2, 1, 3, 8, 6));
    assertThat(CellMetrics.of(cell)).isEqualTo(CellMetrics.of(cell));
  }

  @Test
  void a_sequence_has_an_area_and_a_collapse_of_the_retain_set_and_of_the_exam() {
    Cell cell = sequence(1, reached(1, 8, 8, 4, 4, 4), reached(2, 8, 8, 3, 4, 4));
    assertThat(CellMetrics.of(cell).sustainability().get(SCORER))
        .containsExactly(
            new SetSustainability(
                QuestionSet.RETAIN,
                known("retain/area", (0.75 + (0.5 + 7 / 16.0) / 2) / 2),
                known("retain/relative-area", (0.75 + (0.5 + 7 / 16.0) / 2) / 2),
                OptionalInt.of(2)),
            new SetSustainability(
                QuestionSet.EXAM,
                known("exam/area", 0.5),
                known("exam/relative-area", 0.5 / 0.8),
                OptionalInt.empty()));
  }

  @Test
  void a_single_request_is_no_sequence() {
    Cell cell =
        cell(
            ONCE, "ga", PROJECTOR_AND_LLM, 1, reached(0, 8, 8, 8, 8, 8), reached(1, 8, 8, 8, 8, 8));
    assertThat(CellMetrics.of(cell).sustainability()).isEmpty();
  }

  @Test
  void a_sequence_that_diverged_has_no_area() {
    Cell cell = sequence(1, reached(1, 8, 8, 8, 8, 8), diverged(reached(2, 8, 8, 8, 8, 8)));
    assertThat(CellMetrics.of(cell).sustainability().get(SCORER))
        .contains(SequenceFigures.EXAM.undefined("request 2 of 2 diverged"));
  }

  @Test
  void an_exam_that_nothing_is_known_of_has_no_area() {
    Cell cell =
        cell(
            TWICE,
            "ga",
            PROJECTOR_AND_LLM,
            1,
            reached(0, 8, 8, 8, 8, 0),
            reached(1, 8, 8, 8, 8, 0),
            reached(2, 8, 8, 8, 8, 0));
    assertThat(CellMetrics.of(cell).sustainability().get(SCORER))
        .contains(SequenceFigures.EXAM.undefined("the accuracy before any request is 0"));
  }

  @Test
  void seeds_are_summed_up_for_figures_and_sequences_too() {
    List<Summary.Row> rows =
        summary(
            sequence(1, reached(1, 4, 4, 8, 8, 8), reached(2, 0, 0, 8, 8, 4)),
            sequence(2, reached(1, 8, 8, 8, 8, 8), reached(2, 8, 8, 8, 8, 8)));
    Summary.Row forgotten = row(rows, 2, "unlearn/percent-forgotten");
    assertThat(forgotten.spread().mean()).isEqualTo(50);
    assertThat(forgotten.spread().min()).isZero();
    assertThat(forgotten.spread().max()).isEqualTo(100);
    assertThat(forgotten.direction()).isEqualTo(HIGHER_IS_BETTER);
    assertThat(forgotten.missing()).isZero();
    assertThat(row(rows, 1, "unlearn/percent-forgotten").spread().mean()).isEqualTo(25);
    assertThat(row(rows, 2, "exam/percent-kept").spread().mean()).isEqualTo(75);
    assertThat(row(rows, 2, "exam/area").spread().mean()).isCloseTo(0.75, within(1e-15));
    assertThat(row(rows, 2, "retain/relative-area").spread().mean()).isEqualTo(1);
    assertThat(row(rows, 0, "retain").spread().count()).isEqualTo(2);
  }

  @Test
  void a_seed_without_a_value_is_counted_as_missing() {
    List<Summary.Row> rows =
        summary(
            sequence(1, reached(1, 4, 4, 8, 8, 8), reached(2, 0, 0, 8, 8, 4)),
            sequence(2, diverged(reached(1, 8, 8, 8, 8, 8))));
    Summary.Row after = row(rows, 1, "unlearn");
    assertThat(after.spread().mean()).as("the last finite state does not count").isEqualTo(0.5);
    assertThat(after.missing()).isEqualTo(1);
    assertThat(row(rows, 2, "exam/area").missing()).isEqualTo(1);
    assertThat(row(rows, 0, "unlearn").missing()).isZero();
  }

  private static StateMetrics after(Cell.Reached before, Cell.Reached after) {
    return CellMetrics.of(cell(ONCE, "ga", PROJECTOR_AND_LLM, 1, before, after))
        .after(1, SCORER)
        .orElseThrow();
  }

  private static Cell sequence(long seed, Cell.Reached... after) {
    Cell.Reached[] states = new Cell.Reached[after.length + 1];
    states[0] = reached(0, 8, 8, 8, 8, 8);
    System.arraycopy(after, 0, states, 1, after.length);
    return cell(TWICE, "ga", PROJECTOR_AND_LLM, seed, states);
  }

  private static Metric change(StateMetrics metrics, String name) {
    return metrics.changes().stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Figure known(String name, double value) {
    return new Figure.Known(Metric.withoutInterval(name, HIGHER_IS_BETTER, value, 2));
  }

  private static List<Summary.Row> summary(Cell... cells) {
    return Summary.of(MeasuredResults.of(HandMade.results(List.of(cells))).cells());
  }

  private static Summary.Row row(List<Summary.Row> rows, int requests, String metric) {
    return rows.stream()
        .filter(row -> row.requests() == requests && row.metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }
}
