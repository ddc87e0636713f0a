package org.pulsebench.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.pulsebench.BadInputException;
import org.pulsebench.Cancellation;
import org.pulsebench.CancelledException;
import org.pulsebench.Problem;
import org.pulsebench.experiment.Event.Category;
import org.pulsebench.experiment.Event.Failed;
import org.pulsebench.experiment.Event.Status;

class OutcomeTest {

  private static final Problem PROBLEM = new Problem("What", "where", "found", "right", "Do it.");

  private final Cancellation cancellation = new Cancellation();

  @Test
  void a_cancelled_run_is_no_failure() {
    cancellation.request();
    Outcome outcome = outcome(cancelled());
    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.status()).isEqualTo(Status.CANCELLED);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.CANCELLED);
  }

  @Test
  void a_run_that_cancels_itself_is_a_bug() {
    CancelledException thrown = cancelled();
    assertThat(outcome(thrown).exitCode()).isEqualTo(ExitCode.BUG);
  }

  @Test
  void a_failure_in_another_thread_keeps_its_explanation() {
    Outcome outcome = outcome(new ExecutionException(new BadInputException(PROBLEM)));
    assertThat(outcome.failure()).contains(new Failed(PROBLEM, Category.USER));
  }

  @Test
  void an_unchecked_failure_of_a_file_is_one_of_the_environment() {
    Outcome outcome = outcome(new UncheckedIOException(new IOException("Read-only file system")));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(outcome.failure().orElseThrow().problem().found()).contains("Read-only file system");
  }

  @Test
  void an_error_of_the_jvm_is_a_bug() {
    assertThat(outcome(new StackOverflowError()).exitCode()).isEqualTo(ExitCode.BUG);
    assertThat(outcome(new NoClassDefFoundError("a/B")).exitCode()).isEqualTo(ExitCode.BUG);
  }

  @Test
  void every_end_has_a_status_of_its_own() {
    assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::status))
        .containsExactly(0, 1, 2, 3, 4, 5, 130);
  }

  private Outcome outcome(Throwable thrown) {
    return Outcome.of(thrown, cancellation, "step", "log");
  }

  private static CancelledException cancelled() {
    Cancellation other = new Cancellation();
    other.request();
    try {
      other.throwIfRequested();
    } catch (CancelledException e) {
      return e;
    }
    throw new AssertionError("not thrown");
  }
}
