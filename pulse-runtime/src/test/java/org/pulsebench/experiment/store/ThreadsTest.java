package org.pulsebench.experiment.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One store directory and several threads of one process. */
@Timeout(600)
class ThreadsTest {

  private static final StepKey KEY = Steps.key("npo");

  private final RecordingListener listener = new RecordingListener();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  @TempDir Path directory;

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  @Test
  void a_step_that_many_threads_need_is_run_by_one() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(1);
    List<Future<StepResult>> results = new ArrayList<>();
    try (StepStore store = StepStore.open(directory, listener)) {
      for (int i = 0; i < 4; i++) {
        results.add(
            threads.submit(
                () -> {
                  start.await();
                  return store.run(
                      KEY,
                      work -> {
                        runs.incrementAndGet();
                        StoreProcess.await(() -> listener.events.contains("waiting"));
                        Steps.write(work);
                      });
                }));
      }
      start.countDown();
      for (Future<StepResult> result : results) {
        assertThat(result.get().file("notes.txt")).hasContent("hello");
      }
    }
    assertThat(runs).hasValue(1);
    assertThat(listener.events).filteredOn("reused"::equals).hasSize(3);
    assertThat(listener.events).filteredOn("finished"::equals).hasSize(1);
  }

  @Test
  void two_stores_in_one_process_wait_for_each_other_too() throws Exception {
    try (StepStore first = StepStore.open(directory);
        StepStore second = StepStore.open(directory, listener)) {
      CountDownLatch acting = new CountDownLatch(1);
      Future<StepResult> running =
          threads.submit(
              () ->
                  first.run(
                      KEY,
                      work -> {
                        acting.countDown();
                        StoreProcess.await(() -> listener.events.contains("waiting"));
                        Steps.write(work);
                      }));
      acting.await();
      StepResult reused = second.run(KEY, Steps::mustNotRun);
      assertThat(reused.directory()).isEqualTo(running.get().directory());
      assertThat(listener.events).containsExactly("waiting", "reused");
    }
  }

  @Test
  void who_waits_for_a_run_that_fails_runs_the_step() throws Exception {
    try (StepStore store = StepStore.open(directory, listener)) {
      CountDownLatch acting = new CountDownLatch(1);
      Future<StepResult> failing =
          threads.submit(
              () ->
                  store.run(
                      KEY,
                      work -> {
                        acting.countDown();
                        StoreProcess.await(() -> listener.events.contains("waiting"));
                        throw new IllegalStateException("a bug");
                      }));
      acting.await();
      assertThat(store.run(KEY, Steps::write).manifest().files()).hasSize(2);
      assertThatThrownBy(failing::get)
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseMessage("a bug");
      assertThat(listener.events).containsExactly("started", "waiting", "started", "finished");
    }
  }

  @Test
  void a_thread_interrupted_while_it_waits_gives_up_and_leaves_the_locks_alone() throws Exception {
    try (StepStore store = StepStore.open(directory, listener)) {
      store.run(
          KEY,
          work -> {
            Thread waiting = new Thread(() -> assertCancelled(store));
            waiting.start();
            StoreProcess.await(() -> listener.events.contains("waiting"));
            waiting.interrupt();
            StoreProcess.await(() -> listener.events.contains("cancelled"));
            Steps.write(work);
          });
      assertThat(store.find(KEY)).isPresent();
    }
  }

  @Test
  void who_has_waited_long_enough_may_give_up() throws Exception {
    StepListener impatient =
        new StepListener() {
          @Override
          public void stillWaiting(StepKey key) {
            throw new IllegalStateException("not any longer");
          }
        };
    try (StepStore store = StepStore.open(directory);
        StepStore other = StepStore.open(directory, impatient)) {
      store.run(
          KEY,
          work -> {
            Future<StepResult> waiting = threads.submit(() -> other.run(KEY, Steps::mustNotRun));
            assertThatThrownBy(waiting::get).hasRootCauseMessage("not any longer");
            Steps.write(work);
          });
      assertThat(other.run(KEY, Steps::mustNotRun).manifest().files()).hasSize(2);
    }
  }

  private void assertCancelled(StepStore store) {
    try {
      store.run(KEY, Steps::mustNotRun);
    } catch (CancellationException e) {
      listener.events.add(Thread.currentThread().isInterrupted() ? "cancelled" : "flag lost");
    }
  }

  @Test
  void a_thread_interrupted_within_an_action_stores_nothing() {
    try (StepStore store = StepStore.open(directory)) {
      assertThatThrownBy(
              () ->
                  store.run(
                      KEY,
                      work -> {
                        Steps.write(work);
                        Thread.currentThread().interrupt();
                      }))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(store.list()).isEmpty();
      assertThat(Steps.work(directory)).isEmpty();
      store.run(KEY, Steps::write);
      assertThat(store.find(KEY)).isPresent();
    }
  }

  @Test
  void a_reader_never_sees_half_a_step() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (StepStore writer = StepStore.open(directory)) {
      List<Future<Integer>> readers =
          List.of(threads.submit(() -> watch(done)), threads.submit(() -> watch(done)));
      for (int i = 0; i < 60; i++) {
        writer.run(Steps.key("m" + i), Steps::write);
      }
      done.set(true);
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isEqualTo(60);
      }
    }
  }

  /** Looks at the bare directories as well as through a store of its own. */
  private int watch(AtomicBoolean done) {
    RecordingListener told = new RecordingListener();
    int found;
    boolean last;
    try (StepStore store = StepStore.open(directory, told)) {
      do {
        last = done.get();
        found = 0;
        for (int i = 0; i < 60; i++) {
          Path step = new StoreLayout(directory).step(Steps.key("m" + i).id());
          if (Files.exists(step)) {
            assertThat(step.resolve("adapter/weights.bin")).hasSize(1000);
            assertThat(step.resolve("notes.txt")).hasContent("hello");
            assertThat(step.resolve("manifest.json")).isNotEmptyFile();
            assertThat(store.find(Steps.key("m" + i))).isPresent();
            found++;
          }
        }
        assertThat(store.verify().damaged()).isEmpty();
      } while (!last);
    }
    assertThat(told.events).isEmpty();
    return found;
  }
}
