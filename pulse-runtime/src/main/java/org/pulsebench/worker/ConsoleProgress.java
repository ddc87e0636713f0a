package org.pulsebench.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.pulsebench.SpokenTime;
import org.pulsebench.experiment.Event;
import org.pulsebench.experiment.Event.Bye;
import org.pulsebench.experiment.Event.Failed;
import org.pulsebench.experiment.Event.Progress;
import org.pulsebench.experiment.Event.Said;
import org.pulsebench.experiment.Event.StepFinished;
import org.pulsebench.experiment.Event.StepStarted;
import org.pulsebench.experiment.Event.Warning;
import org.pulsebench.experiment.EventSink;

/**
 * Shows a run to a person, and sums it up at its end.
 *
 * <p>On a terminal the last line is written over and steps that were computed leave a line behind.
 * Elsewhere the start and the finish of every step that is computed are lines, and between them one
 * in 30 seconds. Steps that were there before are told of in the last line only, and metrics are
 * left to the report. Safe for use by several threads.
 */
public final class ConsoleProgress implements EventSink {

  private static final long SPARSE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final ProgressOutput output;
  private final LongSupplier nanoTime;
  private final long startedAt;

  private Optional<StatusLine> status = Optional.empty();

  /** Whether a start was not told yet: the step may turn out to be in the store. */
  private boolean unannounced;

  private long printedAt;
  private int finished;
  private int reused;
  private int warnings;
  private int of;

  /** Begins to show a run; its time counts from now. */
  public ConsoleProgress(ProgressOutput output) {
    this(output, System::nanoTime);
  }

  ConsoleProgress(ProgressOutput output, LongSupplier nanoTime) {
    this.output = output;
    this.nanoTime = nanoTime;
    this.startedAt = nanoTime.getAsLong();
    this.printedAt = startedAt;
  }

  @Override
  public synchronized void accept(Event event) {
    if (event instanceof StepStarted started) {
      start(started);
    } else if (event instanceof Progress progress) {
      progress(progress);
    } else if (event instanceof StepFinished end) {
      finish(end);
    } else if (event instanceof Said said) {
      announce();
      said.text().lines().forEach(line -> print(output::info, line));
    } else if (event instanceof Warning warning) {
      warnings++;
      announce();
      print(output::warning, warning.problem().message());
    } else if (event instanceof Failed failed) {
      announce();
      print(output::error, failed.problem().message());
    } else if (event instanceof Bye bye) {
      announce();
      status = Optional.empty();
      print(output::info, summary(bye));
    }
  }

  private void start(StepStarted started) {
    of = started.of();
    status = Optional.of(new StatusLine(started, Optional.empty()));
    printedAt = nanoTime.getAsLong();
    unannounced = true;
    redraw();
  }

  /** Tells where there is no line to write over that a step has begun, once it surely has. */
  private void announce() {
    if (unannounced && !output.terminal().interactive()) {
      status.ifPresent(line -> output.info(line.name()));
    }
    unannounced = false;
  }

  private void progress(Progress progress) {
    announce();
    status =
        status
            .filter(line -> line.step().step().equals(progress.step()))
            .map(line -> new StatusLine(line.step(), Optional.of(progress)))
            .or(() -> status);
    if (output.terminal().interactive()) {
      redraw();
    } else if (nanoTime.getAsLong() - printedAt >= SPARSE_NANOS) {
      status.ifPresent(line -> print(output::info, line.full()));
    }
  }

  private void finish(StepFinished end) {
    finished++;
    reused += end.reused() ? 1 : 0;
    String name =
        status
            .filter(line -> line.step().step().equals(end.step()))
            .map(StatusLine::name)
            .orElse(end.kind());
    status = Optional.empty();
    unannounced = false;
    if (!end.reused()) {
      Duration time = Duration.ofMillis((long) (end.seconds() * 1000));
      print(output::info, name + ": done in " + SpokenTime.of(time));
    }
  }

  private String summary(Bye bye) {
    String time = SpokenTime.of(Duration.ofNanos(nanoTime.getAsLong() - startedAt));
    String kept =
        of == 0
            ? "no step had started"
            : finished + " of " + counted(of, "step") + " finished and kept";
    String text =
        switch (bye.status()) {
          case DONE -> "Done in " + time + (of == 0 ? "" : ": " + stepsPart());
          case FAILED -> "Failed after " + time + ": " + kept;
          case CANCELLED -> "Stopped after " + time + ": " + kept + "; the same command continues";
        };
    return text + (warnings == 0 ? "" : ", " + counted(warnings, "warning")) + ".";
  }

  private String stepsPart() {
    String steps = counted(finished, "step");
    return reused == 0 ? steps : steps + ", " + reused + " of them reused";
  }

  private static String counted(int count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }

  /** Writes text that stays, above the line that is written over. */
  private void print(Consumer<String> level, String text) {
    if (output.terminal().interactive()) {
      output.status("");
    }
    level.accept(text);
    printedAt = nanoTime.getAsLong();
    redraw();
  }

  private void redraw() {
    Terminal terminal = output.terminal();
    if (terminal.interactive() && status.isPresent()) {
      // The last column stays free: some terminals go to the next line after it.
      output.status(status.get().within(Math.max(1, terminal.columns() - 1)));
    }
  }
}
