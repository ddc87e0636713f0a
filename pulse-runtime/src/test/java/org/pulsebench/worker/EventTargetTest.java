package org.pulsebench.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.worker.EventTarget.ToFile;
import org.pulsebench.worker.EventTarget.ToSocket;

class EventTargetTest {

  private static final Map<String, String> TOKEN = Map.of("PULSE_EVENTS_TOKEN", "secret");

  @Test
  void a_file_may_have_spaces_colons_and_letters_of_any_kind() {
    assertThat(EventTarget.parse("file:a b/Zoë.jsonl", Map.of()))
        .isEqualTo(new ToFile(Path.of("a b/Zoë.jsonl")));
  }

  @Test
  void a_port_of_this_machine_is_accepted() {
    assertThat(EventTarget.parse("tcp:127.0.0.1:65535", TOKEN))
        .isEqualTo(new ToSocket(65_535, "secret"));
  }

  @Test
  void the_token_is_not_shown() {
    assertThat(EventTarget.parse("tcp:127.0.0.1:80", TOKEN)).hasToString("tcp:127.0.0.1:80");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "file:",
        "file:\0",
        "events.jsonl",
        "-",
        "tcp:80",
        "tcp:localhost:80",
        "tcp:0.0.0.0:80",
        "tcp:192.168.0.1:80",
        "tcp:127.0.0.1:0",
        "tcp:127.0.0.1:65536",
        "tcp:127.0.0.1:-1",
        "tcp:127.0.0.1:99999999999"
      })
  void nothing_else_is_a_target(String value) {
    assertThatThrownBy(() -> EventTarget.parse(value, TOKEN))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "Events cannot be sent there: option --events\n  found "
                + value
                + "; expected file:<path> or tcp:127.0.0.1:<port>\n"
                + "  Name a file or a port of this machine.");
  }

  @Test
  void a_socket_without_a_token_is_refused() {
    assertThatThrownBy(() -> EventTarget.parse("tcp:127.0.0.1:80", Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            """
            The token of the events is missing: environment variable PULSE_EVENTS_TOKEN
              found nothing; expected the text that the listening process expects as the first line
              Set the variable, or send the events to a file: --events file:<path>.""");
  }
}
