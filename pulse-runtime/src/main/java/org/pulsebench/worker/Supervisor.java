package org.pulsebench.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.pulsebench.Cancellation;
import org.pulsebench.experiment.Event;
import org.pulsebench.experiment.Event.Bye;
import org.pulsebench.experiment.EventSink;
import org.pulsebench.experiment.ExperimentRun;
import org.pulsebench.experiment.Phase;

/**
 * Runs an experiment and ends the process: when the run has ended, or when something else says that
 * it must.
 *
 * <p>Exactly one of the two happens. A run that is asked to stop gets some seconds to notice; then
 * the process is halted, not exited: PyTorch's exit handlers crash while a backward pass is still
 * running. A run that ended by itself leaves through {@link System#exit}, so that profilers and the
 * like can write what they have.
 */
final class Supervisor {

  /** How long a run that is asked to stop may take to notice. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Who must stop does not wait for a reader that does not read. */
  private static final long REPORT_MILLIS = 1_000;

  private enum Stage {
    RUNNING,
    STOPPING,
    EXITING
  }

  private final WorkerLog log;
  private final Duration patience;
  private final Cancellation cancellation = new Cancellation();
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.RUNNING);
  private final CompletableFuture<Outcome> ended = new CompletableFuture<>();
  private final CompletableFuture<Void> reported = new CompletableFuture<>();
  private final AtomicReference<EventSink> events = new AtomicReference<>(event -> {});
  private volatile Optional<Event.StepStarted> running = Optional.empty();

  Supervisor(WorkerLog log, Duration patience) {
    this.log = log;
    this.patience = patience;
  }

  /** Runs the experiment on this thread until the phase ends; never returns. */
  void run(ExperimentRun run, Path experimentFile, Phase until, EventSink sink) {
    events.set(sink);
    Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "shutdown"));
    Outcome outcome = outcome(run, experimentFile, until, sink);
    ended.complete(outcome);
    if (!stage.compareAndSet(Stage.RUNNING, Stage.EXITING)) {
      waitForEver();
    }
    tellEnd(outcome);
    System.exit(outcome.exitCode().status());
  }

  /**
   * Asks the run to stop, waits until it has or patience is at its end, and halts the process;
   * never returns.
   *
   * @param reason a sentence for the log
   * @param exitCode of a run that is not done
   */
  void stop(String reason, ExitCode exitCode) {
    if (!stage.compareAndSet(Stage.RUNNING, Stage.STOPPING)) {
      waitForEver();
    }
    log.line(reason);
    cancellation.request();
    Optional<Outcome> ownEnd = awaitEnd();
    Outcome outcome =
        ownEnd.filter(end -> end.exitCode() == ExitCode.DONE).orElse(Outcome.stopped(exitCode));
    tellEndInTime(outcome);
    log.line("The worker ends: " + lastWords(ownEnd, outcome));
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(outcome.exitCode().status());
  }

  /** In the shutdown hook: a signal, or the end of this class's own making. */
  private void shutDown() {
    if (stage.get() == Stage.EXITING) {
      // A signal may come between the end of the run and its last event.
      await(reported, REPORT_MILLIS);
      return;
    }
    stop("A signal asks the worker to stop", ExitCode.CANCELLED);
  }

  private Outcome outcome(ExperimentRun run, Path experimentFile, Phase until, EventSink sink) {
    try {
      run.run(experimentFile, until, event -> pass(event, sink), cancellation);
      return Outcome.done();
    } catch (Throwable thrown) {
      Outcome outcome = Outcome.of(thrown, cancellation, where(), log.name());
      if (outcome.failure().isPresent()) {
        log.trace("The run failed in " + where(), thrown);
      }
      return outcome;
    }
  }

  private void pass(Event event, EventSink sink) {
    if (event instanceof Event.StepStarted started) {
      running = Optional.of(started);
    } else if (event instanceof Event.StepFinished) {
      running = Optional.empty();
    }
    sink.accept(event);
  }

  private String where() {
    return running
        .map(step -> "step " + step.kind() + " " + step.label())
        .orElse("the run, outside of its steps");
  }

  private Optional<Outcome> awaitEnd() {
    return await(ended, patience.toMillis());
  }

  private String lastWords(Optional<Outcome> ownEnd, Outcome outcome) {
    if (ownEnd.isEmpty()) {
      return where() + " did not stop within " + patience.toSeconds() + " s and is lost";
    }
    return outcome.exitCode() == ExitCode.DONE
        ? "the run was done"
        : "the run has stopped; finished steps are kept";
  }

  private void tellEnd(Outcome outcome) {
    outcome.failure().ifPresent(events.get()::accept);
    events.get().accept(new Bye(outcome.status()));
    reported.complete(null);
  }

  private void tellEndInTime(Outcome outcome) {
    Thread thread = new Thread(() -> tellEnd(outcome), "last events");
    thread.setDaemon(true);
    thread.start();
    await(reported, REPORT_MILLIS);
  }

  private static <T> Optional<T> await(CompletableFuture<T> future, long millis) {
    try {
      return Optional.ofNullable(future.get(millis, TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing completes these exceptionally", e);
    }
  }

  /** The process is being ended by another thread. */
  private static void waitForEver() {
    while (true) {
      try {
        Thread.sleep(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        // Nobody has a use for this thread's end.
      }
    }
  }
}
