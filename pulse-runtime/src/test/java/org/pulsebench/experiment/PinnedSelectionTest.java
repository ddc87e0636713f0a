package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.Cancellation;
import org.pulsebench.json.JsonFile;

/** Selections of known subjects as files: written by a run, committed, and used by others. */
class PinnedSelectionTest {

  private static final String EXPERIMENT =
      """
      {
        "model": "MODEL", "store": "STORE", "seeds": [1, 2], "lora": {"rank": 2, "alpha": 4},
        "protocols": [
          {"preset": "pre-trained", "people": 6, "unlearn": 3, "retain": 3,
           "subjectsPerRequest": 3, "scorer": "SCORER"PIN}
        ],
        "methods": ["ga"]
      }
      """;

  @TempDir Path directory;

  private TinyExperiment tiny;

  @BeforeEach
  void write() {
    tiny = new TinyExperiment(directory);
  }

  private Experiment asked(String scorer) {
    return read(scorer, "");
  }

  private Experiment pinned() {
    return read("likelihood", ", \"selection\": \"pinned.json\"");
  }

  private Experiment read(String scorer, String pin) {
    return tiny.read(EXPERIMENT.replace("SCORER", scorer).replace("PIN", pin), "store");
  }

  private Path file() {
    return directory.resolve("selection-pre-trained.json");
  }

  /** Runs until people are selected, and pins them, changed or as they are. */
  private void pin(Consumer<ObjectNode> change) {
    new ExperimentRunner(
            asked("likelihood"), TinyExperiment.materials(), getClass().getClassLoader())
        .run(Phase.LEARN, event -> {}, new Cancellation());
    ObjectNode json = (ObjectNode) JsonFile.read(file());
    change.accept(json);
    JsonFile.write(json, directory.resolve("pinned.json"));
  }

