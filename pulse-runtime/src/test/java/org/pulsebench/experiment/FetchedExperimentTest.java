package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.Cancellation;
import org.pulsebench.data.hub.DataLock;
import org.pulsebench.data.hub.FakeContent;
import org.pulsebench.data.hub.FakeHub;
import org.pulsebench.data.hub.SourceKind;
import org.pulsebench.json.JsonFields;

/** Experiments whose model is fetched under its real name, from a server on this machine. */
class FetchedExperimentTest {

  private static final String TOKEN = "hf_aSecretThatNobodyIsToSee";

  private static final String EXPERIMENT =
      """
      {"model": "llava-1.5-7b", "store": "store", "results": "out/results.json",
       "sources": {"accept": ["llama2"]},
       "protocols": [{"preset": "fine-tuned", "size": "smoke", "people": 4, "unlearn": 1,
                      "retain": 3, "requests": 1, "subjectsPerRequest": 1}],
       "methods": ["ga"], "learning": {"epochs": 1}, "lora": {"rank": 2, "alpha": 4},
       "examQuestions": 6}
      """;

  @TempDir Path directory;

  private final FakeHub hub = FakeHub.start();
  private final List<Event> events = new ArrayList<>();

  @BeforeEach
  void publish() throws IOException {
    new TinyExperiment(directory);
    FakeHub.Repository repository =
        hub.repository(SourceKind.MODEL, "llava-hf/llava-1.5-7b-hf").with("README.md", "A model.");
    try (Stream<Path> files = Files.list(directory.resolve("model"))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        byte[] bytes = Files.readAllBytes(file);
        repository.with(name, FakeContent.of(bytes, name.endsWith(".safetensors")));
      }
    }
  }

  @AfterEach
  void close() {
    hub.close();
  }

  private void run(String json, Phase until) throws IOException {
    Path file = Files.writeString(directory.resolve("experiment.json"), json);
    events.clear();
    new StoredExperimentRun(Map.of("HF_ENDPOINT", hub.endpoint().toString(), "HF_TOKEN", TOKEN))
        .run(file, until, events::add, new Cancellation());
  }

  private List<String> kinds() {
    return events.stream()
        .filter(Event.StepStarted.class::isInstance)
        .map(event -> ((Event.StepStarted) event).kind())
        .toList();
  }

  private String said() {
    return events.stream()
        .filter(Event.Said.class::isInstance)
        .map(event -> ((Event.Said) event).text())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_model_is_fetched_pinned_and_never_fetched_again() throws IOException {
    run(EXPERIMENT, Phase.PREPARE);

    assertThat(kinds()).containsExactly("fetch");
    assertThat(said())
        .contains("Sources, pinned by " + directory.resolve(DataLock.FILE))
        .containsPattern("from +llava-hf/llava-1.5-7b-hf at [0-9a-f]{40}")
        .containsPattern("licence +llama2");
    assertThat(events).anyMatch(Event.Progress.class::isInstance);
    assertThat(events.toString()).doesNotContain(TOKEN);
    assertThat(directory.resolve(DataLock.FILE)).content().doesNotContain(TOKEN);

    hub.close();
    run(EXPERIMENT, Phase.PREPARE);

    assertThat(kinds()).isEmpty();
    assertThat(said()).containsPattern("licence +llama2");
  }

  @Test
  void results_tell_the_sources_and_need_no_network_once_they_are_pinned() throws IOException {
    run(EXPERIMENT, Phase.PREPARE);
    hub.close();

    run(EXPERIMENT, Phase.EVALUATE);

    JsonFields results = JsonFields.read(directory.resolve("out/results.json"));
    JsonFields source = results.objects("sources").get(0);
    assertThat(source.requiredText("name")).isEqualTo("llava-1.5-7b");
    assertThat(source.requiredText("licence")).isEqualTo("llama2");
    assertThat(source.requiredText("revision")).hasSize(40);
    assertThat(source.requiredText("digest"))
        .as("what was computed with is what is pinned")
        .isEqualTo(results.object("model").requiredText("digest"));
    assertThat(results.object("configuration").has("sources")).isFalse();
  }

  @Test
  void a_licence_is_shown_before_anything_is_fetched() {
    assertThatThrownBy(() -> run(EXPERIMENT.replace("\"llama2\"", ""), Phase.EVALUATE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("llama2")
        .hasMessageContaining("-Dpulse.accept=llama2");
    assertThat(hub.requests("/resolve/")).isZero();
  }

  @Test
  void what_is_not_here_yet_can_be_described() throws IOException {
    Path file = Files.writeString(directory.resolve("experiment.json"), EXPERIMENT);

    assertThat(Description.of(file, getClass().getClassLoader()))
        .contains("model llava-1.5-7b")
        .contains("not on this machine yet");
    assertThat(hub.requests()).isEmpty();
    assertThat(directory.resolve(DataLock.FILE)).doesNotExist();
  }

  @Test
  void a_run_without_a_network_says_what_is_missing() {
    String offline = EXPERIMENT.replace("[\"llama2\"]", "[\"llama2\"], \"offline\": true");
    assertThatThrownBy(() -> run(offline, Phase.EVALUATE))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            "File is not on this machine, and no server may be asked: llava-1.5-7b")
        .hasMessageContaining("without -o");
  }
}
