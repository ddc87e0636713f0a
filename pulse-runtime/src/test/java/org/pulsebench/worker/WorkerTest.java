package org.pulsebench.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pulsebench.Cancellation;
import org.pulsebench.EnvironmentException;
import org.pulsebench.experiment.Event;
import org.pulsebench.experiment.Event.Bye;
import org.pulsebench.experiment.Event.Category;
import org.pulsebench.experiment.Event.Failed;
import org.pulsebench.experiment.Event.Progress;
import org.pulsebench.experiment.Event.Status;
import org.pulsebench.experiment.Event.StepFinished;
import org.pulsebench.experiment.Event.StepStarted;
import org.pulsebench.experiment.Event.Warning;
import org.pulsebench.experiment.Phase;

/** Workers in JVMs of their own. */
@Timeout(300)
class WorkerTest {

  private static final Event STARTED = new StepStarted("s1", "unlearn", "npo, request 1", 1, 2);

  private static final List<Event> SECOND_STEP =
      List.of(
          new StepFinished("s1", "unlearn", false, 61.5),
          new StepStarted("s2", "evaluate", "npo, request 1", 2, 2),
          new StepFinished("s2", "evaluate", true, 0));

  @TempDir private Path directory;

  @Test
  void a_run_that_is_done_says_goodbye_and_ends_with_0() throws Exception {
    try (ForkedWorker worker = ForkedWorker.start(directory, "done")) {
      assertThat(worker.awaitEnd()).isZero();
      assertThat(worker.events())
          .startsWith(
              STARTED,
              new Progress("s1", 1, 2, "batches", Optional.of(Duration.ofSeconds(70))),
              new Warning(FakeRun.PROBLEM))
          .containsAll(SECOND_STEP)
          .endsWith(new Bye(Status.DONE))
          .hasSize(7);
    }
  }

