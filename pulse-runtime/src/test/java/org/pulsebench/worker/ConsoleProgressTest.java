package org.pulsebench.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pulsebench.Problem;
import org.pulsebench.experiment.Event;
import org.pulsebench.experiment.Event.Bye;
import org.pulsebench.experiment.Event.Category;
import org.pulsebench.experiment.Event.Failed;
import org.pulsebench.experiment.Event.MetricReported;
import org.pulsebench.experiment.Event.Progress;
import org.pulsebench.experiment.Event.Status;
import org.pulsebench.experiment.Event.StepFinished;
import org.pulsebench.experiment.Event.StepStarted;
import org.pulsebench.experiment.Event.Warning;

class ConsoleProgressTest {

  private static final Problem PROBLEM =
      new Problem("Value is odd", "experiment.json", "3", "an even number", "Choose another.");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long seconds;

  @Test
  void without_a_terminal_starts_and_ends_are_lines_and_progress_is_one_in_30_seconds() {
    ConsoleProgress console = console(false, 20);
    show(console, new StepStarted("s1", "learn", "100 people", 1, 2));
    for (int i = 1; i <= 70; i++) {
      seconds++;
      show(console, progress("s1", i, 70));
    }
    show(
        console,
        new MetricReported("s1", "loss", 0.5, 70),
        new StepFinished("s1", "learn", false, 70.9),
        new StepStarted("s2", "evaluate", "100 people", 2, 2),
        new StepFinished("s2", "evaluate", true, 0),
        new Bye(Status.DONE));
    assertThat(screen())
        .containsExactly(
            "[1/2] learn 100 people",
            "[1/2] learn 100 people: 42 %, 30/70 batches, 40 s left",
            "[1/2] learn 100 people: 85 %, 60/70 batches, 10 s left",
            "[1/2] learn 100 people: done in 1 min 10 s",
            "Done in 1 min 10 s: 2 steps, 1 of them reused.");
    assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("\r", "\u001b");
  }

  @Test
  void on_a_terminal_one_line_is_written_over() {
    ConsoleProgress console = console(true, 60);
    show(console, new StepStarted("s1", "learn", "100 people", 1, 3));
    assertThat(screen()).containsExactly("[1/3] learn 100 people");
    show(console, progress("s1", 5, 70));
    assertThat(screen())
        .containsExactly("[1/3] learn 100 people: 7 %, 5/70 batches, 1 min 5 s left");
    show(console, progress("s1", 69, 70));
    assertThat(screen()).containsExactly("[1/3] learn 100 people: 98 %, 69/70 batches, 1 s left");
    show(console, new StepFinished("s1", "learn", false, 70));
    assertThat(screen()).containsExactly("[1/3] learn 100 people: done in 1 min 10 s");
    show(console, new StepStarted("s2", "select", "", 2, 3));
    assertThat(screen())
        .containsExactly("[1/3] learn 100 people: done in 1 min 10 s", "[2/3] select");
  }

  @Test
  void on_a_terminal_reused_steps_leave_no_line() {
    ConsoleProgress console = console(true, 60);
    for (int i = 1; i <= 3; i++) {
      show(console, new StepStarted("s" + i, "evaluate", "npo", i, 3));
      show(console, new StepFinished("s" + i, "evaluate", true, 0));
    }
    show(console, new Bye(Status.DONE));
    assertThat(screen()).containsExactly("Done in under 1 s: 3 steps, 3 of them reused.");
  }

  @Test
  void a_warning_stands_above_the_line_that_is_written_over() {
    ConsoleProgress console = console(true, 60);
    show(
        console,
        new StepStarted("s1", "learn", "100 people", 1, 1),
        progress("s1", 5, 70),
        new Warning(PROBLEM));
    assertThat(screen())
        .containsExactly(
            "warning: Value is odd: experiment.json",
            "  found 3; expected an even number",
            "  Choose another.",
            "[1/1] learn 100 people: 7 %, 5/70 batches, 1 min 5 s left");
  }

  @Test
  void the_line_stays_within_the_terminal() {
    ConsoleProgress console = console(true, 30);
    show(
        console, new StepStarted("s1", "learn", "one hundred people", 1, 1), progress("s1", 5, 70));
    assertThat(screen()).containsExactly("[1/1] learn one hundr...: 7 %");
    assertThat(screen().get(0)).hasSizeLessThan(30);
  }

  @Test
  void a_failure_is_shown_and_what_is_kept_is_said() {
    ConsoleProgress console = console(true, 80);
    show(
        console,
        new StepStarted("s1", "learn", "100 people", 1, 2),
        new StepFinished("s1", "learn", false, 3),
        new StepStarted("s2", "unlearn", "npo", 2, 2));
    seconds = 5;
    show(console, new Failed(PROBLEM, Category.USER), new Bye(Status.FAILED));
    assertThat(screen())
        .containsExactly(
            "[1/2] learn 100 people: done in 3 s",
            "error: Value is odd: experiment.json",
            "  found 3; expected an even number",
            "  Choose another.",
            "Failed after 5 s: 1 of 2 steps finished and kept.");
  }

