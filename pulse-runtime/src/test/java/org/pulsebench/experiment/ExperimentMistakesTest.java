package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;

/** What a user sees of a mistake in an experiment file, before anything is computed. */
class ExperimentMistakesTest {

  private static final String METHODS = "\"methods\": [\"ga\"]";

  @TempDir Path directory;
  private TinyExperiment tiny;

  @BeforeEach
  void write() {
    tiny = new TinyExperiment(directory);
  }

  private void assertRefused(String correct, String mistake, String... said) {
    assertThat(TinyExperiment.SHORT).contains(correct);
    assertFileRefused(TinyExperiment.SHORT.replace(correct, mistake), said);
  }

  private void assertFileRefused(String json, String... said) {
    assertThatThrownBy(() -> tiny.run(tiny.read(json, "store")))
        .isInstanceOf(BadInputException.class)
        .message()
        .contains(said)
        .hasLineCount(3);
    assertThat(directory.resolve("store")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "methods": ["ga"]    | "method": ["ga"]        | field method             | methods
          "unlearn": 2         | "unlern": 2             | field unlern             | unlearn
          "fine-tuned"         | "fine-tunned"           | "fine-tunned"            | fine-tuned
          "preset"             | "size": "smok", "preset"| "smok"                   | smoke
          "likelihood"         | "likelyhood"            | likelyhood               | likelihood
          "preset"             | "trainedParts": ["projector+lm"], "preset" | lm    | llm
          "rank"               | "rang"                  | field lora.rang          | rank
          "model"              | "device": "gpus", "model"| gpus                    | gpu
          "methods": ["ga"]    | "methods": ["npp"]      | npp                      | npo
          "methods": ["ga"]    | "methods": ["a.Missing"] | a.Missing          | class path
          "learning-rate"      | "learning-rat"          | "learning-rat"           | learning-rate
          """)
  void a_name_that_is_not_known_is_told_with_those_that_are(
      String correct, String mistake, String found, String near) {
    assertRefused(correct, mistake, found, near);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "learning-rat": 1      | "learning-rat"  | learning-rate
          "reference": "inital"  | "inital"        | initial
          "learning-rate": -1    | found -1        | parameter learning-rate
          "learning-rate": 1e400 | found Infinity  | parameter learning-rate
          "epochs": 0            | found 0         | parameter epochs
          "epochs": 99999999999  | 99999999999     | parameter epochs
          "epochs": 1.5          | found 1.5       | parameter epochs
          "epochs": "many"       | "many"          | parameter epochs
          "epochs": true         | found true      | field settings.epochs
          """)
  void a_parameter_that_a_method_cannot_have_is_told(
      String setting, String found, String expected) {
    assertRefused(
        METHODS,
        "\"methods\": [{\"method\": \"npo\", \"settings\": {%s}}]".formatted(setting),
        found,
        expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "epochs": 1      | "epochs": -3         | found -3       | parameter epochs
          "rank": 2        | "rank": 0            | found 0        | field lora.rank
          "alpha": 4       | "alpha": 0           | found 0        | field lora.alpha
          "people": 4      | "people": 0          | found 0        | field people
          "people": 4      | "people": 3          | 2 + 2 = 4      | at most 3
          "unlearn": 2     | "unlearn": 1         | 1 x 2 = 2      | size of the unlearn set
          "people": 4      | "people": 13         | 13 people      | at most the 12
          "preset"         | "minimumAccuracy": 2, "preset" | 2.0  | from 0 to 1
          "preset"         | "name": " ", "preset"| a blank text   | a name
          "preset"         | "otherScorers": ["likelihood"], "preset" | twice | each scorer once
          "model"          | "name": "", "model"  | a blank text   | field name
          "model"          | "written": 1, "model"| found 1        | true or false
          "model"          | "examQuestions": 0, "model" | found 0 | field examQuestions
          "model"          | "examQuestions": 9, "model" | 9 asked for | from 1 to 8
          "model"          | "data": "world", "model" | "world"    | field data
          "model"          | "data": {}, "model"  | field data.people | a directory
          ["ga"]           | [" "]                | field methods  | found " "
          ["ga"]           | [{"method": ""}]     | field method   | a blank text
          ["ga"]           | ["ga", "ga"]         | ga, ga         | each once
          ["ga"]           | []                   | field methods  | a list of at least one
          "MODEL"          | "mllmu-bench"        | mllmu-bench    | one of mini, llava-1.5-7b
          "MODEL"          | "mimi"               | mimi           | mini
          "MODEL"          | "a\\u0000b"         | Source is not known | owner/name@revision
          """)
  void a_value_out_of_range_is_told_with_its_place(
      String correct, String mistake, String found, String expected) {
    assertRefused(correct, mistake, found, expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"one\"]", "[1.5]", "[]", "1", "[1, null]", "[1180591620717411303424]"})
  void a_seed_is_a_whole_number(String seeds) {
    assertRefused("[1]", seeds, "field seeds");
  }

  @Test
  void a_seed_counts_once() {
    assertRefused("[1]", "[1, 2, 1]", "Something is asked for twice", "1, 2, 1");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = "[\"npo\"] | found npo\n[] | an empty list")
  void a_protocol_meets_methods_of_the_experiment_only(String methods, String found) {
    assertRefused(
        "\"preset\"",
        "\"methods\": " + methods + ", \"preset\"",
        "protocols[0], field methods",
        found,
        "expected one or more of ga");
  }

  @Test
  void two_methods_of_one_name_are_refused_since_tables_could_not_tell_them_apart() {
    String twice = "\"methods\": [\"ga\", \"%s\"]".formatted(FaultyMethods.NamedGa.class.getName());
    assertRefused(
        METHODS, twice, "same name: method ga", "org.pulsebench.method.Ga and", "NamedGa");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"methods": ["ga"]          | not valid JSON   | line 1, column
          {"methods": []} {}          | not valid JSON   | one JSON object
          {"seeds": [1], "seeds": []} | not valid JSON   | Duplicate field 'seeds'
          ["ga"]                      | not a JSON object| one JSON object
          ''                          | not a JSON object| an empty file
          """)
  void a_file_that_is_no_json_object_is_refused(String json, String what, String said) {
    assertFileRefused(json, what, said, "experiment.json");
  }

  @Test
  void a_file_that_is_missing_is_named() {
    Path missing = directory.resolve("missing.json");
    assertThatThrownBy(() -> ExperimentFile.read(missing))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(missing.toString());
  }

  @Test
  void two_names_are_an_experiment() throws IOException {
    Path file = directory.resolve("short.json");
    Files.writeString(file, "{\"protocols\": [\"modality\"], \"methods\": [\"npo\"]}");
    Experiment experiment = ExperimentFile.read(file);
    assertThat(experiment.model()).isEqualTo(Experiment.EMBEDDED_MODEL);
    assertThat(experiment.data()).isEqualTo(new Experiment.DataSource.Embedded());
    assertThat(experiment.seeds()).containsExactly(1L);
    assertThat(experiment.results()).isEqualTo(directory.resolve("results.json"));
    assertThat(experiment.protocols().get(0).counts().people()).isEqualTo(100);
  }
}
