package org.pulsebench.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.pulsebench.BadInputException;
import org.pulsebench.Cancellation;
import org.pulsebench.DivergedException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.experiment.Event.Progress;
import org.pulsebench.experiment.Event.StepFinished;
import org.pulsebench.experiment.Event.StepStarted;
import org.pulsebench.experiment.Event.Warning;
import org.pulsebench.experiment.EventSink;
import org.pulsebench.experiment.ExperimentRun;
import org.pulsebench.experiment.Phase;

/** A run of one step that does what the text of its experiment file says. */
final class FakeRun implements ExperimentRun {

  static final Problem PROBLEM =
      new Problem("Value is odd", "experiment.json", "3", "an even number", "Choose another.");

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** The worker's main program with this run. */
  static final class InWorker {

    private InWorker() {}

    public static void main(String[] arguments) {
      Worker.start(List.of(arguments), new FakeRun(), PATIENCE);
    }
  }

  /** The command line's main program with this run. */
  static final class InMain {

    private InMain() {}

    public static void main(String[] arguments) {
      Main.start(List.of(arguments), new FakeRun(), PATIENCE);
    }
  }

  @Override
  public void run(Path experimentFile, Phase until, EventSink events, Cancellation cancellation)
      throws IOException {
    String text = Files.readString(experimentFile).strip();
    if (text.equals("outside")) {
      throw new IllegalStateException("no step yet");
    }
    events.accept(new StepStarted("s1", "unlearn", "npo, request 1", 1, 2));
    act(text, events, cancellation);
    events.accept(new StepFinished("s1", "unlearn", false, 61.5));
    events.accept(new StepStarted("s2", "evaluate", "npo, request 1", 2, 2));
    events.accept(new StepFinished("s2", "evaluate", true, 0));
  }

  private static void act(String text, EventSink events, Cancellation cancellation)
      throws IOException {
    switch (text) {
      case "done" -> {
        System.out.println("printed by Java");
        events.accept(new Progress("s1", 1, 2, "batches", Optional.of(Duration.ofSeconds(70))));
        events.accept(new Warning(PROBLEM));
      }
      case "waits" -> {
        await(cancellation);
        cancellation.throwIfRequested();
      }
      case "finishes" -> await(cancellation);
      case "deaf" -> await(new Cancellation());
      case "talks" -> talk(events, cancellation);
      case "stumbles" -> {
        await(cancellation);
        throw new IllegalStateException("the ground was pulled away");
      }
      case "exits" -> System.exit(0);
      default -> fail(text);
    }
  }

  private static void fail(String text) throws IOException {
    switch (text) {
      case "user" -> throw new BadInputException(PROBLEM);
      case "environment" -> throw new EnvironmentException(PROBLEM);
      case "diverged" -> throw new CompletionException(new DivergedException(PROBLEM));
      case "io" -> throw new IOException("No space left on device");
      case "memory" -> throw new OutOfMemoryError("Java heap space");
      default -> throw new IllegalStateException("a bug\nin two lines");
    }
  }

  private static void talk(EventSink events, Cancellation cancellation) {
    while (!cancellation.isRequested()) {
      events.accept(new Progress("s1", 1, 2, "batches", Optional.empty()));
    }
    cancellation.throwIfRequested();
  }

  private static void await(Cancellation cancellation) {
    while (!cancellation.isRequested()) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts a run", e);
      }
    }
  }
}
