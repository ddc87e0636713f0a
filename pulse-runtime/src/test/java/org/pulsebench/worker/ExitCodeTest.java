package org.pulsebench.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExitCodeTest {

  @Test
  void a_status_tells_its_meaning() {
    for (ExitCode code : ExitCode.values()) {
      assertThat(ExitCode.ofStatus(code.status())).contains(code);
    }
    assertThat(ExitCode.ofStatus(137)).as("killed").isEmpty();
  }
}
