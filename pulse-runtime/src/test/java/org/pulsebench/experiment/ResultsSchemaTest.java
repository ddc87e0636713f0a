package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pulsebench.experiment.HandMade.cell;
import static org.pulsebench.experiment.HandMade.diverged;
import static org.pulsebench.experiment.HandMade.protocol;
import static org.pulsebench.experiment.HandMade.reached;
import static org.pulsebench.experiment.HandMade.written;
import static org.pulsebench.protocol.TrainedParts.PROJECTOR_AND_LLM;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.json.JsonFile;
import org.pulsebench.json.JsonSchema;
import org.pulsebench.protocol.Knowledge;
import org.pulsebench.protocol.Protocol;

class ResultsSchemaTest {

  private static final String EXPERIMENT =
      """
      {
        "model": "MODEL", "store": "STORE", "seeds": [1, 2],
        "lora": {"rank": 2, "alpha": 4},
        "learning": {"epochs": 1, "batch-size": 8, "learning-rate": 0.01},
        "protocols": [
          {"preset": "sustainability", "people": 4, "unlearn": 2, "retain": 2, "requests": 2,
           "subjectsPerRequest": 1, "scorer": "likelihood", "otherScorers": ["open"]},
          {"preset": "pre-trained", "people": 4, "unlearn": 2, "retain": 2,
           "subjectsPerRequest": 2, "scorer": "likelihood"}
        ],
        "methods": ["npo"]
      }
      """;

  /** Members of objects that other objects of the same kind lack. */
  private static final Set<String> OPTIONAL =
      Set.of(
          "collapse",
          "details",
          "diverged",
          "engine",
          "exam",
          "gpu",
          "high",
          "least",
          "libraries",
          "low",
          "most",
          "processor",
          "selection",
          "selections",
          "evaluation",
          "standardDeviation",
          "sustainability",
          "written");

  /** Objects whose members are names of scorers or of sets of questions. */
  private static final Set<String> MAPS = Set.of("mcnemar", "scorers", "sustainability");

  @TempDir static Path directory;

  private static JsonNode schemaText;
  private static JsonSchema schema;
  private static JsonNode real;
  private static JsonNode handMade;

  @BeforeAll
  static void runOnce() throws IOException {
    try (InputStream file = ResultsFile.class.getResourceAsStream("results.schema.json")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      schemaText = JsonFile.parse(text, Path.of("results.schema.json"));
    }
    schema = JsonSchema.of(schemaText);
    TinyExperiment tiny = new TinyExperiment(directory);
    real = file(tiny.run(tiny.read(EXPERIMENT, "store")).results());
    handMade = file(unusual());
  }

  /** What the tiny experiment does not come to: divergence, no share, written answers, no exam. */
  private static Results unusual() {
    Protocol twice = protocol("twice", 2, PROJECTOR_AND_LLM);
    return HandMade.results(
        List.of(
            cell(
                twice,
                "ga",
                PROJECTOR_AND_LLM,
                1,
                written(reached(0, 8, 0, 8, 8)),
                written(reached(1, 4, 0, 8, 8)),
                written(reached(2, 4, 0, 2, 2))),
            cell(
                twice,
                "ga",
                PROJECTOR_AND_LLM,
                2,
                reached(0, 8, 0, 8, 8),
                diverged(reached(1, 4, 0, 8, 8)))),
        new DoneStep("learn", HandMade.digest(1), true, 0));
  }

  @Test
  void results_keep_to_the_schema() {
    assertThat(schema.errors(real)).isEmpty();
    assertThat(schema.errors(handMade)).isEmpty();
    assertThat(handMade.toString())
        .contains("\"undefined\":", "\"diverged\":", "\"written\":", "\"collapse\":2");
    assertThat(real.toString()).contains("\"selection\":", "\"engine\":", "\"standardDeviation\":");
  }

  @Test
  void a_member_that_is_missing_breaks_it() {
    assertBroken(
        (object, name) -> object.remove(name),
        (parent, name) -> !OPTIONAL.contains(name) && !MAPS.contains(parent));
  }

  @Test
  void a_member_without_a_value_breaks_it() {
    assertBroken((object, name) -> object.putNull(name), (parent, name) -> true);
  }

