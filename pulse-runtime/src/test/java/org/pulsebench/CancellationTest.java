package org.pulsebench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CancellationTest {

  private final Cancellation cancellation = new Cancellation();

  @Test
  void work_goes_on_until_it_is_asked_to_stop() {
    assertThat(cancellation.isRequested()).isFalse();
    assertThatCode(cancellation::throwIfRequested).doesNotThrowAnyException();
  }

  @Test
  void a_request_stays() {
    cancellation.request();
    cancellation.request();
    assertThat(cancellation.isRequested()).isTrue();
    assertThatThrownBy(cancellation::throwIfRequested)
        .isInstanceOf(CancelledException.class)
        .hasMessage("stopped on request");
  }

  @Test
  void a_pause_ends_soon_after_a_request_and_not_before_its_time_without() throws Exception {
    long begin = System.nanoTime();
    cancellation.pause(Duration.ofMillis(120));
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(120_000_000L);
    CompletableFuture<Void> paused =
        CompletableFuture.runAsync(
            () ->
                assertThatThrownBy(() -> cancellation.pause(Duration.ofHours(1)))
                    .isInstanceOf(CancelledException.class));
    cancellation.request();
    paused.get(20, TimeUnit.SECONDS);
  }
}
