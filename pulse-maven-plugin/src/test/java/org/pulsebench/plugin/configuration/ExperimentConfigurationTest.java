package org.pulsebench.plugin.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.experiment.Experiment;
import org.pulsebench.experiment.ExperimentFile;
import org.pulsebench.experiment.SourceSettings;
import org.pulsebench.json.JsonFile;
import org.pulsebench.protocol.Protocol;

final class ExperimentConfigurationTest {

  @TempDir Path directory;

  private List<ProtocolConfiguration> protocols = List.of();
  private List<MethodConfiguration> methods = List.of();
  private ModelConfiguration model = new ModelConfiguration();
  private CorpusConfiguration corpus = new CorpusConfiguration();
  private PropertyLookup properties = PropertyLookup.NONE;

  @Test
  void without_configuration_it_is_the_paper_with_few_people() {
    Experiment experiment = read();
    assertThat(experiment.protocols().stream().map(Protocol::name))
        .containsExactly("fine-tuned", "pre-trained", "sustainability", "modality");
    assertThat(experiment.protocols().get(0).counts().people()).isEqualTo(12);
    assertThat(experiment.methods().stream().map(Experiment.MethodChoice::method))
        .containsExactly("ga", "ga-klr", "npo");
    assertThat(experiment.restricted()).isEqualTo(Map.of("modality", List.of("ga")));
    assertThat(experiment.model()).isEqualTo(Experiment.EMBEDDED_MODEL);
    assertThat(experiment.results()).isEqualTo(directory.resolve("results.json"));
  }

  @Test
  void the_first_method_compares_the_trained_parts() {
    methods = List.of(method("npo"), method("ga"));
    assertThat(read().restricted()).isEqualTo(Map.of("modality", List.of("npo")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mini", "llava-1.5-7b", "llava-hf/llava-1.5-7b-hf@main"})
  void a_model_that_is_fetched_or_embedded_is_called_what_the_user_calls_it(String name) {
    model.set(name);
    assertThat(json().get("model").textValue()).isEqualTo(name);
  }

  @Test
  void a_directory_that_exists_is_told_from_the_root_on() throws IOException {
    Path checkpoint = Files.createDirectories(directory.resolve("models/llava"));
    model.set("models/llava");
    assertThat(json().get("model").textValue()).isEqualTo(checkpoint.toString());
  }

  @Test
  void a_model_that_is_nothing_is_refused_with_what_it_could_be() {
    model.set("models/llava");
    assertThatThrownBy(this::json)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("<model> (-Dpulse.model)")
        .hasMessageContaining("mini")
        .hasMessageContaining("llava-1.5-7b")
        .hasMessageContaining("owner/name@revision");
  }

  @Test
  void sources_are_pinned_beside_the_pom() {
    assertThat(read().sources())
        .isEqualTo(
            new SourceSettings(
                directory.resolve("pulse-data.lock.json"),
                Set.of("llama2"),
                Set.of(),
                List.of(directory.resolve("there")),
                true));
  }

  @Test
  void properties_set_what_nested_elements_leave_open() {
    properties =
        name ->
            Optional.ofNullable(
                Map.of("pulse.corpus.people", "./people", "pulse.lora.rank", "8").get(name));
    ObjectNode json = json();
    assertThat(json.at("/data/people").textValue())
        .isEqualTo(directory.resolve("people").toString());
    assertThat(json.at("/lora/rank").intValue()).isEqualTo(8);
  }

  @Test
  void a_number_that_is_none_is_refused_with_its_property() {
    properties = name -> name.equals("pulse.lora.rank") ? Optional.of("many") : Optional.empty();
    assertThatThrownBy(this::json)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("-Dpulse.lora.rank")
        .hasMessageContaining("many");
  }

  @Test
  void an_exam_without_people_would_have_no_effect_and_is_refused() {
    properties = name -> name.equals("pulse.corpus.exam") ? Optional.of("a.tsv") : Optional.empty();
    assertThatThrownBy(this::json)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("An option would have no effect")
        .hasMessageContaining("<corpus><exam> (-Dpulse.corpus.exam)");
  }

  @Test
  void an_unknown_corpus_is_refused_with_what_to_write() {
    assertThatThrownBy(() -> corpus.set("mllmu"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("<corpus> (-Dpulse.corpus)")
        .hasMessageContaining("<corpus><people>mllmu-bench</people></corpus>");
  }

  @Test
  void a_method_without_a_name_is_refused() {
    methods = List.of(new MethodConfiguration());
    assertThatThrownBy(this::json)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("<methods><method> (-Dpulse.methods)");
  }

  @Test
  void a_protocol_by_name_is_its_preset() {
    ProtocolConfiguration protocol = new ProtocolConfiguration();
    protocol.set(" pre-trained ");
    protocols = List.of(protocol);
    assertThat(read().protocols().get(0).name()).isEqualTo("pre-trained");
  }

  private static MethodConfiguration method(String name) {
    MethodConfiguration method = new MethodConfiguration();
    method.set(name);
    return method;
  }

  private Experiment read() {
    Path file = directory.resolve("experiment.json");
    JsonFile.write(json(), file);
    return ExperimentFile.read(file);
  }

  private ObjectNode json() {
    return new ExperimentConfiguration(
            directory,
            "test",
            model,
            corpus,
            "smoke",
            protocols,
            methods,
            List.of(),
            new LoraConfiguration(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            false,
            new JudgingConfiguration(),
            new SourcesConfiguration(
                Path.of("pulse-data.lock.json"),
                List.of("llama2"),
                List.of(),
                List.of(Path.of("there")),
                true),
            Optional.empty())
        .json(properties, "cpu", directory.resolve("results.json"));
  }
}
