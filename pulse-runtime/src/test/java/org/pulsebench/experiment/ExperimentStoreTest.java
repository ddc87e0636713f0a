package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.Cancellation;
import org.pulsebench.CancelledException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.experiment.store.StepStore;
import org.pulsebench.experiment.store.VerifyReport;
import org.pulsebench.tensor.LiveArrays;

/** Experiments and their stores: broken ones, shared ones, and what a stop leaves in them. */
class ExperimentStoreTest {

  @TempDir Path directory;
  private TinyExperiment tiny;

  @BeforeEach
  void write() {
    tiny = new TinyExperiment(directory);
  }

  private Experiment in(String store) {
    return tiny.read(TinyExperiment.SHORT, store);
  }

  @Test
  void a_store_that_is_a_file_is_refused() throws IOException {
    Files.writeString(directory.resolve("store"), "x");
    assertThatThrownBy(() -> tiny.run(in("store")))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("The step store's directory is a file: ")
        .hasMessageContaining(directory.resolve("store").toString());
  }

  @Test
  void a_store_that_this_user_may_not_write_to_is_told_before_a_model_is_loaded()
      throws IOException {
    Path store = Files.createDirectory(directory.resolve("store"));
    assumeThat(store.toFile().setWritable(false) && !Files.isWritable(store))
        .as("the file system keeps this user from writing (it does not keep root)")
        .isTrue();
    assertUnusable(store);
  }

  /** Linux only, where nobody may create a file there, not even root. */
  @Test
  void a_store_on_a_read_only_file_system_is_told_before_a_model_is_loaded() {
    Path kernel = Path.of("/proc/sys/pulse");
    assumeThat(Files.isDirectory(kernel.getParent())).as("there is a /proc").isTrue();
    assertUnusable(kernel);
  }

  @Test
  void results_that_cannot_be_a_file_are_refused_before_a_model_is_loaded() throws IOException {
    in("store");
    Path file = directory.resolve("experiment.json");
    String json =
        Files.readString(file).replace("{\n  \"model\"", "{\"results\": \".\", \"model\"");
    Files.writeString(file, json);
    assertThatThrownBy(
            () ->
                new StoredExperimentRun()
                    .run(file, Phase.EVALUATE, event -> {}, new Cancellation()))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("The file of the results is a directory: " + directory);
    assertThat(directory.resolve("store")).doesNotExist();
  }

  private void assertUnusable(Path store) {
    int live = LiveArrays.count();
    assertThatThrownBy(() -> tiny.run(in(store.toString())))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("The step store cannot be opened: " + store)
        .hasMessageContaining("choose another directory for the store");
    assertThat(LiveArrays.count()).isEqualTo(live);
  }

  @Test
  void a_damaged_step_is_told_and_computed_again_to_the_same_results() throws IOException {
    TinyExperiment.Ran first = tiny.run(in("store"));
    Path answers = files("evaluate", "answers.jsonl").get(0);
    byte[] bytes = Files.readAllBytes(answers);
    bytes[bytes.length / 2] ^= 1;
    Files.write(answers, bytes);
    Path adapter = files("learn", "adapter_model.safetensors").get(0);
    byte[] learned = Files.readAllBytes(adapter);
    Files.delete(adapter);

    TinyExperiment.Ran second = tiny.run(in("store"));

    assertThat(second.computed()).isEqualTo(2);
    assertThat(second.warnings())
        .hasSize(2)
        .anyMatch(message -> message.contains("answers.jsonl"))
        .anyMatch(message -> message.contains("adapter_model.safetensors"));
    assertThat(second.measured()).isEqualTo(first.measured());
    assertThat(adapter).hasBinaryContent(learned);
    assertThat(tiny.run(in("store")).computed()).isZero();
  }

  @Test
  void two_threads_with_one_store_compute_every_step_once_and_come_to_the_same() {
    Experiment experiment = in("store");
    CompletableFuture<TinyExperiment.Ran> other =
        CompletableFuture.supplyAsync(() -> tiny.run(experiment));
    TinyExperiment.Ran one = tiny.run(experiment);
    TinyExperiment.Ran two = other.join();
    assertThat(two.measured()).isEqualTo(one.measured());
    Map<String, Integer> computed = new TreeMap<>();
    Stream.of(one, two)
        .flatMap(ran -> ran.results().steps().stream())
        .forEach(step -> computed.merge(step.digest(), step.reused() ? 0 : 1, Integer::sum));
    assertThat(computed).hasSize(4);
    assertThat(computed.values()).containsOnly(1);
  }

  @Test
  void a_stop_within_a_step_leaves_only_finished_ones_and_the_next_run_goes_on() {
    TinyExperiment.Ran whole = tiny.run(in("whole"));
    Experiment experiment = in("store");
    Cancellation cancellation = new Cancellation();
    EventSink stopInUnlearning =
        event -> {
          if (event instanceof Event.StepStarted started && started.kind().equals("unlearn")) {
            cancellation.request();
          }
        };
    ExperimentRunner runner =
        new ExperimentRunner(experiment, TinyExperiment.materials(), getClass().getClassLoader());
    int live = LiveArrays.count();
    assertThatThrownBy(() -> runner.run(stopInUnlearning, cancellation))
        .isInstanceOf(CancelledException.class);
    assertThat(LiveArrays.count()).as("nothing is left open").isEqualTo(live);
    assertThat(directory.resolve("store/work")).isEmptyDirectory();
    try (StepStore store = StepStore.open(directory.resolve("store"))) {
      VerifyReport report = store.verify();
      assertThat(report.damaged()).isEmpty();
      assertThat(report.intact()).hasSize(2);
    }
    TinyExperiment.Ran rest = tiny.run(experiment);
    assertThat(rest.computed()).isEqualTo(2);
    assertThat(whole.computed()).isEqualTo(4);
    assertThat(rest.measured()).isEqualTo(whole.measured());
  }

  private List<Path> files(String kind, String name) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("store/steps").resolve(kind))) {
      return files.filter(file -> file.getFileName().toString().equals(name)).sorted().toList();
    }
  }
}