  @Test
  void a_member_of_another_type_breaks_it() {
    assertBroken(
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
  void a_member_that_is_not_known_breaks_it() {
    assertBroken((object, name) -> object.put(name + "s", true), (parent, name) -> true);
  }

  @Test
  void closed_sets_are_those_of_the_code() {
    assertThat(words("/$defs/scorer/enum")).isEqualTo(Protocol.SCORERS);
    assertThat(words("/$defs/knowledge/enum"))
        .isEqualTo(List.of(Knowledge.FINE_TUNED.id(), Knowledge.PRE_TRAINED.id()));
    assertThat(words("/properties/exam/properties/mode/enum")).isEqualTo(ExamMode.ids());
    assertThat(words("/$defs/stepKind/enum"))
        .isEqualTo(List.of(LearnStep.KIND, SelectStep.KIND, UnlearnStep.KIND, EvaluateStep.KIND));
    assertThat(words("/properties/machineClass/properties/device/enum"))
        .isEqualTo(MachineClass.DEVICES);
  }

  @Test
  void methods_tell_their_parameters_with_the_values_that_they_ran_with() {
    JsonNode beta = parameter(real.at("/methods/0"), "beta");
    assertThat(beta.get("kind").textValue()).isEqualTo("number");
    assertThat(beta.get("value")).isEqualTo(beta.get("default"));
    assertThat(beta.get("reason").textValue()).isNotBlank();
    JsonNode learning = real.at("/learning/method");
    assertThat(learning.get("name").textValue()).isEqualTo("fine-tuning");
    assertThat(parameter(learning, "batch-size").get("value").intValue()).isEqualTo(8);
    assertThat(parameter(learning, "batch-size").get("default").intValue()).isNotEqualTo(8);
    assertThat(real.at("/lora/rank").intValue()).isEqualTo(2);
    assertThat(real.at("/lora/targets").textValue()).isEqualTo("all-linear");
  }

  @Test
  void what_makes_results_comparable_is_told() {
    assertThat(real.at("/model/digest").textValue()).hasSize(64);
    assertThat(real.get("corpora")).hasSize(2);
    assertThat(real.at("/corpora/0/knowledge").textValue()).isEqualTo("fine-tuned");
    assertThat(real.at("/corpora/0/name").textValue()).isEqualTo("people");
    assertThat(real.at("/corpora/0/subjects").intValue()).isEqualTo(TinyExperiment.PEOPLE);
    assertThat(real.at("/exam/name").textValue()).isEqualTo("exam");
    assertThat(real.at("/exam/questions").intValue()).as("rotations not counted").isEqualTo(8);
    assertThat(real.at("/exam/mode").textValue()).isEqualTo("single-pass");
    assertThat(handMade.has("exam")).isFalse();
  }

  private static JsonNode file(Results results) {
    Path file = directory.resolve("results.json");
    ResultsFile.write(results, file);
    return JsonFile.read(file);
  }

  private interface Which {
    boolean test(String parent, String member);
  }

  /** Breaks one member of each kind at a time, and expects that to be told. */
  private static void assertBroken(BiConsumer<ObjectNode, String> change, Which which) {
    List<String> unnoticed = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (JsonNode whole : List.of(real, handMade)) {
      List<Place> places = new ArrayList<>();
      collect(whole, "", "", "", places);
      for (Place place : places) {
        if (which.test(place.parent, place.member) && seen.add(place.kind + "/" + place.member)) {
          JsonNode broken = whole.deepCopy();
          change.accept((ObjectNode) broken.at(place.pointer), place.member);
          if (schema.errors(broken).isEmpty()) {
            unnoticed.add(place.pointer + "/" + place.member);
          }
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(150);
    assertThat(unnoticed).isEmpty();
  }

  /**
   * A member of an object.
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
      for (var member : object.properties()) {
        places.add(new Place(pointer, kind, name, member.getKey()));
        // Names with slashes are those of sets of questions, which are all alike.
        if (!member.getKey().contains("/")) {
          String inner = "/" + member.getKey();
          collect(member.getValue(), pointer + inner, kind + inner, member.getKey(), places);
        }
      }
    }
  }

  private static List<String> words(String pointer) {
    return StreamSupport.stream(schemaText.at(pointer).spliterator(), false)
        .map(JsonNode::textValue)
        .toList();
  }

  private static JsonNode parameter(JsonNode method, String name) {
    return StreamSupport.stream(method.get("parameters").spliterator(), false)
        .filter(parameter -> parameter.get("name").textValue().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