  private void assertRefused(String... parts) {
    Experiment experiment = pinned();
    assertThatThrownBy(() -> tiny.run(experiment))
        .isInstanceOf(BadInputException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  private static ArrayNode best(ObjectNode json, int seed) {
    return (ArrayNode) json.at("/selections/" + seed + "/best");
  }

  @Test
  void a_run_writes_whom_it_selected_beside_its_results() {
    TinyExperiment.Ran ran = tiny.run(asked("likelihood"));

    SelectionFile written = SelectionFile.read(file());
    assertThat(written.protocol()).isEqualTo("pre-trained");
    assertThat(written.scorer()).isEqualTo("likelihood");
    assertThat(written.model()).isEqualTo(ran.results().provenance().modelDigest());
    for (Cell cell : ran.results().cells()) {
      assertThat(written.of(cell.seed(), file())).isEqualTo(cell.selection().orElseThrow());
    }
  }

  @Test
  void seeds_and_numbers_of_people_share_what_the_model_was_asked() {
    TinyExperiment.Ran ran = tiny.run(asked("likelihood"));
    assertThat(ran.results().steps().stream().filter(step -> step.kind().equals("select")))
        .extracting(DoneStep::reused)
        .containsExactly(false, true);
  }

  @Test
  void results_tell_how_stable_the_choice_is() {
    TinyExperiment.Ran ran = tiny.run(asked("letter"));
    JsonNode account = ran.json().at("/selections/0");
    assertThat(account.at("/protocol").textValue()).isEqualTo("pre-trained");
    assertThat(account.at("/pinned").booleanValue()).isFalse();
    assertThat(account.at("/stability/0/over").textValue()).isEqualTo("prompts");
    assertThat(account.at("/stability/0/variants"))
        .extracting(JsonNode::textValue)
        .containsExactly("as-written", "reworded", "options-rotated");
    assertThat(account.at("/stability/0/overlaps")).hasSize(3);
    assertThat(account.at("/stability/1/over").textValue()).isEqualTo("seeds");
    assertThat(account.at("/stability/1/candidates").intValue()).isEqualTo(TinyExperiment.PEOPLE);
    assertThat(ran.tables())
        .anyMatch(
            line ->
                line.matches(
                    "selection over prompts \\(as-written, reworded, options-rotated\\): [0-6] of 6"
                        + " chosen by all; Jaccard index .*, by chance 0\\.33"))
        .anyMatch(line -> line.startsWith("selection over seeds (1, 2): "));
  }

  @Test
  void without_options_in_sight_their_order_is_not_varied() {
    JsonNode variants =
        tiny.run(asked("likelihood")).json().at("/selections/0/stability/0/variants");
    assertThat(variants).extracting(JsonNode::textValue).containsExactly("as-written", "reworded");
  }

  @Test
  void a_quick_build_asks_once() {
    TinyExperiment.Ran ran =
        tiny.run(
            tiny.read(
                EXPERIMENT
                    .replace("SCORER", "likelihood")
                    .replace("PIN", "")
                    .replace("\"seeds\"", "\"size\": \"smoke\", \"examQuestions\": 8, \"seeds\""),
                "store"));
    assertThat(ran.json().at("/selections/0/stability"))
        .extracting(one -> one.get("over").textValue())
        .containsExactly("seeds");
  }

  @Test
  void pinned_people_are_taken_and_nobody_is_asked() {
    pin(json -> {});
    TinyExperiment.Ran ran = tiny.run(pinned());

    SelectionFile file = SelectionFile.read(directory.resolve("pinned.json"));
    assertThat(ran.results().cells())
        .allSatisfy(
            cell ->
                assertThat(cell.selection().orElseThrow().ids())
                    .isEqualTo(file.selections().get(cell.seed()).ids()));
    assertThat(ran.json().at("/selections/0/pinned").booleanValue()).isTrue();
    assertThat(ran.json().at("/selections/0/stability")).hasSize(1);
    assertThat(ran.tables()).contains("selection: pinned");
  }

  @Test
  void pinned_people_give_the_results_that_asking_gave() {
    TinyExperiment.Ran asked = tiny.run(asked("likelihood"));
    pin(json -> {});
    TinyExperiment.Ran pinned = tiny.run(pinned());
    assertThat(pinned.results().cells())
        .extracting(Cell::split)
        .isEqualTo(asked.results().cells().stream().map(Cell::split).toList());
    assertThat(pinned.results().steps().stream().filter(step -> !step.kind().equals("select")))
        .allMatch(DoneStep::reused);
  }

  @Test
  void a_single_selection_serves_every_seed() {
    pin(json -> ((ArrayNode) json.get("selections")).remove(1));
    TinyExperiment.Ran ran = tiny.run(pinned());
    assertThat(ran.results().cells().stream().map(cell -> cell.selection().orElseThrow()))
        .hasSize(2)
        .containsOnly(ran.results().cells().get(0).selection().orElseThrow());
  }

  @Test
  void a_selection_of_another_corpus_is_refused() {
    pin(json -> json.put("corpus", HandMade.digest(99)));
    assertRefused(
        "The pinned selection is of another corpus",
        "pinned.json",
        "found corpus " + HandMade.digest(99),
        "expected figures 1, " + HandMade.digest("figures".length()),
        "Leave the protocol's field selection out");
  }

  @Test
  void a_selection_of_another_model_is_refused() {
    pin(json -> json.put("model", HandMade.digest(99)));
    assertRefused(
        "The pinned selection is of another model",
        "found model " + HandMade.digest(99),
        "Another model knows others best.");
  }

  @Test
  void a_selection_of_other_numbers_or_seeds_is_refused() {
    pin(json -> best(json, 1).remove(0));
    assertRefused(
        "The pinned selection has another number of people", "found 5 of seed 2", "expected 6");

    pin(json -> ((ObjectNode) json.at("/selections/1")).put("seed", 7));
    assertRefused("The pinned selection lacks a seed", "the seeds 1, 7", "one of seed 2");
  }

  @Test
  void somebody_who_is_not_in_the_corpus_is_refused() {
    pin(json -> ((ObjectNode) best(json, 0).get(0)).put("id", "nobody"));
    assertRefused("somebody who cannot be asked about", "found nobody");

    pin(
        json ->
            ((ObjectNode) best(json, 0).get(0))
                .put("id", best(json, 0).get(1).get("id").textValue()));
    assertRefused("somebody who cannot be asked about", "twice", "each person once");
  }

  @Test
  void another_file_is_refused() throws Exception {
    Files.writeString(directory.resolve("pinned.json"), "{\"format\": \"pulse-results\"}");
    assertRefused("pinned.json", "format", "pulse-selection");
  }

  @Test
  void people_who_are_taught_cannot_be_pinned() {
    String taught =
        """
        {"model": "MODEL", "store": "STORE", "methods": ["ga"],
         "protocols": [{"preset": "fine-tuned", "selection": "pinned.json"}]}
        """;
    assertThatThrownBy(() -> tiny.read(taught, "store"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("A protocol has people selected that it teaches itself")
        .hasMessageContaining("protocols[0], field selection");
  }

  @Test
  void protocols_of_any_name_have_files_of_their_own() {
    Path results = Path.of("target", "results.json");
    assertThat(SelectionFile.of(results, "pre-trained"))
        .isEqualTo(Path.of("target", "selection-pre-trained.json"));
    List<Path> files = List.of(SelectionFile.of(results, "a/b"), SelectionFile.of(results, "A b"));
    assertThat(files).doesNotHaveDuplicates();
    assertThat(files)
        .allSatisfy(
            file -> assertThat(file.getFileName().toString()).matches("selection-[a-z0-9.-]+json"));
  }
}
