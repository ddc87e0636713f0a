package org.pulsebench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
