package org.pulsebench.report.crate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Sha256;
import org.pulsebench.json.JsonFile;
import org.pulsebench.report.Golden;
import org.pulsebench.report.SampleResults;
import org.pulsebench.results.ResultsDocument;

class RoCrateTest {

  private final ResultsDocument document =
      new SampleResults().method("ga", 0.4).method("my method", 0.5).document();

  @TempDir Path directory;
  private Path results;
  private Path configuration;
  private Path page;

  @BeforeEach
  void write_files() throws IOException {
    results = Files.writeString(directory.resolve("results.json"), "{}");
    configuration = Files.writeString(directory.resolve("experiment.json"), "{\"a\": 1}");
    Files.createDirectories(directory.resolve("my report"));
    page = Files.writeString(directory.resolve("my report/ü 1.html"), "<p>");
  }

  @Test
  void the_file_is_as_it_was_when_somebody_last_looked() {
    Golden.check(RoCrate.write(directory, contents(page)));
  }

  @Test
  void descriptor_and_root_are_what_the_specification_asks_for() {
    Map<String, JsonNode> graph = graph();
    JsonNode descriptor = graph.get("ro-crate-metadata.json");
    assertThat(descriptor.get("@type").asText()).isEqualTo("CreativeWork");
    assertThat(descriptor.at("/about/@id").asText()).isEqualTo("./");
    assertThat(descriptor.at("/conformsTo/@id").asText())
        .isEqualTo("https://w3id.org/ro/crate/1.1");
    JsonNode root = graph.get("./");
    assertThat(root.get("@type").asText()).isEqualTo("Dataset");
    assertThat(root.get("datePublished").asText()).isEqualTo("2026-01-02T03:04:05+00:00");
    assertThat(root.get("hasPart")).hasSize(3);
    assertThat(graph).containsKey(root.at("/license/@id").asText());
  }

  @Test
  void every_reference_leads_to_an_entity() {
    Map<String, JsonNode> graph = graph();
    Set<String> references = new HashSet<>();
    graph.values().forEach(entity -> entity.forEach(value -> collect(value, references)));
    references.remove("https://w3id.org/ro/crate/1.1");
    assertThat(graph.keySet()).containsAll(references);
  }

  @Test
  void a_file_has_an_encoded_path_and_its_digest() throws IOException {
    JsonNode file = graph().get("my%20report/%C3%BC%201.html");
    assertThat(file.get("@type").asText()).isEqualTo("File");
    assertThat(file.get("encodingFormat").asText()).isEqualTo("text/html");
    assertThat(file.get("contentSize").asText()).isEqualTo("3");
    assertThat(file.get("sha256").asText()).isEqualTo(Sha256.of(page));
  }

  @Test
  void an_experiment_names_software_inputs_and_parameters() {
    Map<String, JsonNode> graph = graph();
    JsonNode action = graph.get("#experiment-1");
    assertThat(action.get("@type").asText()).isEqualTo("CreateAction");
    assertThat(action.at("/result/@id").asText()).isEqualTo("results.json");
    JsonNode software = graph.get(action.at("/instrument/@id").asText());
    assertThat(software.get("softwareVersion").asText()).isEqualTo("0.1.0");
    assertThat(software.get("softwareRequirements")).hasSize(3);
    assertThat(graph).containsKey("#model/" + Sha256.of("mini"));
    assertThat(graph.get("#experiment-1/method/my%20method").get("name").asText())
        .isEqualTo("Method my method");
    assertThat(graph.get("#experiment-1/parameter/seeds").get("value").asText()).isEqualTo("1");
  }

  @Test
  void the_configuration_is_an_input_of_its_experiment() {
    Map<String, JsonNode> graph = graph();
    assertThat(graph.get("experiment.json").get("name").asText()).startsWith("Configuration of ");
    assertThat(graph.get("#experiment-1").get("object").findValuesAsText("@id"))
        .contains("experiment.json");
  }

  @Test
  void results_elsewhere_are_named_by_their_digest_and_no_part_of_the_crate(@TempDir Path other)
      throws IOException {
    results = Files.writeString(other.resolve("older.json"), "{\"b\": 2}");
    Map<String, JsonNode> graph = graph();
    String id = graph.get("#experiment-1").at("/result/@id").asText();
    assertThat(id).isEqualTo("#file/" + Sha256.of(results));
    assertThat(graph.get(id).get("@type").asText()).isEqualTo("CreativeWork");
    assertThat(graph.get(id).get("description").asText()).contains("older.json");
    assertThat(graph.get("./").get("hasPart").findValuesAsText("@id")).doesNotContain(id);
  }

  @Test
  void a_file_of_the_report_elsewhere_is_refused() throws IOException {
    Path elsewhere = Files.createTempFile("elsewhere", ".html");
    try {
      assertThatThrownBy(() -> RoCrate.write(directory, contents(elsewhere)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("a file elsewhere")
          .hasMessageContaining("a file below " + directory);
    } finally {
      Files.delete(elsewhere);
    }
    assertThat(directory.resolve(RoCrate.FILE)).doesNotExist();
  }

  @Test
  void a_file_that_is_not_there_is_refused() {
    assertThatThrownBy(() -> RoCrate.write(directory, contents(directory.resolve("no.html"))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void a_file_that_cannot_be_written_is_named() throws IOException {
    Files.createDirectories(directory.resolve(RoCrate.FILE).resolve("not empty"));
    assertThatThrownBy(() -> RoCrate.write(directory, contents(page)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(RoCrate.FILE);
  }

  private CrateContents contents(Path report) {
    return new CrateContents(
        "A crate",
        "Results and their report.",
        Optional.of(
            new CrateContents.License("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")),
        List.of(new CrateContents.Author("Ada", Optional.empty())),
        Instant.parse("2026-01-02T03:04:05.678Z"),
        List.of(new CrateContents.Run(document, List.of(results), Optional.of(configuration))),
        List.of(report));
  }

  private Map<String, JsonNode> graph() {
    JsonNode json = JsonFile.read(RoCrate.write(directory, contents(page)));
    Map<String, JsonNode> graph = new HashMap<>();
    json.get("@graph").forEach(entity -> graph.put(entity.get("@id").asText(), entity));
    return graph;
  }

  private static void collect(JsonNode value, Set<String> references) {
    if (value.has("@id")) {
      references.add(value.get("@id").asText());
    }
    value.forEach(one -> collect(one, references));
  }
}
