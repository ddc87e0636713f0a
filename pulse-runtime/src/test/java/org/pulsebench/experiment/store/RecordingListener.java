package org.pulsebench.experiment.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pulsebench.Problem;

/** Notes what it is told, in order: one word an event. */
final class RecordingListener implements StepListener {

  final List<String> events = new CopyOnWriteArrayList<>();
  final List<Problem> problems = new CopyOnWriteArrayList<>();

  @Override
  public void reused(StepKey key) {
    events.add("reused");
  }

  @Override
  public void waiting(StepKey key) {
    events.add("waiting");
  }

  @Override
  public void started(StepKey key) {
    events.add("started");
  }

  @Override
  public void finished(StepKey key, Duration duration) {
    events.add("finished");
  }

  @Override
  public void damaged(StepKey key, Problem problem) {
    events.add("damaged");
    problems.add(problem);
  }
}
