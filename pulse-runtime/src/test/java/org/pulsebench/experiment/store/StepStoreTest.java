package org.pulsebench.experiment.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.DivergedException;
import org.pulsebench.Problem;
import org.pulsebench.json.JsonFile;

class StepStoreTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final StepKey KEY = Steps.key("npo");

  private final RecordingListener listener = new RecordingListener();

  @TempDir Path directory;
  private StepStore store;

  @BeforeEach
  void open() {
    store = StepStore.open(directory, listener, Clock.fixed(NOON, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_step_is_run_once_and_then_reused() {
    assertThat(store.find(KEY)).isEmpty();
    StepResult first = store.run(KEY, Steps::write);
    StepResult second = store.run(KEY, Steps::mustNotRun);
    assertThat(second.directory()).isEqualTo(first.directory());
    assertThat(listener.events).containsExactly("started", "finished", "reused");
  }

  @Test
  void a_finished_step_is_found_by_another_store_in_the_same_directory() {
    store.run(KEY, Steps::write);
    try (StepStore other = StepStore.open(directory)) {
      StepResult found = other.find(KEY).orElseThrow();
      assertThat(found.file("notes.txt")).hasContent("hello");
      assertThat(other.find(Steps.key("ga"))).isEmpty();
    }
  }

  @Test
  void a_step_lies_where_its_key_says_with_its_files_and_its_manifest() {
    StepResult result = store.run(KEY, Steps::write);
    assertThat(result.directory())
        .isEqualTo(
            directory
                .resolve("steps/unlearn")
                .resolve(KEY.digest().substring(0, 2))
                .resolve(KEY.digest()));
    assertThat(result.file("adapter/weights.bin")).hasSize(1000);
    JsonNode manifest = JsonFile.read(result.directory().resolve("manifest.json"));
    assertThat(manifest.get("format").intValue()).isEqualTo(1);
    assertThat(manifest.get("kind").textValue()).isEqualTo("unlearn");
    assertThat(manifest.get("digest").textValue()).isEqualTo(KEY.digest());
    assertThat(manifest.get("inputs")).isEqualTo(KEY.inputs());
    assertThat(manifest.get("created").textValue()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(manifest.get("milliseconds").isIntegralNumber()).isTrue();
    // The SHA-256 of "hello" and a line feed, as sha256sum prints it.
    assertThat(manifest.at("/files/notes.txt").toString())
        .isEqualTo(
            "{\"sha256\":\"5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03\","
                + "\"bytes\":6}");
  }

  @Test
  void a_manifest_read_back_is_the_one_that_was_written() {
    StepManifest written = store.run(KEY, Steps::write).manifest();
    try (StepStore other = StepStore.open(directory)) {
      assertThat(other.find(KEY).orElseThrow().manifest()).isEqualTo(written);
    }
    assertThat(written.key()).isEqualTo(KEY);
    assertThat(written.created()).isEqualTo(NOON);
    assertThat(written.bytes()).isEqualTo(1006);
    assertThat(written.files()).containsOnlyKeys(Steps.FILES.keySet());
  }

  @Test
  void the_same_key_and_action_give_the_same_bytes_in_two_stores(@TempDir Path elsewhere)
      throws IOException {
    StepResult first = store.run(KEY, Steps::write);
    try (StepStore other = StepStore.open(elsewhere)) {
      StepResult second = other.run(KEY, Steps::write);
      assertThat(second.manifest().files()).isEqualTo(first.manifest().files());
      for (String name : Steps.FILES.keySet()) {
        assertThat(Files.mismatch(first.file(name), second.file(name))).isEqualTo(-1);
      }
    }
  }

  @Test
  void a_step_may_have_no_files_at_all() {
    assertThat(store.run(KEY, work -> {}).manifest().files()).isEmpty();
    assertThat(store.find(KEY)).isPresent();
  }

  @Test
  void a_file_that_a_step_does_not_have_is_refused() {
    StepResult result = store.run(KEY, Steps::write);
    assertThatThrownBy(() -> result.file("other.txt"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("notes.txt");
  }

  @Test
  void an_action_that_throws_leaves_nothing_behind_and_its_exception_comes_out() {
    DivergedException diverged =
        new DivergedException(new Problem("Loss is NaN", "step 3", "NaN", "a number", "Stop."));
    assertThatThrownBy(
            () ->
                store.run(
                    KEY,
                    work -> {
                      Steps.write(work);
                      throw diverged;
                    }))
        .isSameAs(diverged);
    assertNothingStored();
    assertThat(listener.events).containsExactly("started");
    store.run(KEY, Steps::write);
    assertThat(listener.events).containsExactly("started", "started", "finished");
  }

  @Test
  void an_error_leaves_nothing_behind_either() {
    assertThatThrownBy(
            () ->
                store.run(
                    KEY,
                    work -> {
                      Steps.write(work);
                      throw new StackOverflowError();
                    }))
        .isInstanceOf(StackOverflowError.class);
    assertNothingStored();
  }

  @Test
  void an_action_may_use_other_steps_of_the_store() {
    StepResult outer =
        store.run(
            KEY,
            work -> {
              StepResult inner = store.run(Steps.key("ga"), Steps::write);
              Files.copy(inner.file("notes.txt"), work.resolve("copy.txt"));
            });
    assertThat(outer.file("copy.txt")).hasContent("hello");
  }

  @Test
  void an_action_that_needs_its_own_step_is_told_instead_of_waiting_for_ever() {
    assertThatThrownBy(() -> store.run(KEY, work -> store.run(KEY, Steps::write)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("step " + KEY.shortName() + " needs itself");
    assertNothingStored();
  }

  @Test
  void an_action_that_writes_a_manifest_is_refused() {
    assertThatThrownBy(
            () -> store.run(KEY, work -> Files.createFile(work.resolve("manifest.json"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("wrote manifest.json");
    assertNothingStored();
  }

  @Test
  void an_action_that_writes_a_link_is_refused() {
    assertThatThrownBy(
            () -> store.run(KEY, work -> Files.createSymbolicLink(work.resolve("base"), directory)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("wrote base, must be regular files");
    assertNothingStored();
    assertThat(directory).exists();
  }

  @Test
  void a_manifest_names_only_files_below_its_step() {
    for (String name : new String[] {"", "/a", "a//b", "../a", "a/..", "./a", "a\\b"}) {
      assertThatThrownBy(() -> manifest(name))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("below the step's directory");
    }
    assertThat(manifest("a/b.c").files()).containsOnlyKeys("a/b.c");
  }

  @Test
  void a_closed_store_is_of_no_use() {
    store.close();
    for (ThrowingCallable use :
        List.<ThrowingCallable>of(
            () -> store.run(KEY, Steps::mustNotRun),
            () -> store.find(KEY),
            store::list,
            store::verify,
            () -> store.prune(0))) {
      assertThatThrownBy(use)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the step store is closed: " + directory);
    }
  }

  @Test
  void closing_twice_is_closing_once() {
    StepStore other = StepStore.open(directory);
    other.close();
    other.close();
    store.run(KEY, Steps::write);
    assertThat(store.find(KEY)).isPresent();
  }

  private void assertNothingStored() {
    assertThat(store.find(KEY)).isEmpty();
    assertThat(store.list()).isEmpty();
    assertThat(Steps.work(directory)).isEmpty();
    try (Stream<Path> all = Files.walk(directory.resolve("steps"))) {
      assertThat(all.filter(Files::isRegularFile)).isEmpty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static StepManifest manifest(String file) {
    StepManifest.StoredFile content = new StepManifest.StoredFile("0".repeat(64), 1);
    return new StepManifest(KEY, new TreeMap<>(Map.of(file, content)), NOON, Duration.ZERO);
  }
}
