package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pulsebench.data.Modality;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.protocol.Counts;
import org.pulsebench.protocol.Preset;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.Split;
import org.pulsebench.protocol.TrainedParts;
import org.pulsebench.results.Figure;

class TaskMetricsTest {

  private static final Protocol PROTOCOL =
      Preset.LIFELONG
          .protocol(Preset.Size.PAPER)
          .withTasks(List.of("B", "A"), new Counts(6, 4, 2, 2, 3));

  private static final Split SPLIT =
      new Split(
          List.of(),
          List.of(List.of("b1", "b2", "b3"), List.of("a1")),
          List.of("kb", "ka"),
          List.of(List.of("kb"), List.of("ka")));

  @Test
  void a_score_is_the_mean_over_answers_with_an_interval_over_entities() {
    Cell cell = cell(state(0, Map.of("b1", 0.0, "b2", 0.5, "b3", 1.0)));
    Metric metric = metric(cell, 0, "B/unlearn/forget-quality");

    // b1 has one answer, b2 and b3 have two each.
    assertThat(metric.value()).isCloseTo((0 + 2 * 0.5 + 2 * 1.0) / 5, within(1e-12));
    assertThat(metric.count()).isEqualTo(5);
    assertThat(metric.direction()).isEqualTo(Direction.HIGHER_IS_BETTER);
    assertThat(metric.low()).isEqualTo(0);
    assertThat(metric.high()).isEqualTo(1);
    assertThat(metric(cell, 0, "B/unlearn/utility").direction())
        .isEqualTo(Direction.LOWER_IS_BETTER);
  }

  @Test
  void a_single_entity_has_no_interval() {
    Metric metric = metric(cell(state(0, Map.of("a1", 0.5))), 0, "A/unlearn/forget-quality");

    assertThat(metric.value()).isEqualTo(0.5);
    assertThat(metric.hasInterval()).isFalse();
  }

  @Test
  void what_was_not_judged_is_no_score() {
    Cell cell = cell(state(0, Map.of("b2", 1.0)));

    assertThat(metric(cell, 0, "B/unlearn/forget-quality").count()).isEqualTo(2);
    assertThat(TaskMetrics.of(cell, cell.states().get(0)))
        .extracting(Metric::name)
        .contains("unlearn/forget-quality")
        .doesNotContain("A/unlearn/forget-quality", "B/unlearn/forget-quality/variants");
  }

  @Test
  void drift_is_how_far_scores_move_after_their_task_was_unlearnt_summed_over_tasks() {
    Cell cell =
        cell(
            state(0, Map.of("b1", 0.0, "a1", 0.0, "kb", 1.0, "ka", 1.0)),
            state(1, Map.of("b1", 1.0, "a1", 0.0, "kb", 0.5, "ka", 1.0)),
            state(2, Map.of("b1", 0.5, "a1", 1.0, "kb", 1.0, "ka", 0.0)));

    // Of B the score after its request and after the last; of A, the last task, nothing moves.
    assertThat(drift(cell, "drift/unlearn/forget-quality").known().orElseThrow().value())
        .isEqualTo(0.5);
    assertThat(drift(cell, "drift/retain/utility").known().orElseThrow().value()).isEqualTo(0.5);
    assertThat(drift(cell, "drift/retain/utility").direction())
        .isEqualTo(Direction.LOWER_IS_BETTER);
  }

  @Test
  void a_sequence_that_broke_off_has_no_drift() {
    Cell cell = cell(state(0, Map.of("b1", 0.0)), HandMade.diverged(state(1, Map.of("b1", 0.0))));

    assertThat(drift(cell, "drift/unlearn/forget-quality"))
        .isEqualTo(
            new Figure.Undefined(
                "drift/unlearn/forget-quality",
                Direction.LOWER_IS_BETTER,
                "request 1 of 2 diverged"));
  }

  private static Metric metric(Cell cell, int state, String name) {
    return TaskMetrics.of(cell, cell.states().get(state)).stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Figure drift(Cell cell, String name) {
    List<List<Metric>> states =
        cell.states().stream().map(state -> TaskMetrics.of(cell, state)).toList();
    return TaskMetrics.drift(cell, states).stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Cell cell(Cell.Reached... states) {
    return new Cell(
        PROTOCOL,
        "ga",
        TrainedParts.PROJECTOR_AND_LLM,
        1,
        HandMade.digest(1),
        SPLIT,
        Optional.empty(),
        List.of(states));
  }

  /** Returns a state by the score of the answers about each entity: two, but of b1 one. */
  private static Cell.Reached state(int requests, Map<String, Double> scores) {
    List<Written> answers = new ArrayList<>();
    new TreeMap<>(scores)
        .forEach(
            (subject, score) -> {
              for (int i = 0; i < (subject.equals("b1") ? 1 : 2); i++) {
                TreeMap<String, Double> own = new TreeMap<>(Map.of("utility", score));
                if (!subject.startsWith("k")) {
                  own.put("forget-quality", score);
                }
                answers.add(new Written(subject, subject + "/" + i, Modality.MULTIMODAL, "x", own));
              }
            });
    return new Cell.Reached(
        requests,
        HandMade.digest(10 + requests),
        List.of(),
        HandMade.digest(20 + requests),
        Optional.empty(),
        List.of(),
        answers);
  }
}