  @Test
  void the_log_holds_the_environment_and_what_java_prints_and_the_streams_nothing()
      throws Exception {
    try (ForkedWorker worker = ForkedWorker.start(directory, "done")) {
      worker.awaitEnd();
      assertThat(worker.log()).hasSize(2);
      assertThat(worker.log().get(0)).startsWith("PULSE ").contains(", Java ");
      assertThat(worker.log().get(1)).isEqualTo("printed by Java");
      assertThat(worker.text("stdout") + worker.text("stderr")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"user,USER,1", "environment,ENVIRONMENT,2", "diverged,DIVERGED,4"})
  void an_explained_failure_is_one_event_and_its_stack_trace_is_in_the_log(
      String text, Category category, int status) throws Exception {
    try (ForkedWorker worker = ForkedWorker.start(directory, text)) {
      assertThat(worker.awaitEnd()).isEqualTo(status);
      assertThat(worker.events())
          .containsExactly(STARTED, new Failed(FakeRun.PROBLEM, category), new Bye(Status.FAILED));
      assertThat(worker.log().get(1)).isEqualTo("The run failed in step unlearn npo, request 1");
      assertThat(worker.log()).anyMatch(line -> line.contains("at org.pulsebench.worker.FakeRun"));
      assertThat(worker.text("stdout") + worker.text("stderr")).isEmpty();
    }
  }

  @Test
  void a_bug_is_told_in_three_lines() throws Exception {
    assertThat(failure("bug", 3, Category.BUG))
        .isEqualTo(
            """
            The run failed in a way that PULSE cannot explain: step unlearn npo, request 1
              found java.lang.IllegalStateException: a bug; expected a result
              Report it, or mend the method if it is your own; the stack trace is in log.\
            """);
  }

  @Test
  void a_failure_before_the_first_step_says_so() throws Exception {
    assertThat(failure("outside", 3, Category.BUG))
        .startsWith(
            "The run failed in a way that PULSE cannot explain: the run, outside of its steps\n");
  }

  @Test
  void a_full_disk_is_told_in_three_lines() throws Exception {
    assertThat(failure("io", 2, Category.ENVIRONMENT))
        .isEqualTo(
            """
            A file or connection failed: step unlearn npo, request 1
              found java.io.IOException: No space left on device; \
            expected files that can be read and written
              Check free space and permissions; the stack trace is in log.\
            """);
  }

  @Test
  void a_full_heap_is_told_in_three_lines() throws Exception {
    assertThat(failure("memory", 2, Category.ENVIRONMENT))
        .matches(
            """
            The worker ran out of memory: step unlearn npo, request 1
              found java.lang.OutOfMemoryError: Java heap space with a heap of [0-9]+ MiB; \
            expected a heap that holds the step
              Raise -Xmx of the worker, or choose smaller batches.\
            """);
  }

  private String failure(String text, int status, Category category) throws Exception {
    try (ForkedWorker worker = ForkedWorker.start(directory, text)) {
      assertThat(worker.awaitEnd()).isEqualTo(status);
      List<Event> events = worker.events();
      assertThat(events).last().isEqualTo(new Bye(Status.FAILED));
      Failed failed = (Failed) events.get(events.size() - 2);
      assertThat(failed.category()).isEqualTo(category);
      return failed.problem().message();
    }
  }

  @Test
  void a_run_that_exits_the_process_does_not_pass_for_done() throws Exception {
    try (ForkedWorker worker = ForkedWorker.start(directory, "exits")) {
      assertThat(worker.awaitEnd()).isEqualTo(130);
      assertThat(worker.events()).containsExactly(STARTED, new Bye(Status.CANCELLED));
    }
  }

  @Test
  void without_an_engine_on_the_class_path_nothing_can_run() {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      assertThatThrownBy(
              () ->
                  new InstalledRun()
                      .run(
                          Path.of("experiment.json"),
                          Phase.EVALUATE,
                          event -> {},
                          new Cancellation()))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageStartingWith("Nothing on the class path can run an experiment");
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @Nested
  class CommandLine {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "--events file:events | One experiment is run at a time | no file"
              + " | one experiment file",
          "a | A worker needs a place for its events | no --events"
              + " | --events file:<path> or --events tcp:127.0.0.1:<port>",
          "a --events file:e --parent x | A process has a number | --parent x | --parent <pid>",
          "a --events file:e --parent 0 | A process has a number | --parent 0 | --parent <pid>"
        })
    void a_wrong_command_line_is_told_on_standard_error(
        String arguments, String what, String found, String expected) throws Exception {
      assertThat(refused(1, Map.of(), arguments.split(" ")))
          .isEqualToNormalizingNewlines(
              what
                  + ": arguments\n  found "
                  + found
                  + "; expected "
                  + expected
                  + "\n  Correct the command line.\n");
    }

    @Test
    void a_socket_needs_a_token() throws Exception {
      assertThat(refused(1, Map.of(), "a", "--events", "tcp:127.0.0.1:80"))
          .startsWith(
              "The token of the events is missing: environment variable PULSE_EVENTS_TOKEN");
    }

    @Test
    void a_port_that_nobody_listens_on_is_a_broken_environment() throws Exception {
      Map<String, String> token = Map.of(EventTarget.TOKEN_VARIABLE, "secret");
      assertThat(refused(2, token, "a", "--events", "tcp:127.0.0.1:1"))
          .contains("The event channel cannot be opened: tcp:127.0.0.1:1\n  found java.net.Connect")
          .doesNotContain("secret");
    }

    @Test
    void a_log_that_cannot_be_written_is_a_broken_environment() throws Exception {
      assertThat(refused(2, Map.of(), "a", "--events", "file:e", "--log", "gone/log"))
          .startsWith("The log cannot be written: gone");
    }

    private String refused(int status, Map<String, String> environment, String... arguments)
        throws Exception {
      try (ForkedWorker worker =
          ForkedWorker.start(
              directory, "done", FakeRun.InWorker.class, environment, List.of(arguments))) {
        assertThat(worker.awaitEnd()).isEqualTo(status);
        return worker.text("stderr");
      }
    }
  }

  /** What another process can do to a worker. */
  @Nested
  @EnabledOnOs({OS.LINUX, OS.MAC})
  class Ends {

    @ParameterizedTest
    @CsvSource({"TERM", "INT"})
    void a_signal_stops_the_run_with_a_goodbye(String signal) throws Exception {
      assumeSignalsAreNotIgnored();
      try (ForkedWorker worker = ForkedWorker.start(directory, "waits").awaitStart()) {
        worker.signal(signal);
        assertThat(worker.awaitEnd()).isEqualTo(130);
        assertThat(worker.events()).containsExactly(STARTED, new Bye(Status.CANCELLED));
        assertThat(worker.log().subList(1, 3))
            .containsExactly(
                "A signal asks the worker to stop",
                "The worker ends: the run has stopped; finished steps are kept");
      }
    }

    @Test
    void a_run_that_does_not_notice_is_halted() throws Exception {
      try (ForkedWorker worker = ForkedWorker.start(directory, "deaf").awaitStart()) {
        worker.signal("TERM");
        assertThat(worker.awaitEnd()).isEqualTo(130);
        assertThat(worker.events()).containsExactly(STARTED, new Bye(Status.CANCELLED));
        assertThat(worker.log().get(2))
            .isEqualTo(
                "The worker ends: step unlearn npo, request 1 did not stop within 3 s and is lost");
      }
    }

