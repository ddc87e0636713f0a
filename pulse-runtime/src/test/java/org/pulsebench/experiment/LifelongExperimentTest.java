package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.data.mlubench.WrittenArchive;
import org.pulsebench.evaluation.judge.ChatServer;
import org.pulsebench.evaluation.judge.Verdict;
import org.pulsebench.method.lumoe.RoutingQuality;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.JudgedState;
import org.pulsebench.results.ResultsDocument;
import org.pulsebench.results.StateResult;

/** The protocol of published tasks, on a small archive and a model that knows nothing. */
class LifelongExperimentTest {

  private static final String LIFELONG =
      """
      {
        "model": "MODEL", "store": "STORE", "seeds": [1],
        "data": {"mlubench": "ARCHIVE", "missing": "placeholder", "size": "one-image"},
        "lora": {"rank": 2, "alpha": 4},
        "learning": {"epochs": 1, "batch-size": 8, "learning-rate": 0.01},
        "protocols": [{"preset": "lifelong", "tasks": TASKS, "scorer": "likelihood"}],
        "examQuestions": 12,
        "judging": {"answerTokens": 4, "variants": VARIANTS},
        "methods": METHODS
      }
      """;

  @TempDir Path directory;

  private TinyExperiment tiny;
  private Path archive;

  @BeforeEach
  void write() throws IOException {
    tiny = new TinyExperiment(directory);
    archive = new WrittenArchive().zip(directory);
  }

  @Test
  void every_task_is_evaluated_after_every_task_by_base_questions_and_variants_apart() {
    ResultsDocument results = run("[\"A\", \"B\", \"C\", \"D\"]", "4", "[\"ga\"]");

    CellResult cell = results.cells().get(0);
    assertThat(cell.isComplete()).isTrue();
    assertThat(cell.states()).hasSize(5);
    for (StateResult state : cell.states()) {
      for (String task : List.of("A/", "B/", "C/", "D/", "")) {
        for (String score :
            List.of("unlearn/forget-quality", "unlearn/utility", "retain/utility")) {
          assertThat(state.task(task + score)).as(task + score).isPresent();
          assertThat(state.task(task + score + "/variants")).isPresent();
        }
      }
      assertThat(state.task("unlearn/utility").orElseThrow().count()).isEqualTo(4 * 2);
      assertThat(state.task("retain/utility/variants").orElseThrow().count()).isEqualTo(4 * 4);
      assertThat(state.judged().orElseThrow().judge().name()).isEqualTo("rules");
      assertThat(state.judged().orElseThrow().failed()).isZero();
    }
    assertThat(cell.drift()).extracting(figure -> figure.name()).hasSize(6);
    assertThat(cell.hasExam()).isTrue();
  }

  @Test
  void sets_are_those_of_the_benchmark_and_a_request_keeps_those_of_its_task() {
    ResultsDocument results = run("[\"C\", \"A\"]", "0", "[\"gd\"]");

    CellResult cell = results.cells().get(0);
    assertThat(cell.protocol().counts().people()).isEqualTo(4);
    assertThat(cell.protocol().counts().requests()).isEqualTo(2);
    assertThat(cell.split().requests())
        .containsExactly(List.of("Personage/\u9a6c\u4e91"), List.of("Animals/Dog"));
    assertThat(cell.split().retainOf(1)).containsExactly("Movies/Star_Wars");
    assertThat(cell.split().retainOf(2)).containsExactly("Plants/Aloe_Vera");
    assertThat(cell.states().get(2).task("A/unlearn/utility")).isPresent();
    assertThat(cell.states().get(2).task("B/unlearn/utility")).isEmpty();
    assertThat(cell.states().get(2).task("A/unlearn/utility/variants")).isEmpty();
  }

  @Test
  void experts_leave_the_weights_as_they_are_and_their_routing_is_measured() {
    ResultsDocument results = run("[\"A\", \"B\"]", "0", "[\"ga\", \"lumoe\"]");

    CellResult plain = results.cells().get(0);
    CellResult experts = results.cells().get(1);
    assertThat(experts.states())
        .extracting(LifelongExperimentTest::weights)
        .containsOnly(weights(experts.states().get(0)));
    assertThat(weights(plain.states().get(2))).isNotEqualTo(weights(plain.states().get(0)));
    assertThat(routing(plain.states().get(2))).isEmpty();
    RoutingQuality routing = routing(experts.states().get(2)).orElseThrow();
    assertThat(routing.forget()).isEqualTo(4);
    assertThat(routing.retain()).isEqualTo(4);
    assertThat(routing.recall().orElseThrow().value()).isEqualTo(1);
    assertThat(routing(experts.states().get(1)).orElseThrow().forget()).isEqualTo(2);
  }

