package org.pulsebench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.data.Modality;
import org.pulsebench.evaluation.statistics.Agreement;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.McNemar;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.experiment.ResultsFile;
import org.pulsebench.experiment.WrittenResults;
import org.pulsebench.json.JsonFile;
import org.pulsebench.protocol.Knowledge;
import org.pulsebench.protocol.TrainedParts;

class ResultsDocumentTest {

  /** Fields that a file may lack. */
  private static final Set<String> OPTIONAL =
      Set.of(
          "collapse",
          "details",
          "diverged",
          "exam",
          "least",
          "most",
          "otherScorers",
          "minimumAccuracy",
          "paper",
          "standardDeviation",
          "written");

  @TempDir static Path directory;

  private static JsonNode whole;
  private static ResultsDocument document;

  @BeforeAll
  static void writeOnce() {
    Path file = directory.resolve("whole.json");
    WrittenResults.everything(file);
    whole = JsonFile.read(file);
    document = ResultsDocument.read(file);
  }

  @Test
  void the_head_of_a_file_is_read() {
    assertThat(document.experiment()).isEqualTo("by hand");
    assertThat(document.seeds()).containsExactly(1L, 2L);
    assertThat(document.protocol("twice")).contains(document.protocols().get(0));
    assertThat(document.protocol("once")).isEmpty();
    assertThat(document.method("ga").orElseThrow().title()).isNotBlank();
    assertThat(document.method("npo")).isEmpty();
    assertThat(document.environment().machine().system()).isEqualTo("a system");
    assertThat(document.environment().engine()).isEmpty();
    assertThat(document.environment().command()).isEqualTo("run by hand");
    assertThat(document.configuration()).contains("\"methods\" : \"all\"");
  }

  @Test
  void what_makes_results_comparable_is_read() {
    Provenance provenance = document.provenance();
    assertThat(provenance.machine()).isEqualTo(new Provenance.MachineClass("cpu", "F32", "1"));
    assertThat(provenance.corpus(Knowledge.FINE_TUNED).orElseThrow().subjects()).isEqualTo(8);
    assertThat(provenance.corpus(Knowledge.PRE_TRAINED)).isEmpty();
    assertThat(provenance.exam().orElseThrow().mode()).isEqualTo("single-pass");
    assertThat(provenance.lora().rank()).isEqualTo(2);
    assertThat(provenance.learning().replay()).isEqualTo("none");
    assertThat(provenance.learning().method().settings())
        .filteredOn(setting -> setting.parameter().name().equals("epochs"))
        .singleElement()
        .satisfies(setting -> assertThat(setting.value()).isEqualTo(1))
        .satisfies(setting -> assertThat(setting.isDefault()).isTrue());
  }

  @Test
  void states_of_a_cell_are_found_by_their_requests_and_scorer() {
    CellResult cell = document.cells().get(0);
    assertThat(cell.group())
        .isEqualTo(new CellGroup("twice", "ga", TrainedParts.PROJECTOR_AND_LLM));
    assertThat(cell.group()).hasToString("twice, ga, projector+llm");
    assertThat(cell.isComplete()).isTrue();
    assertThat(cell.hasExam()).isTrue();
    assertThat(cell.requestOf("u3")).hasValue(2);
    assertThat(cell.requestOf("r1")).isEmpty();
    assertThat(cell.split().unlearn()).containsExactly("u1", "u2", "u3", "u4");
    ScorerResult last = cell.last("likelihood").orElseThrow();
    assertThat(last.accuracy("exam").map(Metric::value)).contains(0.8);
    assertThat(last.accuracy("unlearn/request-2").map(Metric::count)).contains(8);
    assertThat(last.accuracy("unlearn").map(Metric::direction)).contains(Direction.LOWER_IS_BETTER);
    assertThat(last.change("exam").orElseThrow().value()).isNegative();
    assertThat(last.tests()).containsEntry("exam", new McNemar(2, 0));
    assertThat(last.agreements()).containsEntry("retain", new Agreement(2, 0, 0, 6));
    assertThat(cell.before("likelihood").derived()).isEmpty();
    assertThat(cell.states().get(2).written())
        .extracting(Metric::name)
        .contains("unlearn/text/cloze", "retain/multimodal/rougeL");
    assertThat(document.cells(cell.group())).hasSize(2);
    assertThat(document.groups(cell.protocol())).containsExactly(cell.group());
  }

  @Test
  void a_figure_that_there_cannot_be_says_why() {
    ScorerResult last = document.cells().get(0).last("likelihood").orElseThrow();
    assertThat(last.derived(QuestionSet.UNLEARN.derived(Optional.of(Modality.TEXT))))
        .contains(
            new Figure.Undefined(
                "unlearn/text/percent-forgotten",
                Direction.HIGHER_IS_BETTER,
                "the accuracy before any request is 0"));
    assertThat(last.derived(QuestionSet.EXAM.derived(Optional.empty())).orElseThrow().known())
        .map(Metric::value)
        .contains(80.0);
  }

