package org.pulsebench.plugin.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.experiment.Experiment;
import org.pulsebench.experiment.ExperimentFile;
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

  @Test
  void a_model_is_a_directory_unless_it_is_the_embedded_one() {
    model.set("models/llava");
    assertThat(json().get("model").textValue())
        .isEqualTo(directory.resolve("models").resolve("llava").toString());
    model.set("mini");
    assertThat(json().get("model").textValue()).isEqualTo("mini");
  }

  @Test
  void properties_set_what_nested_elements_leave_open() {
    properties =
        name ->
            Optional.ofNullable(
                Map.of("pulse.corpus.people", "people", "pulse.lora.rank", "8").get(name));
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
        .hasMessageContaining("<corpus><people>directory of MLLMU-Bench</people></corpus>");
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
            OptionalInt.empty(),
            false,
            Optional.empty())
        .json(properties, "cpu", directory.resolve("results.json"));
  }
}