  @Test
  void a_router_that_errs_on_purpose_errs() {
    ResultsDocument results =
        run(
            "[\"A\", \"B\"]",
            "4",
            "[{\"method\": \"lumoe\", \"settings\": {\"routing-errors\": 1.0}}]");

    RoutingQuality routing = routing(results.cells().get(0).states().get(2)).orElseThrow();
    assertThat(routing.found()).isZero();
    assertThat(routing.refused()).isPositive();
  }

  @Test
  void a_second_run_computes_nothing_and_comes_to_the_same() {
    Experiment experiment = experiment("[\"A\"]", "0", "[\"lumoe\"]");
    TinyExperiment.Ran first = run(experiment);
    TinyExperiment.Ran second = run(experiment);

    assertThat(first.computed()).isPositive();
    assertThat(second.computed()).isZero();
    assertThat(second.measured()).isEqualTo(first.measured());
  }

  @Test
  void the_tables_show_the_matrix_the_drift_and_the_routing() {
    List<String> lines = run(experiment("[\"A\", \"B\"]", "4", "[\"ga\", \"lumoe\"]")).tables();

    assertThat(lines)
        .contains("judge rules rules-3; X-UY is the score on task X after task Y was unlearnt")
        .anyMatch(line -> line.matches("Forget quality, higher is better +A-UA +A-UB +B-UB"))
        .anyMatch(line -> line.matches("Model utility, .*\\(variants\\) +A-UA +A-UB +B-UB"))
        .anyMatch(line -> line.startsWith("Drift over the tasks"))
        .anyMatch(line -> line.startsWith("B, lumoe, seed 1"))
        .anyMatch(line -> line.contains("weights under the experts the same throughout"));
  }

  @Test
  void an_unknown_task_is_refused_by_name() {
    assertThatThrownBy(() -> run("[\"A\", \"E\"]", "0", "[\"ga\"]"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            """
            The benchmark has no such task: protocol lifelong, tasks
              found "E"; expected one of A, B, C, D
              Correct the name.\
            """);
  }

  @Test
  void tasks_without_a_benchmark_are_refused() {
    Experiment embedded =
        tiny.read(
            """
            {"model": "MODEL", "store": "STORE", "protocols": ["lifelong"], "methods": ["ga"]}
            """,
            "store");

    assertThatThrownBy(
            () -> new ExperimentRunner(embedded, Materials.embedded(), getClass().getClassLoader()))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            """
            The data publishes no tasks: protocol lifelong, tasks
              found A, B, C, D; expected data with tasks: MLUBench
              Name its archive: "data": {"mlubench": "MLUBench.zip"}.\
            """);
  }