    @Test
    void a_run_that_is_done_before_it_notices_is_done() throws Exception {
      try (ForkedWorker worker = ForkedWorker.start(directory, "finishes").awaitStart()) {
        worker.signal("TERM");
        assertThat(worker.awaitEnd()).isZero();
        assertThat(worker.events()).endsWith(new Bye(Status.DONE)).containsAll(SECOND_STEP);
      }
    }

    @Test
    void a_failure_after_the_signal_is_no_failure_of_the_run() throws Exception {
      try (ForkedWorker worker = ForkedWorker.start(directory, "stumbles").awaitStart()) {
        worker.signal("TERM");
        assertThat(worker.awaitEnd()).isEqualTo(130);
        assertThat(worker.events()).containsExactly(STARTED, new Bye(Status.CANCELLED));
        assertThat(worker.text("log")).contains("the ground was pulled away");
      }
    }

    @Test
    void a_second_signal_changes_nothing() throws Exception {
      try (ForkedWorker worker = ForkedWorker.start(directory, "deaf").awaitStart()) {
        worker.signal("TERM");
        worker.signal("TERM");
        assertThat(worker.awaitEnd()).isEqualTo(130);
        assertThat(worker.events()).containsExactly(STARTED, new Bye(Status.CANCELLED));
      }
    }

    @Test
    void a_killed_worker_leaves_whole_events_and_no_goodbye() throws Exception {
      try (ForkedWorker worker = ForkedWorker.start(directory, "talks").awaitStart()) {
        worker.signal("KILL");
        assertThat(worker.awaitEnd()).isEqualTo(137);
        List<Event> events = worker.events();
        assertThat(events).startsWith(STARTED);
        assertThat(events.subList(1, events.size())).hasOnlyElementsOfType(Progress.class);
      }
    }

    @Test
    void the_end_of_the_watched_process_ends_the_worker() throws Exception {
      Process parent = new ProcessBuilder("sleep", "1000").start();
      try (ForkedWorker worker =
          ForkedWorker.start(directory, "waits", "--parent", String.valueOf(parent.pid()))
              .awaitStart()) {
        assertThat(worker.process().isAlive()).isTrue();
        parent.destroyForcibly();
        assertOrphaned(worker, parent.pid());
      } finally {
        parent.destroyForcibly();
      }
    }

    @Test
    void a_worker_that_starts_too_late_ends_at_once() throws Exception {
      Process parent = new ProcessBuilder("true").start();
      parent.waitFor();
      try (ForkedWorker worker =
          ForkedWorker.start(directory, "waits", "--parent", String.valueOf(parent.pid()))) {
        assertOrphaned(worker, parent.pid());
      }
    }

    /** A container often has nobody who collects dead processes; they stay in the table. */
    @Test
    void a_dead_parent_that_nobody_collects_is_noticed() throws Exception {
      Files.writeString(directory.resolve("experiment.json"), "waits");
      Files.writeString(
          directory.resolve("parent.sh"),
          """
          echo $$ > parent.pid
          "$@" experiment.json --events file:events --log log --parent $$ &
          wait
          """);
      List<String> command = ForkedWorker.command(FakeRun.InWorker.class);
      command.addAll(
          0, List.of("sh", "-c", "sh parent.sh \"$@\" & exec sleep 1000", "grandparent"));
      Process grandparent = new ProcessBuilder(command).directory(directory.toFile()).start();
      try (ForkedWorker worker = new ForkedWorker(grandparent, directory).awaitStart()) {
        long parent = Long.parseLong(worker.text("parent.pid").strip());
        ForkedWorker.kill("KILL", parent);
        awaitLastWords(worker);
        assertThat(worker.log().get(1))
            .isEqualTo("The process that started the worker, " + parent + ", is gone");
      }
    }

    private void assertOrphaned(ForkedWorker worker, long parent) throws Exception {
      assertThat(worker.awaitEnd()).isEqualTo(5);
      assertThat(worker.events()).endsWith(new Bye(Status.CANCELLED));
      assertThat(worker.log().subList(1, 3))
          .containsExactly(
              "The process that started the worker, " + parent + ", is gone",
              "The worker ends: the run has stopped; finished steps are kept");
    }

    private void awaitLastWords(ForkedWorker worker) throws Exception {
      while (worker.log().stream().noneMatch(line -> line.startsWith("The worker ends"))) {
        Thread.sleep(20);
      }
    }

    /** A shell without job control starts what runs in the background deaf to Ctrl-C. */
    private void assumeSignalsAreNotIgnored() throws IOException {
      Path status = Path.of("/proc/self/status");
      if (!Files.exists(status)) {
        return;
      }
      String mask =
          Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("SigIgn:"))
              .map(line -> line.substring("SigIgn:".length()).strip())
              .findFirst()
              .orElse("0");
      assumeThat(new BigInteger(mask, 16).testBit(1)).as("SIGINT is ignored").isFalse();
    }
  }
}
