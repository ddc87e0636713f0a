package org.pulsebench.experiment.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.json.JsonFile;

/** A finished step is changed in one place at a time; it has to be told of and made again. */
class DamagedStepTest {

  private static final StepKey KEY = Steps.key("npo");

  private final RecordingListener listener = new RecordingListener();

  @TempDir Path directory;
  private Path step;

  @BeforeEach
  void finish() {
    try (StepStore store = StepStore.open(directory)) {
      step = store.run(KEY, Steps::write).directory();
    }
  }

  @Test
  void a_file_with_one_changed_byte() throws IOException {
    byte[] bytes = new byte[1000];
    bytes[500] = 1;
    Files.write(step.resolve("adapter/weights.bin"), bytes);
    assertMadeAgain("weights.bin", "found SHA-256 ", "expected ");
  }

  @Test
  void a_file_cut_short() throws IOException {
    Files.write(step.resolve("adapter/weights.bin"), new byte[999]);
    assertMadeAgain("weights.bin", "found 999 bytes", "expected 1000 bytes");
  }

  @Test
  void a_missing_file() throws IOException {
    Files.delete(step.resolve("notes.txt"));
    assertMadeAgain("notes.txt", "found no such file", "expected 6 bytes");
  }

  @Test
  void a_directory_in_place_of_a_file() throws IOException {
    Files.delete(step.resolve("notes.txt"));
    Files.createDirectory(step.resolve("notes.txt"));
    assertMadeAgain("notes.txt", "found no such file", "expected 6 bytes");
  }

  @Test
  void a_truncated_manifest() throws IOException {
    String text = Files.readString(step.resolve("manifest.json"));
    Files.writeString(step.resolve("manifest.json"), text.substring(0, text.length() / 2));
    assertMadeAgain("File is not valid JSON", "manifest.json (line ");
  }

  @Test
  void an_empty_manifest() throws IOException {
    Files.writeString(step.resolve("manifest.json"), "");
    assertMadeAgain("an empty file", "one JSON object");
  }

  @Test
  void a_missing_manifest() throws IOException {
    Files.delete(step.resolve("manifest.json"));
    assertMadeAgain("File is missing", "manifest.json");
  }

  @Test
  void a_manifest_of_changed_inputs() {
    edit(manifest -> ((ObjectNode) manifest.get("inputs")).put("method", "ga"));
    assertMadeAgain("the manifest of unlearn " + Steps.key("ga").digest(), KEY.digest());
  }

  @Test
  void a_manifest_of_another_kind() {
    edit(manifest -> manifest.put("kind", "../x"));
    assertMadeAgain("kind is ../x, must be lower-case letters");
  }

  @Test
  void a_manifest_that_points_out_of_its_directory() {
    edit(
        manifest ->
            ((ObjectNode) manifest.get("files"))
                .putObject("../x")
                .put("sha256", "0".repeat(64))
                .put("bytes", 1));
    assertMadeAgain("file name is ../x, must be a path below the step's directory");
  }

  @Test
  void a_manifest_without_a_field_or_with_another_type() {
    for (String field : new String[] {"format", "kind", "inputs", "files", "created"}) {
      edit(manifest -> manifest.remove(field));
      assertMadeAgain("field " + field);
    }
    edit(manifest -> manifest.put("milliseconds", -1));
    assertMadeAgain("field milliseconds", "a whole number of at least 0");
    edit(manifest -> manifest.put("created", "noon"));
    assertMadeAgain("field created", "a time in ISO 8601");
    edit(manifest -> ((ObjectNode) manifest.at("/files/notes.txt")).put("sha256", "abc"));
    assertMadeAgain("field files.notes.txt.sha256", "64 hexadecimal digits");
    edit(manifest -> ((ObjectNode) manifest.at("/files/notes.txt")).put("bytes", "6"));
    assertMadeAgain("field files.notes.txt.bytes", "a whole number");
  }

  @Test
  void a_file_in_place_of_the_step() throws IOException {
    new StepDirectory(step).delete();
    Files.writeString(step, "x");
    assertMadeAgain("found a file", "expected the step's directory");
  }

  @Test
  void asking_for_a_damaged_step_removes_it() throws IOException {
    Files.delete(step.resolve("notes.txt"));
    try (StepStore store = StepStore.open(directory, listener)) {
      assertThat(store.find(KEY)).isEmpty();
      assertThat(listener.events).containsExactly("damaged");
      assertThat(step).doesNotExist();
      assertThat(Steps.work(directory)).isEmpty();
    }
  }

  @Test
  void a_step_that_loses_a_file_after_it_was_used_is_made_again() throws IOException {
    try (StepStore store = StepStore.open(directory, listener)) {
      store.run(KEY, Steps::mustNotRun);
      Files.delete(step.resolve("notes.txt"));
      store.run(KEY, Steps::write);
      assertThat(listener.events).containsExactly("reused", "damaged", "started", "finished");
    }
  }

  @Test
  void a_file_that_no_manifest_names_is_no_damage() throws IOException {
    Files.writeString(step.resolve(".DS_Store"), "x");
    try (StepStore store = StepStore.open(directory, listener)) {
      assertThat(store.find(KEY)).isPresent();
      assertThat(listener.events).isEmpty();
    }
  }

  @Test
  void a_step_of_a_newer_version_is_left_alone_and_told() {
    edit(manifest -> manifest.put("format", 2).remove("files"));
    try (StepStore store = StepStore.open(directory, listener)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> store.run(KEY, Steps::mustNotRun))
            .isInstanceOf(BadInputException.class)
            .hasMessageContaining("Stored step was written by a newer version of PULSE: " + step)
            .hasMessageContaining("found format 2; expected format 1")
            .hasMessageContaining("Use that version, or another directory for the store.");
      }
      assertThatThrownBy(() -> store.find(KEY)).isInstanceOf(BadInputException.class);
      assertThat(step).exists();
      assertThat(listener.events).isEmpty();
    }
  }

  private void edit(Consumer<ObjectNode> change) {
    ObjectNode manifest = (ObjectNode) JsonFile.read(step.resolve("manifest.json"));
    change.accept(manifest);
    JsonFile.write(manifest, step.resolve("manifest.json"));
  }

  private void assertMadeAgain(String... told) {
    listener.events.clear();
    listener.problems.clear();
    try (StepStore store = StepStore.open(directory, listener)) {
      StepResult result = store.run(KEY, Steps::write);
      assertThat(Files.size(result.file("adapter/weights.bin"))).isEqualTo(1000);
      assertThat(result.file("notes.txt")).hasContent("hello");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(listener.events).containsExactly("damaged", "started", "finished");
    assertThat(listener.problems.get(0).message())
        .startsWith("Stored step is damaged: " + step)
        .contains(told)
        .endsWith("Nothing to do: the step is computed again where it is needed.");
    try (StepStore store = StepStore.open(directory)) {
      assertThat(store.verify().damaged()).isEmpty();
      assertThat(store.verify().intact()).hasSize(1);
    }
    assertThat(Steps.work(directory)).isEmpty();
  }
}