  @Test
  void numbers_of_people_beside_published_tasks_are_refused() {
    String json = json("[\"A\"]", "0", "[\"ga\"]").replace("\"tasks\"", "\"people\": 9, \"tasks\"");

    assertThatThrownBy(() -> tiny.read(json, "store"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Who is forgotten and who is kept is published")
        .hasMessageContaining("protocols[0], field people")
        .hasMessageContaining("found 9; expected no such field beside tasks");
  }

  @Test
  void experts_of_people_who_are_drawn_are_refused() {
    Experiment drawn = tiny.read(TinyExperiment.SHORT.replace("\"ga\"", "\"lumoe\""), "store");

    assertThatThrownBy(() -> tiny.run(drawn))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            """
            A method trains experts, and nothing can decide between them: protocol fine-tuned, \
            method lumoe
              found people that are drawn; expected a protocol of published tasks, such as lifelong
              Restrict the protocol to other methods, with its field methods.\
            """);
  }

  @Test
  void a_model_judges_by_choice_its_cost_is_told_and_nothing_is_asked_for_twice()
      throws IOException {
    try (ChatServer server = new ChatServer()) {
      Experiment experiment = judgedBy(server);
      TinyExperiment.Ran first = run(experiment);

      CellResult cell = WrittenResults.read(first.results()).cells().get(0);
      assertThat(cell.states().get(1).task("unlearn/forget-quality").orElseThrow().value())
          .as("every reply says 2")
          .isEqualTo(1);
      assertThat(cell.states().get(1).judged().orElseThrow().judge().name()).isEqualTo("a-model");
      assertThat(first.warnings())
          .anyMatch(
              warning ->
                  warning.contains("A language model is going to judge answers: a-model")
                      && warning.contains("found 12 calls (0 answers judged before)")
                      && warning.contains("at most about "));
      int asked = server.requests.size();
      assertThat(asked).isPositive();

      TinyExperiment.Ran second = run(experiment);
      assertThat(second.computed()).isZero();
      assertThat(server.requests).hasSize(asked);
      assertThat(second.measured()).isEqualTo(first.measured());
    }
  }

  @Test
  void what_a_model_fails_to_judge_is_counted_is_no_score_and_is_asked_for_again()
      throws IOException {
    try (ChatServer server = new ChatServer()) {
      server.always(ChatServer.status(400, "no"));
      Experiment experiment = judgedBy(server);
      CellResult failed = WrittenResults.read(run(experiment).results()).cells().get(0);

      assertThat(failed.states().get(1).judged().orElseThrow().failures())
          .containsExactly(Map.entry(Verdict.Cause.REFUSED, 2 * 2 + 2));
      assertThat(failed.states().get(1).tasks()).isEmpty();
      assertThat(failed.drift()).allMatch(figure -> figure.known().isEmpty());

      server.always(ChatServer.says("Good.\nRating: [[1]]"));
      TinyExperiment.Ran again = run(experiment);
      assertThat(again.computed()).isZero();
      StateResult state = WrittenResults.read(again.results()).cells().get(0).states().get(1);
      assertThat(state.task("retain/utility").orElseThrow().value()).isEqualTo(0.5);
      assertThat(state.judged().orElseThrow().failed()).isZero();
    }
  }

  @Test
  void a_judge_whose_token_is_not_set_is_refused_before_anything_is_computed() {
    String json =
        json("[\"A\"]", "0", "[\"ga\"]")
            .replace(
                "\"answerTokens\"",
                "\"judge\": {\"endpoint\": \"http://127.0.0.1:9/v1\", \"model\": \"m\","
                    + " \"token\": \"NO_SUCH_VARIABLE_HERE\"}, \"answerTokens\"");

    assertThatThrownBy(() -> run(tiny.read(json, "store")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("The judge's token is missing")
        .hasMessageContaining("NO_SUCH_VARIABLE_HERE");
  }

  @Test
  void data_and_judging_that_cannot_be_read_are_refused_by_field() {
    assertRefused("\"placeholder\"", "\"draw\"", "data.missing", "error, skip, placeholder");
    assertRefused("\"one-image\"", "\"one\"", "data.size", "full, one-image");
    assertRefused("\"answerTokens\": 4", "\"judge\": 4", "judging.judge", "rules, or an object");
    assertRefused(
        "\"answerTokens\": 4",
        "\"judge\": {\"endpoint\": \"host\", \"model\": \"m\"}",
        "judging.judge.endpoint",
        "an address such as");
  }

  private void assertRefused(String old, String other, String field, String expected) {
    String json = json("[\"A\"]", "0", "[\"ga\"]").replace(old, other);
    assertThatThrownBy(() -> tiny.read(json, "store"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("field " + field)
        .hasMessageContaining(expected);
  }

  private Experiment judgedBy(ChatServer server) {
    String judge =
        "\"judge\": {\"endpoint\": \"%s\", \"model\": \"a-model\", \"priceIn\": 2, \"priceOut\": 8}"
            .formatted(server.endpoint());
    return tiny.read(
        json("[\"A\"]", "0", "[\"ga\"]").replace("\"answerTokens\"", judge + ", \"answerTokens\""),
        "store");
  }

  @Test
  void what_the_archive_holds_is_told_as_it_was_published() {
    Experiment experiment = experiment("[\"A\"]", "0", "[\"ga\"]");
    PreparedExperiment prepared =
        PreparedExperiment.of(
            experiment, SourceLocator.here(experiment), getClass().getClassLoader());

    assertThat(DataPreparation.of(prepared))
        .contains("MLUBench as published")
        .containsPattern("[0-9]+ records, 8 entities of [0-9] classes")
        .containsPattern("A +forget +[0-9]+ +1 ")
        .containsPattern("D +retain +[0-9]+ +1 ")
        .containsPattern("answers that begin with \\*\\* +[0-9]+");
  }

  private ResultsDocument run(String tasks, String variants, String methods) {
    return WrittenResults.read(run(experiment(tasks, variants, methods)).results());
  }

  private TinyExperiment.Ran run(Experiment experiment) {
    return tiny.run(experiment, SourceLocator.here(experiment).materials());
  }

  private Experiment experiment(String tasks, String variants, String methods) {
    return tiny.read(json(tasks, variants, methods), "store");
  }

  private String json(String tasks, String variants, String methods) {
    return LIFELONG
        .replace("ARCHIVE", archive.toString())
        .replace("TASKS", tasks)
        .replace("VARIANTS", variants)
        .replace("METHODS", methods);
  }

  private static String weights(StateResult state) {
    return state.judged().map(JudgedState::weights).orElseThrow();
  }

  private static Optional<RoutingQuality> routing(StateResult state) {
    return state.judged().flatMap(JudgedState::routing);
  }
}