  @Test
  void a_request_that_diverged_has_no_result() {
    CellResult cell = document.cells().get(1);
    assertThat(cell.isComplete()).isFalse();
    assertThat(cell.states().get(1).diverged().orElseThrow().what())
        .isEqualTo("The loss is not finite");
    assertThat(cell.after(0, "likelihood")).isPresent();
    assertThat(cell.after(1, "likelihood")).isEmpty();
    assertThat(cell.last("likelihood")).isEmpty();
    assertThat(cell.sustainability("likelihood", QuestionSet.EXAM).orElseThrow().area().known())
        .isEmpty();
  }

  @Test
  void a_sequence_has_an_area_and_a_collapse() {
    CellResult cell = document.cells().get(0);
    SetSustainability retain = cell.sustainability("likelihood", QuestionSet.RETAIN).orElseThrow();
    assertThat(retain.collapse()).isEqualTo(OptionalInt.of(2));
    assertThat(retain.area().name()).isEqualTo(QuestionSet.RETAIN.area());
    assertThat(cell.sustainability("likelihood", QuestionSet.UNLEARN)).isEmpty();
  }

  @Test
  void the_summary_says_what_is_missing() {
    SummaryRow row =
        document.summary().stream()
            .filter(one -> one.requests() == 1 && one.metric().equals("unlearn"))
            .findFirst()
            .orElseThrow();
    assertThat(row.spread().mean()).isEqualTo(0.25);
    assertThat(row.spread().count()).isEqualTo(1);
    assertThat(row.missing()).isEqualTo(1);
  }

  @Test
  void times_tell_what_was_computed() {
    assertThat(document.times().phases())
        .containsExactly(
            new Times.Phase("learn", 1, 0, 100, 0), new Times.Phase("evaluate", 1, 1, 1.25, 1.25));
    assertThat(document.times().steps())
        .extracting(Times.Step::reused)
        .containsExactly(true, false);
  }

