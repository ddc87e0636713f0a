package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pulsebench.experiment.HandMade.cell;
import static org.pulsebench.experiment.HandMade.diverged;
import static org.pulsebench.experiment.HandMade.protocol;
import static org.pulsebench.experiment.HandMade.reached;
import static org.pulsebench.protocol.TrainedParts.LLM;
import static org.pulsebench.protocol.TrainedParts.PROJECTOR_AND_LLM;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pulsebench.protocol.Protocol;

class PaperTablesTest {

  private static final Protocol SOURCE = protocol("fine-tuned", 1, PROJECTOR_AND_LLM);
  private static final Protocol SEQUENCE = protocol("sustainability", 2, PROJECTOR_AND_LLM);
  private static final Protocol PARTS = protocol("modality", 1, PROJECTOR_AND_LLM, LLM);

  @Test
  void all_four_items_stand_in_the_order_of_the_paper_and_times_at_the_end() {
    List<String> lines =
        tables(
            List.of(
                source("ga", 1, 2, 2, 6, 4, 9),
                sequence("ga", 1, reached(1, 4, 4, 8, 8, 9), reached(2, 0, 0, 4, 3, 8)),
                parts("ga", reached(1, 1, 3, 2, 4, 9))),
            new DoneStep("learn", HandMade.digest(1), true, 100),
            new DoneStep("evaluate", HandMade.digest(2), false, 1.25),
            new DoneStep("unlearn", HandMade.digest(3), false, 10),
            new DoneStep("evaluate", HandMade.digest(4), true, 2),
            new DoneStep("evaluate", HandMade.digest(2), true, 1.25));
    assertThat(String.join("\n", lines))
        .isEqualTo(
            """
            Table 2. Settings
            Protocol         Knowledge  Individuals  Requests  Per request
            --------------------------------------------------------------
            fine-tuned      fine-tuned            4         1            4
            sustainability  fine-tuned            4         2            2
            modality        fine-tuned            4         1            4

            Figure 4. Source of the knowledge, protocol fine-tuned
            scorer likelihood, no examples; questions: unlearn 16, retain 16, exam 10 (single-pass); seed 1
            Method  D_unlearn forgotten  D_retain kept  Exam kept
            -----------------------------------------------------
            ga                     75.0           62.5       90.0
            before: unlearn 100.0, retain 100.0, exam 100.0

            Figure 5. Sustainability, protocol sustainability
            scorer likelihood, no examples; questions: unlearn 16, retain 16, exam 10 (single-pass); seed 1
            Accuracy after requests      0      1     2
            -------------------------------------------
            unlearn, ga              100.0   50.0   0.0
            retain, ga               100.0  100.0  43.8
            exam, ga                 100.0   90.0  80.0

            Sustainability  Area  Of area before  Collapse
            ----------------------------------------------
            retain, ga      85.9            85.9         2
            exam, ga        90.0            90.0      none
            collapse: the first request after which less than half of the accuracy is left

            Table 3. Trained parts, protocol modality
            scorer likelihood, no examples; questions: unlearn 16, retain 16, exam 10 (single-pass); seed 1
            Update target     Method  D_unlearn multi   text  D_retain multi   text   Exam
            ------------------------------------------------------------------------------
            (pre-unlearning)                    100.0  100.0           100.0  100.0  100.0
            projector+llm         ga             12.5   37.5            25.0   50.0   90.0

            Times     Steps  Computed  Seconds  Stored seconds
            --------------------------------------------------
            learn         1         0      0.0           100.0
            evaluate      2         1      1.3             2.0
            unlearn       1         1     10.0             0.0
            together      4         2     11.3           102.0\
            """);
  }

  @Test
  void several_seeds_give_their_mean_and_range() {
    assertThat(
            tables(
                List.of(
                    source("ga", 1, 2, 2, 6, 4, 9),
                    source("ga", 2, 4, 4, 8, 8, 10),
                    source("npo", 1, 8, 8, 8, 8, 10),
                    source("npo", 2, 8, 8, 8, 8, 10))))
        .contains(
            "scorer likelihood, no examples; questions: unlearn 16, retain 16, exam 10 (single-pass);"
                + " seeds 1, 2",
            "Method  D_unlearn forgotten        D_retain kept            Exam kept",
            "ga         62.5 (50.0-75.0)    81.3 (62.5-100.0)    95.0 (90.0-100.0)",
            "npo           0.0 (0.0-0.0)  100.0 (100.0-100.0)  100.0 (100.0-100.0)");
  }

