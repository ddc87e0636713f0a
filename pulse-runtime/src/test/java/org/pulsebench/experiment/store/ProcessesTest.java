package org.pulsebench.experiment.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One store and several processes, some of which are killed. */
class ProcessesTest {

  private static final StepKey KEY = Steps.key("npo");

  @TempDir Path temporary;
  private Path directory;
  private Path gate;

  @BeforeEach
  void choosePlaces() {
    directory = temporary.resolve("store");
    gate = temporary.resolve("gate");
  }

  @Test
  void a_step_that_two_processes_need_is_run_by_one_while_the_other_waits() throws IOException {
    try (StoreProcess first = StoreProcess.start(directory, gate, "npo")) {
      first.awaitSaying("acting");
      try (StoreProcess second = StoreProcess.start(directory, gate, "npo")) {
        second.awaitSaying("waiting");
        Files.createFile(gate);
        assertThat(first.awaitEnd()).containsExactly("started", "acting", "finished");
        assertThat(second.awaitEnd()).containsExactly("waiting", "reused");
      }
    }
  }

  @Test
  void another_step_does_not_wait() throws IOException {
    try (StoreProcess first = StoreProcess.start(directory, gate, "npo");
        StepStore store = StepStore.open(directory)) {
      first.awaitSaying("acting");
      store.run(Steps.key("ga"), Steps::write);
      assertThat(first.said()).containsExactly("started", "acting");
    }
  }

  @Test
  void a_process_killed_within_an_action_leaves_nothing_that_counts() throws IOException {
    RecordingListener listener = new RecordingListener();
    try (StoreProcess process = StoreProcess.start(directory, gate, "npo");
        StepStore store = StepStore.open(directory, listener)) {
      process.awaitSaying("acting");
      process.kill();
      assertThat(store.find(KEY)).isEmpty();
      assertThat(store.list()).isEmpty();
      assertThat(Steps.work(directory)).hasSize(1);

      StepResult result = store.run(KEY, Steps::write);
      assertThat(result.manifest().files()).containsOnlyKeys(Steps.FILES.keySet());
      assertThat(listener.events).containsExactly("started", "finished");
      assertThat(Steps.work(directory)).isEmpty();
    }
  }

  @Test
  void who_waits_for_a_process_that_is_killed_runs_the_step() throws IOException {
    try (StoreProcess first = StoreProcess.start(directory, gate, "npo")) {
      first.awaitSaying("acting");
      try (StoreProcess second = StoreProcess.start(directory, gate, "npo")) {
        second.awaitSaying("waiting");
        first.kill();
        second.awaitSaying("acting");
        Files.createFile(gate);
        assertThat(second.awaitEnd()).containsExactly("waiting", "started", "acting", "finished");
      }
    }
  }

  @Test
  void pruning_spares_what_a_living_process_writes_and_removes_what_a_killed_one_left()
      throws IOException {
    try (StoreProcess process = StoreProcess.start(directory, gate, "npo");
        StepStore store = StepStore.open(directory)) {
      process.awaitSaying("acting");
      assertThat(store.prune(Duration.ZERO)).isEqualTo(new PruneReport(List.of(), List.of(), 0, 0));
      assertThat(Steps.work(directory)).hasSize(1);

      process.kill();
      PruneReport report = store.prune(Duration.ZERO);
      assertThat(report.leftovers()).isEqualTo(1);
      assertThat(report.bytesFreed()).isEqualTo(1010);
      assertThat(Steps.work(directory)).isEmpty();
    }
  }

  /** On POSIX systems closing any channel of a file drops all locks that its process has there. */
  @Test
  void closing_one_store_does_not_drop_the_locks_of_another_in_the_same_process()
      throws IOException {
    Files.createFile(gate);
    try (StepStore store = StepStore.open(directory)) {
      StoreProcess[] other = new StoreProcess[1];
      store.run(
          KEY,
          work -> {
            StepStore.open(directory).close();
            try (StepStore second = StepStore.open(directory)) {
              second.run(Steps.key("ga"), Steps::write);
            }
            other[0] = StoreProcess.start(directory, gate, "npo");
            other[0].awaitSaying("waiting");
            Steps.write(work);
          });
      try (StoreProcess waiting = other[0]) {
        assertThat(waiting.awaitEnd()).containsExactly("waiting", "reused");
      }
    }
  }

  @Test
  void a_step_that_another_process_uses_is_not_pruned() throws IOException {
    try (StepStore store = StepStore.open(directory)) {
      store.run(KEY, Steps::write);
    }
    // The process reuses the step and then stays, running another.
    try (StoreProcess process = StoreProcess.start(directory, gate, "npo", "ga");
        StepStore store = StepStore.open(directory)) {
      process.awaitSaying("acting");
      PruneReport report = store.prune(0);
      assertThat(report.removed()).isEmpty();
      assertThat(report.inUse()).extracting(StoredStep::digest).containsExactly(KEY.digest());
      Files.createFile(gate);
      process.awaitEnd();
      assertThat(store.prune(0).removed()).hasSize(2);
    }
  }
}
