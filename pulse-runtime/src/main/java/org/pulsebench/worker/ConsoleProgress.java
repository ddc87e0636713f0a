package org.pulsebench.worker;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.pulsebench.experiment.Event;
import org.pulsebench.experiment.Event.Bye;
import org.pulsebench.experiment.Event.Failed;
import org.pulsebench.experiment.Event.Progress;
import org.pulsebench.experiment.Event.StepFinished;
import org.pulsebench.experiment.Event.StepStarted;
import org.pulsebench.experiment.Event.Warning;
import org.pulsebench.experiment.EventSink;

/**
 * Shows a run to a person, and sums it up at its end.
 *
 * <p>On a terminal the last line is written over and steps that were computed leave a line behind.
 * Elsewhere every start and finish of a step is a line, and between them one in 30 seconds. Metrics
 * are left to the report. Safe for use by several threads.
 */
final class ConsoleProgress implements EventSink {

  private static final long SPARSE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final PrintStream out;
  private final Terminal terminal;
  private final LongSupplier nanoTime;
  private final long startedAt;

  private Optional<StatusLine> status = Optional.empty();
  private int shownColumns;
  private long printedAt;
  private int finished;
  private int reused;
  private int warnings;
  private int of;

  ConsoleProgress(PrintStream out, Terminal terminal) {
    this(out, terminal, System::nanoTime);
  }

  ConsoleProgress(PrintStream out, Terminal terminal, LongSupplier nanoTime) {
    this.out = out;
    this.terminal = terminal;
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
    } else if (event instanceof Warning warning) {
      warnings++;
      print("warning: " + warning.problem().message());
    } else if (event instanceof Failed failed) {
      print("error: " + failed.problem().message());
    } else if (event instanceof Bye bye) {
      status = Optional.empty();
      print(summary(bye));
    }
  }

  private void start(StepStarted started) {
    of = started.of();
    status = Optional.of(new StatusLine(started, Optional.empty()));
    if (terminal.interactive()) {
      redraw();
    } else {
      status.ifPresent(line -> print(line.name()));
    }
  }

  private void progress(Progress progress) {
    status =
        status
            .filter(line -> line.step().step().equals(progress.step()))
            .map(line -> new StatusLine(line.step(), Optional.of(progress)))
            .or(() -> status);
    if (terminal.interactive()) {
      redraw();
    } else if (nanoTime.getAsLong() - printedAt >= SPARSE_NANOS) {
      status.ifPresent(line -> print(line.full()));
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
    if (!end.reused()) {
      print(name + ": done in " + SpokenTime.of(Duration.ofMillis((long) (end.seconds() * 1000))));
    } else if (!terminal.interactive()) {
      print(name + ": reused");
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
          case DONE -> "Done in " + time + ": " + counted(finished, "step") + reusedPart();
          case FAILED -> "Failed after " + time + ": " + kept;
          case CANCELLED -> "Stopped after " + time + ": " + kept + "; the same command continues";
        };
    return text + (warnings == 0 ? "" : ", " + counted(warnings, "warning")) + ".";
  }

  private String reusedPart() {
    return reused == 0 ? "" : ", " + reused + " of them reused";
  }

  private static String counted(int count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }

  /** Prints lines that stay, above the one that is written over. */
  private void print(String text) {
    clear();
    out.println(text);
    printedAt = nanoTime.getAsLong();
    if (terminal.interactive()) {
      redraw();
    }
    out.flush();
  }

  private void redraw() {
    if (status.isEmpty()) {
      return;
    }
    // The last column stays free: some terminals go to the next line after it.
    String text = status.get().within(Math.max(1, terminal.columns() - 1));
    int columns = StatusLine.width(text);
    out.print("\r" + text + " ".repeat(Math.max(0, shownColumns - columns)));
    out.flush();
    shownColumns = columns;
  }

  private void clear() {
    if (shownColumns > 0) {
      out.print("\r" + " ".repeat(shownColumns) + "\r");
      shownColumns = 0;
    }
  }
}