  @Test
  void a_scorer_that_was_not_asked_is_a_mistake_of_the_caller() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> document.cells().get(0).before("open"))
        .withMessage("scorer is open, must be one of [likelihood]");
  }

  @Test
  void the_version_is_that_of_the_writer() {
    assertThat(ResultsDocument.VERSION).isEqualTo(ResultsFile.VERSION);
    assertThat(whole.get("format").textValue()).isEqualTo(ResultsDocument.FORMAT);
  }

  @Test
  void a_missing_file_is_told_with_what_writes_it() {
    Path file = directory.resolve("none.json");
    assertThat(message(file))
        .isEqualTo(
            """
            There are no results: %s
              found no such file; expected the results.json of an experiment
              Run the experiment first, or name the file that it wrote."""
                .formatted(file));
    assertThat(message(directory)).contains("found a directory");
  }

  @Test
  void a_truncated_file_is_told_with_its_place() throws IOException {
    Path file = directory.resolve("cut.json");
    Files.writeString(file, whole.toPrettyString().substring(0, 3000));
    assertThat(message(file))
        .startsWith("File is not valid JSON: " + file + " (line ")
        .contains("Run the experiment again: what it computed is in the store")
        .doesNotContain("LFS");
    Files.writeString(file, "");
    assertThat(message(file)).contains("an empty file", "Run the experiment again");
    Files.writeString(file, "It works");
    assertThat(message(file)).contains("not valid JSON");
  }

  @Test
  void another_format_is_not_read() throws IOException {
    assertThat(changed(root -> root.put("format", "pulse-baseline")))
        .contains(
            "The file holds no results",
            "field format",
            "found \"pulse-baseline\"; expected \"pulse-results\"",
            "Name the results.json that an experiment wrote.");
    assertThat(changed(root -> root.remove("format"))).contains("found no such field");
  }

  @Test
  void a_newer_version_asks_for_a_newer_pulse() throws IOException {
    assertThat(changed(root -> root.put("version", 2)))
        .contains(
            "The results are of a newer version",
            "found 2; expected 1",
            "Read them with the version of PULSE that wrote them, or a newer one.");
  }

  @Test
  void a_number_that_is_none_is_refused_with_its_full_path() throws IOException {
    Path file = directory.resolve("nan.json");
    Files.writeString(file, whole.toString().replaceFirst("\"value\":0\\.\\d+", "\"value\":NaN"));
    assertThat(message(file)).contains("not valid JSON", "NaN");
    assertThat(changed(root -> accuracy(root).put("value", "NaN")))
        .contains(
            "field cells[0].states[1].scorers.likelihood.accuracies[0].value",
            "found \"NaN\"; expected a finite number");
    assertThat(changed(root -> accuracy(root).putNull("value"))).contains("found null");
    assertThat(changed(root -> accuracy(root).put("value", 40).put("high", 41)))
        .contains("found 40; expected an accuracy from 0 to 1");
    assertThat(changed(root -> accuracy(root).put("low", 0.9))).contains("at most the value");
    assertThat(changed(root -> accuracy(root).remove("low"))).contains("accuracies[0].low");
  }

  @Test
  void cells_have_to_be_of_the_experiment() throws IOException {
    assertThat(changed(root -> ((ObjectNode) root.at("/cells/0")).put("protocol", "twise")))
        .contains("cells[0].protocol", "found twise; expected one of twice (near: twice)");
    assertThat(changed(root -> ((ObjectNode) root.at("/cells/0")).put("method", "npo")))
        .contains("cells[0].method", "one of ga");
    assertThat(changed(root -> ((ObjectNode) root.at("/cells/0")).put("seed", 3)))
        .contains("cells[0].seed", "found 3; expected one of the experiment's, [1, 2]");
    assertThat(changed(root -> ((ObjectNode) root.at("/cells/1")).put("complete", true)))
        .contains("cells[1].complete", "expected false, as the states have it");
  }

  @Test
  void a_field_that_is_missing_is_refused() {
    assertRefused(ObjectNode::remove, (parent, name) -> !OPTIONAL.contains(name));
  }

  @Test
  void a_field_without_a_value_is_refused() {
    assertRefused(ObjectNode::putNull, (parent, name) -> true);
  }

  @Test
  void a_field_of_another_type_is_refused() {
    assertRefused(
        (object, name) -> {
          if (object.get(name).isContainerNode()) {
            object.put(name, "text");
          } else {
            object.putObject(name).put("text", 1);
          }
        },
        (parent, name) -> true);
  }

  @Test
  void a_field_that_is_not_known_is_refused() {
    assertRefused((object, name) -> object.put(name + "s", true), (parent, name) -> true);
  }

  @Test
  void steps_of_cells_have_their_times() {
    CellResult cell = document.cells().get(0);
    assertThat(document.times().step(cell.start()).orElseThrow().seconds()).isEqualTo(100);
    assertThat(document.times().step(cell.states().get(0).evaluation()).orElseThrow().kind())
        .isEqualTo("evaluate");
    assertThat(document.times().step(cell.states().get(2).step())).isEmpty();
  }

  private static ObjectNode accuracy(JsonNode root) {
    return (ObjectNode) root.at("/cells/0/states/1/scorers/likelihood/accuracies/0");
  }

  private static String message(Path file) {
    try {
      ResultsDocument.read(file);
    } catch (BadInputException e) {
      return e.getMessage();
    }
    return "";
  }

  private interface Change {
    void to(ObjectNode root);
  }

  private static String changed(Change change) throws IOException {
    ObjectNode copy = whole.deepCopy();
    change.to(copy);
    Path file = directory.resolve("changed.json");
    Files.writeString(file, copy.toString());
    return message(file);
  }

  /** Breaks one field of each kind at a time, and expects that to be told. */
  private static void assertRefused(
      BiConsumer<ObjectNode, String> change, BiPredicate<String, String> which) {
    List<Place> places = new ArrayList<>();
    collect(whole, "", "", "", places);
    List<String> unnoticed = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (Place place : places) {
      if (which.test(place.parent, place.member) && seen.add(place.kind + "/" + place.member)) {
        try {
          String message =
              changed(root -> change.accept((ObjectNode) root.at(place.pointer), place.member));
          if (message.isEmpty()) {
            unnoticed.add(place.pointer + "/" + place.member);
          }
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(100);
    assertThat(unnoticed).isEmpty();
  }

  /**
   * A field of an object.
   *
   * @param pointer the way to the object
   * @param kind the same without indexes, by which objects of one kind are known
   * @param parent the name of the object
   */
  private record Place(String pointer, String kind, String parent, String member) {}

  private static void collect(
      JsonNode node, String pointer, String kind, String name, List<Place> places) {
    if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        collect(list.get(i), pointer + "/" + i, kind, "", places);
      }
    } else if (node instanceof ObjectNode object && !name.equals("configuration")) {
      // What the configuration may hold, another file says.
      boolean sets = name.equals("mcnemar");
      for (var member : object.properties()) {
        if (!sets) {
          places.add(new Place(pointer, kind, name, member.getKey()));
        }
        String inner = "/" + member.getKey().replace("/", "~1");
        collect(
            member.getValue(),
            pointer + inner,
            kind + (sets ? "" : inner),
            member.getKey(),
            places);
      }
    }
  }
}
