package org.pulsebench.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command line in a JVM of its own, without a terminal. */
@Timeout(300)
class MainTest {

  @TempDir private Path directory;

  @Test
  void a_run_is_shown_on_standard_error_and_summed_up() throws Exception {
    try (ForkedWorker main = start("done", "run", "experiment.json")) {
      assertThat(main.awaitEnd()).isZero();
      assertThat(main.text("stderr").replaceFirst("Done in [^:]*:", "Done in TIME:"))
          .isEqualToNormalizingNewlines(
              """
              [1/2] unlearn npo, request 1
              warning: Value is odd: experiment.json
                found 3; expected an even number
                Choose another.
              [1/2] unlearn npo, request 1: done in 1 min 1 s
              Done in TIME: 2 steps, 1 of them reused, 1 warning.
              """);
      assertThat(main.text("stdout")).isEqualToNormalizingNewlines("printed by Java\n");
      assertThat(main.text("pulse.log")).contains(" PULSE ").hasLineCount(1);
    }
  }

  @Test
  void a_failure_is_shown_without_its_stack_trace_which_is_in_the_log() throws Exception {
    try (ForkedWorker main = start("bug", "run", "experiment.json", "--log", "other.log")) {
      assertThat(main.awaitEnd()).isEqualTo(3);
      assertThat(main.text("stderr").replaceFirst("after [^:]*:", "after TIME:"))
          .isEqualToNormalizingNewlines(
              """
              [1/2] unlearn npo, request 1
              error: The run failed in a way that PULSE cannot explain: step unlearn npo, request 1
                found java.lang.IllegalStateException: a bug; expected a result
                Report it, or mend the method if it is your own; the stack trace is in other.log.
              Failed after TIME: 0 of 2 steps finished and kept.
              """);
      assertThat(main.text("other.log")).contains("at org.pulsebench.worker.FakeRun.fail");
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void a_stopped_run_says_how_to_go_on() throws Exception {
    try (ForkedWorker main = start("talks", "run", "experiment.json")) {
      while (main.text("stderr").isEmpty()) {
        Thread.sleep(20);
      }
      main.signal("TERM");
      assertThat(main.awaitEnd()).isEqualTo(130);
      assertThat(main.text("stderr"))
          .contains("0 of 2 steps finished and kept; the same command continues.");
    }
  }

  /** PyTorch's exit handlers would crash in the midst of what an estimate times. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void a_command_that_is_asked_to_stop_is_halted() throws Exception {
    try (ForkedWorker main = start("", "world", "world")) {
      while (!Files.exists(directory.resolve("world"))) {
        Thread.sleep(20);
      }
      main.signal("TERM");
      assertThat(main.awaitEnd()).isEqualTo(130);
      assertThat(main.text("stdout")).isEmpty();
    }
  }

  @Test
  void another_command_is_refused() throws Exception {
    try (ForkedWorker main = start("done", "walk", "experiment.json")) {
      assertThat(main.awaitEnd()).isEqualTo(1);
      assertThat(main.text("stderr"))
          .isEqualToNormalizingNewlines(
              """
              error: There is no such command: arguments
                found walk; expected one of run, describe, estimate, world, doctor
                Correct the command line.
              """);
    }
  }

  @Test
  void without_a_command_or_with_a_call_for_help_the_commands_are_listed() throws Exception {
    for (String[] arguments : new String[][] {{}, {"--help"}, {"run", "--help"}}) {
      try (ForkedWorker main = start("done", arguments)) {
        assertThat(main.awaitEnd()).isZero();
        assertThat(main.text("stderr")).isEmpty();
        assertThat(main.text("stdout").lines())
            .hasSizeLessThan(15)
            .anyMatch(line -> line.startsWith("  run "))
            .anyMatch(line -> line.startsWith("  describe "));
      }
    }
  }

  private ForkedWorker start(String text, String... arguments) throws Exception {
    return ForkedWorker.start(directory, text, FakeRun.InMain.class, Map.of(), List.of(arguments));
  }
}
