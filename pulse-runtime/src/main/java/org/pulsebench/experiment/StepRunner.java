package org.pulsebench.experiment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pulsebench.Cancellation;
import org.pulsebench.Problem;
import org.pulsebench.experiment.store.StepKey;
import org.pulsebench.experiment.store.StepListener;
import org.pulsebench.experiment.store.StepResult;
import org.pulsebench.experiment.store.StepStore;

/** Runs steps that are not finished yet, and tells of all of them. */
final class StepRunner implements AutoCloseable {

  private final StepStore store;
  private final Laboratory laboratory;
  private final EventSink events;
  private final Cancellation cancellation;
  private final int steps;
  private final List<DoneStep> done = new ArrayList<>();

  /**
   * Creates a runner; the store is closed with it.
   *
   * @param steps how many steps will be asked for
   */
  StepRunner(
      Path store, Laboratory laboratory, EventSink events, Cancellation cancellation, int steps) {
    this.store = StepStore.open(store, new Told(events, cancellation));
    this.laboratory = laboratory;
    this.events = events;
    this.cancellation = cancellation;
    this.steps = steps;
  }

  /** Returns the result of a step, which is computed unless it is in the store. */
  StepResult run(Step step) {
    cancellation.throwIfRequested();
    StepKey key = step.key();
    String name = key.shortName();
    long start = System.nanoTime();
    boolean[] computed = new boolean[1];
    events.accept(new Event.StepStarted(name, key.kind(), step.label(), done.size() + 1, steps));
    StepResult result =
        store.run(
            key,
            directory -> {
              computed[0] = true;
              events.accept(Event.Progress.begun(name));
              step.compute(directory, laboratory, new Metered(name));
            });
    double seconds = (System.nanoTime() - start) / 1e9;
    done.add(
        new DoneStep(
            key.kind(), key.digest(), !computed[0], seconds(result.manifest().duration())));
    events.accept(new Event.StepFinished(name, key.kind(), !computed[0], seconds));
    return result;
  }

  /** Tells what somebody who looks at the run should know. */
  void warn(Problem problem) {
    events.accept(new Event.Warning(problem));
  }

  /** Returns what ends the run when somebody wishes so. */
  Cancellation cancellation() {
    return cancellation;
  }

  /** Returns the steps that were asked for, in order. */
  List<DoneStep> done() {
    return List.copyOf(done);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }

  @Override
  public void close() {
    store.close();
  }

  /** Turns how far a step has come into events, and ends it when that is asked for. */
  private final class Metered implements StepProgress {

    private final String step;
    private Optional<ProgressMeter> meter = Optional.empty();
    private long told;

    Metered(String step) {
      this.step = step;
    }

    @Override
    public void done(long done, long total, String unit) {
      cancellation.throwIfRequested();
      if (meter.isEmpty()) {
        meter = Optional.of(new ProgressMeter(step, unit, total, events));
      }
      meter.get().advance(done - told);
      told = done;
    }
  }

  /** Tells of what the store does beside running steps. */
  private record Told(EventSink events, Cancellation cancellation) implements StepListener {

    @Override
    public void waiting(StepKey key) {
      events.accept(
          new Event.Warning(
              new Problem(
                  "Another process is computing a step",
                  key.shortName(),
                  "its lock is held",
                  "nobody else at work",
                  "Nothing is to be done: the result is used as soon as it is there.")));
    }

    @Override
    public void stillWaiting(StepKey key) {
      cancellation.throwIfRequested();
    }

    @Override
    public void damaged(StepKey key, Problem problem) {
      events.accept(new Event.Warning(problem));
    }
  }
}
