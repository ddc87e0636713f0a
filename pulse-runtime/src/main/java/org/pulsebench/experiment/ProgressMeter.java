package org.pulsebench.experiment;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.pulsebench.Checks;

/**
 * Tells how far a step has come and how long the rest of it will take.
 *
 * <p>The rate is items over seconds, both weighted by half for every 20 s of age, so that it
 * follows a change of speed within a minute and needs no first guess. The time left pauses where
 * the estimate rises by little; it rises only when the work has become slower by more than a tenth.
 * Safe for use by several threads.
 */
public final class ProgressMeter {

  private static final double HALF_LIFE_SECONDS = 20;

  /** Before that, a first item that warms the machine up would promise hours. */
  private static final double SILENT_SECONDS = 2;

  /** A time left that jumps back and forth is not believed. */
  private static final double HELD_GROWTH = 1.1;

  private static final double HELD_SECONDS = 1;

  private static final long EVENT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final String step;
  private final String unit;
  private final long total;
  private final EventSink events;
  private final LongSupplier nanoTime;

  private final long startedAt;
  private long advancedAt;
  private long toldAt;
  private long done;
  private double recentItems;
  private double recentSeconds;
  private Optional<Double> toldLeft = Optional.empty();

  /**
   * Starts to measure, and tells that nothing is done yet.
   *
   * @param unit what is counted, in the plural
   * @param total how many there are, at least 0
   * @param events takes a {@link Event.Progress} at most four times a second, and one at the end
   */
  public ProgressMeter(String step, String unit, long total, EventSink events) {
    this(step, unit, total, events, System::nanoTime);
  }

  ProgressMeter(String step, String unit, long total, EventSink events, LongSupplier nanoTime) {
    this.step = step;
    this.unit = unit;
    this.total = total;
    this.events = events;
    this.nanoTime = nanoTime;
    this.startedAt = nanoTime.getAsLong();
    this.advancedAt = startedAt;
    tell(startedAt);
  }

  /**
   * Counts items as done.
   *
   * @param items at least 0
   * @throws IllegalArgumentException if more would be done than there are
   */
  public synchronized void advance(long items) {
    Checks.require(items >= 0 && items <= total - done, "items", items, "from 0 to what is left");
    long now = nanoTime.getAsLong();
    double seconds = seconds(advancedAt, now);
    double kept = Math.pow(0.5, seconds / HALF_LIFE_SECONDS);
    recentItems = recentItems * kept + items;
    recentSeconds = recentSeconds * kept + seconds;
    advancedAt = now;
    done += items;
    if (done == total || now - toldAt >= EVENT_NANOS) {
      tell(now);
    }
  }

  private void tell(long now) {
    toldLeft = left(now);
    toldAt = now;
    Optional<Duration> left = toldLeft.map(value -> Duration.ofSeconds(Math.round(value)));
    events.accept(new Event.Progress(step, done, total, unit, left));
  }

  private Optional<Double> left(long now) {
    if (done == total) {
      return Optional.of(0.0);
    }
    if (done == 0 || seconds(startedAt, now) < SILENT_SECONDS) {
      return Optional.empty();
    }
    double estimate = (total - done) * recentSeconds / recentItems;
    if (!Double.isFinite(estimate)) {
      // Nothing was done for so long that all that was done has lost its weight.
      return Optional.empty();
    }
    boolean small =
        toldLeft
            .filter(told -> estimate > told && estimate <= told * HELD_GROWTH + HELD_SECONDS)
            .isPresent();
    return small ? toldLeft : Optional.of(estimate);
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }
}
