package org.pulsebench.data.hub.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.pulsebench.Cancellation;
import org.pulsebench.PulseException;
import org.pulsebench.RandomStream;

/**
 * Tries work again after failures that may pass, with pauses that grow.
 *
 * <p>A pause is drawn from the upper half of what it may be at most, so that a hundred builds that
 * lost one server do not come back together; a server that names a pause gets at least that one.
 */
public final class Retries {

  /**
   * A connection that breaks after every few bytes would never end, though it wins some each time.
   */
  private static final int MOST_FAILURES = 2_000;

  private final HttpLimits limits;
  private final RandomStream random;
  private final Cancellation cancellation;
  private final Listener listener;

  /** Is told of every pause. */
  @FunctionalInterface
  public interface Listener {

    /** Takes why, in words without secrets, and for how long. */
    void pausing(URI address, String reason, Duration pause);
  }

  /** Creates retries; each thread needs its own. */
  public Retries(
      HttpLimits limits, RandomStream random, Cancellation cancellation, Listener listener) {
    this.limits = limits;
    this.random = random;
    this.cancellation = cancellation;
    this.listener = listener;
  }

  /**
   * Does some work.
   *
   * @param address what it is about, for messages
   * @param refusal makes the problem of an answer that came once too often
   * @throws PulseException if the work fails in a way that does not pass, or too often
   */
  public <T> T run(URI address, Function<Reply, PulseException> refusal, Work<T> work) {
    int inRow = 0;
    for (int failures = 1; ; failures++) {
      cancellation.throwIfRequested();
      long before = work.progress();
      try {
        return work.attempt();
      } catch (IOException e) {
        inRow = work.progress() > before ? 1 : inRow + 1;
        Optional<Reply> reply =
            e instanceof TransientReplyException again
                ? Optional.of(again.reply())
                : Optional.empty();
        Duration pause = pause(inRow, reply.flatMap(Reply::retryAfter));
        boolean tooLong = pause.compareTo(limits.patience()) > 0;
        if (inRow >= limits.attempts() || failures >= MOST_FAILURES || tooLong) {
          throw reply.isPresent()
              ? refusal.apply(reply.get())
              : Address.unreachable(address, inRow, e);
        }
        listener.pausing(address, reason(e), pause);
        sleep(pause);
      }
    }
  }

  private Duration pause(int inRow, Optional<Duration> asked) {
    long longest =
        Math.min(
            limits.longestPause().toMillis(),
            limits.firstPause().toMillis() << Math.min(inRow - 1, 20));
    Duration own = Duration.ofMillis((long) (longest * (0.5 + random.nextDouble() / 2)));
    return asked.filter(pause -> pause.compareTo(own) > 0).orElse(own);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private void sleep(Duration pause) {
    try {
      cancellation.pause(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted during a pause");
    }
  }
}
