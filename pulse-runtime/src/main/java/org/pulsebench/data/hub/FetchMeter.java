package org.pulsebench.data.hub;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells how many bytes have come and how long the rest will take.
 *
 * <p>The rate is that of about the last 20 seconds, so that it follows a change of speed. Safe for
 * use by several threads.
 */
final class FetchMeter {

  private static final double HALF_LIFE_SECONDS = 20;

  /** Before that, connections are still coming about. */
  private static final double SILENT_SECONDS = 2;

  private static final long EVENT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final long total;
  private final Consumer<FetchEvent> events;
  private final LongSupplier nanoTime;
  private final long startedAt;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong toldAt;

  private long measuredDone;
  private long measuredAt;
  private double recentBytes;
  private double recentSeconds;

  FetchMeter(long total, Consumer<FetchEvent> events, LongSupplier nanoTime) {
    this.total = total;
    this.events = events;
    this.nanoTime = nanoTime;
    this.startedAt = nanoTime.getAsLong();
    this.measuredAt = startedAt;
    this.toldAt = new AtomicLong(startedAt);
  }

  /** Counts bytes that came over the network, or fewer than 0 that were dropped. */
  void add(long bytes) {
    done.addAndGet(bytes);
    long now = nanoTime.getAsLong();
    long told = toldAt.get();
    if (now - told >= EVENT_NANOS && toldAt.compareAndSet(told, now)) {
      tell(now);
    }
  }

  /** Counts bytes that were there already: they say nothing of the network's speed. */
  synchronized void skip(long bytes) {
    done.addAndGet(bytes);
    measuredDone += bytes;
  }

  /** Tells that all is there. */
  void finish() {
    done.set(total);
    tell(nanoTime.getAsLong());
  }

  private synchronized void tell(long now) {
    long there = Math.max(0, Math.min(total, done.get()));
    double seconds = (now - measuredAt) / 1e9;
    double kept = Math.pow(0.5, seconds / HALF_LIFE_SECONDS);
    recentBytes = recentBytes * kept + Math.max(0, done.get() - measuredDone);
    recentSeconds = recentSeconds * kept + seconds;
    measuredDone = done.get();
    measuredAt = now;
    events.accept(new FetchEvent.Advanced(there, total, left(there, now)));
  }

  private Optional<Duration> left(long there, long now) {
    if (there == total) {
      return Optional.of(Duration.ZERO);
    }
    boolean early = (now - startedAt) / 1e9 < SILENT_SECONDS;
    return early || recentBytes < 1
        ? Optional.empty()
        : Optional.of(
            Duration.ofSeconds(Math.round((total - there) * recentSeconds / recentBytes)));
  }
}