  @Test
  void what_a_cell_did_not_reach_is_a_dash_with_the_reason_below() {
    List<String> lines =
        tables(
            List.of(
                sequence("ga", 1, diverged(reached(1, 4, 4, 8, 8, 9))),
                sequence("npo", 1, reached(1, 4, 4, 8, 8, 9), reached(2, 0, 0, 8, 8, 9))));
    assertThat(lines)
        .containsSubsequence(
            "Accuracy after requests      0      1      2",
            "unlearn, ga              100.0      -      -",
            "unlearn, npo             100.0   50.0    0.0",
            "exam, ga                 100.0      -      -",
            "Sustainability       Area  Of area before   Collapse",
            "retain, ga      undefined       undefined  undefined",
            "retain, npo         100.0           100.0       none",
            "diverged: ga, projector+llm, seed 1, in request 1: The loss is not finite");
  }

  @Test
  void a_seed_that_diverged_is_left_out_of_the_mean_and_named() {
    Cell broken =
        cell(
            SOURCE,
            "ga",
            PROJECTOR_AND_LLM,
            2,
            reached(0, 8, 8, 8, 8, 10),
            diverged(reached(1, 0, 0, 0, 0, 0)));
    assertThat(tables(List.of(source("ga", 1, 2, 2, 6, 4, 9), broken)))
        .containsSubsequence(
            "ga                     75.0           62.5       90.0",
            "diverged: ga, projector+llm, seed 2, in request 1: The loss is not finite");
  }

  @Test
  void each_request_that_a_seed_collapses_at_is_named() {
    assertThat(
            tables(
                List.of(
                    sequence("ga", 1, reached(1, 8, 8, 8, 8, 4), reached(2, 8, 8, 8, 8, 4)),
                    sequence("ga", 2, reached(1, 8, 8, 8, 8, 9), reached(2, 8, 8, 8, 8, 4)),
                    sequence("ga", 3, reached(1, 8, 8, 8, 8, 9), reached(2, 8, 8, 8, 8, 5)))))
        .anyMatch(line -> line.matches("exam, ga .* 1, 2, none"));
  }

  @Test
  void a_share_of_nothing_is_undefined_with_the_reason_below() {
    Cell cell =
        cell(
            SOURCE,
            "ga",
            PROJECTOR_AND_LLM,
            1,
            reached(0, 8, 8, 8, 8, 0),
            reached(1, 4, 4, 8, 8, 0));
    assertThat(tables(List.of(cell)))
        .containsSubsequence(
            "ga                     50.0          100.0  undefined",
            "undefined: ga, projector+llm, seed 1, exam/percent-kept: the accuracy before any"
                + " request is 0");
  }

  @Test
  void without_an_exam_its_numbers_are_dashes() {
    Cell cell =
        cell(SOURCE, "ga", PROJECTOR_AND_LLM, 1, reached(0, 8, 8, 8, 8), reached(1, 4, 4, 8, 8));
    assertThat(tables(List.of(cell)))
        .containsSubsequence(
            "scorer likelihood, no examples; questions: unlearn 16, retain 16; seed 1",
            "ga                     50.0          100.0          -",
            "before: unlearn 100.0, retain 100.0, exam -");
  }

  private static Cell source(String method, long seed, int... right) {
    return cell(
        SOURCE, method, PROJECTOR_AND_LLM, seed, reached(0, 8, 8, 8, 8, 10), reached(1, right));
  }

  private static Cell sequence(String method, long seed, Cell.Reached... after) {
    List<Cell.Reached> states = new ArrayList<>(List.of(reached(0, 8, 8, 8, 8, 10)));
    states.addAll(Arrays.asList(after));
    return cell(SEQUENCE, method, PROJECTOR_AND_LLM, seed, states.toArray(Cell.Reached[]::new));
  }

  private static Cell parts(String method, Cell.Reached after) {
    return cell(PARTS, method, PROJECTOR_AND_LLM, 1, reached(0, 8, 8, 8, 8, 10), after);
  }

  private static List<String> tables(List<Cell> cells, DoneStep... steps) {
    return WrittenResults.tables(HandMade.results(cells, steps));
  }
}