  @Test
  void without_a_terminal_a_step_is_a_line_as_soon_as_it_is_at_work() {
    ConsoleProgress console = console(false, 80);
    show(console, new StepStarted("s1", "learn", "100 people", 1, 2));
    assertThat(screen()).isEmpty();
    show(console, new Progress("s1", 0, 0, "parts", Optional.empty()));
    assertThat(screen()).containsExactly("[1/2] learn 100 people");
    seconds = 31;
    show(console, progress("s1", 0, 70));
    assertThat(screen())
        .containsExactly(
            "[1/2] learn 100 people", "[1/2] learn 100 people: 0 %, 0/70 batches, 1 min 10 s left");
  }

  @Test
  void without_a_terminal_an_up_to_date_run_is_one_line() {
    ConsoleProgress console = console(false, 80);
    for (int i = 1; i <= 20; i++) {
      show(console, new StepStarted("s" + i, "evaluate", "npo", i, 20));
      show(console, new StepFinished("s" + i, "evaluate", true, 0));
    }
    show(console, new Bye(Status.DONE));
    assertThat(screen()).containsExactly("Done in under 1 s: 20 steps, 20 of them reused.");
  }

  @Test
  void without_a_terminal_a_step_that_fails_at_once_is_named_before_its_failure() {
    ConsoleProgress console = console(false, 80);
    show(
        console,
        new StepStarted("s1", "learn", "100 people", 1, 2),
        new Failed(PROBLEM, Category.USER),
        new Bye(Status.FAILED));
    assertThat(screen())
        .startsWith("[1/2] learn 100 people", "error: Value is odd: experiment.json");
  }

  @Test
  void lines_go_to_the_level_that_they_are_of() {
    List<String> lines = new ArrayList<>();
    ConsoleProgress console = new ConsoleProgress(levels(lines), () -> 0);
    show(
        console,
        new StepStarted("s1", "learn", "", 1, 1),
        new Warning(PROBLEM),
        new Failed(PROBLEM, Category.USER),
        new Bye(Status.FAILED));
    assertThat(lines)
        .containsExactly(
            "status [1/1] learn",
            "status ",
            "warning " + PROBLEM.message(),
            "status [1/1] learn",
            "status ",
            "error " + PROBLEM.message(),
            "status [1/1] learn",
            "status ",
            "info Failed after under 1 s: 0 of 1 step finished and kept, 1 warning.");
  }

  /** Returns an output that is no stream, as the log of a build is none. */
  private static ProgressOutput levels(List<String> lines) {
    return new ProgressOutput() {
      @Override
      public Terminal terminal() {
        return new Terminal(true, 80);
      }

      @Override
      public void info(String text) {
        lines.add("info " + text);
      }

      @Override
      public void warning(String text) {
        lines.add("warning " + text);
      }

      @Override
      public void error(String text) {
        lines.add("error " + text);
      }

      @Override
      public void status(String line) {
        lines.add("status " + line);
      }
    };
  }

  @Test
  void a_failure_before_any_step_is_summed_up() {
    show(console(false, 80), new Failed(PROBLEM, Category.USER), new Bye(Status.FAILED));
    assertThat(screen()).last().isEqualTo("Failed after under 1 s: no step had started.");
  }

  @Test
  void a_cancelled_run_can_go_on() {
    ConsoleProgress console = console(true, 80);
    show(
        console,
        new StepStarted("s1", "learn", "100 people", 1, 1),
        new Warning(PROBLEM),
        new Bye(Status.CANCELLED));
    assertThat(screen())
        .last()
        .isEqualTo(
            "Stopped after under 1 s: 0 of 1 step finished and kept; the same command continues,"
                + " 1 warning.");
  }

  @Test
  void events_of_a_step_that_was_not_started_are_shown_as_far_as_known() {
    ConsoleProgress console = console(false, 80);
    seconds = 60;
    show(console, progress("s1", 5, 70), new StepFinished("s1", "learn", false, 3));
    assertThat(screen()).containsExactly("learn: done in 3 s");
  }

  private ConsoleProgress console(boolean interactive, int columns) {
    PrintStream stream = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    return new ConsoleProgress(
        new StreamOutput(stream, new Terminal(interactive, columns)),
        () -> seconds * 1_000_000_000L);
  }

  private static void show(ConsoleProgress console, Event... events) {
    for (Event event : events) {
      console.accept(event);
    }
  }

  private static Progress progress(String step, int done, int total) {
    return new Progress(
        step, done, total, "batches", Optional.of(Duration.ofSeconds(total - done)));
  }

  /** Returns what stands on a terminal that understands line breaks and carriage returns. */
  private List<String> screen() {
    List<String> lines = new ArrayList<>();
    for (String line : bytes.toString(StandardCharsets.UTF_8).split("\n", -1)) {
      StringBuilder shown = new StringBuilder();
      for (String part : line.split("\r", -1)) {
        shown.replace(0, Math.min(part.length(), shown.length()), part);
      }
      lines.add(shown.toString().stripTrailing());
    }
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }
}
