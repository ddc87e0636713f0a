package org.pulsebench.plugin.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pulsebench.experiment.Event;
import org.pulsebench.experiment.EventSink;
import org.pulsebench.experiment.Events;

@Timeout(30)
final class EventServerTest {

  private static final Event BYE = new Event.Bye(Event.Status.DONE);

  private final List<Event> heard = Collections.synchronizedList(new ArrayList<>());

  @Test
  void events_of_the_worker_are_passed_on() throws Exception {
    try (EventServer server = EventServer.open(heard::add)) {
      say(server, server.token() + "\n" + Events.write(BYE) + "\n");
      awaitWorker(server);
      assertThat(heard).containsExactly(BYE);
    }
  }

  @Test
  void a_stranger_is_sent_away_and_the_worker_still_heard() throws Exception {
    try (EventServer server = EventServer.open(heard::add)) {
      say(server, "0".repeat(server.token().length()) + "\n" + Events.write(BYE) + "\n");
      say(server, server.token() + "\n" + Events.write(BYE) + "\n");
      awaitWorker(server);
      assertThat(heard).containsExactly(BYE);
    }
  }

  @Test
  void an_event_that_cannot_be_read_is_a_warning() throws Exception {
    try (EventServer server = EventServer.open(heard::add)) {
      say(server, server.token() + "\nnonsense\n");
      awaitWorker(server);
      assertThat(heard).hasSize(1).first().isInstanceOf(Event.Warning.class);
    }
  }

  @Test
  void an_event_that_cannot_be_passed_on_is_told() throws Exception {
    EventSink full =
        event -> {
          throw new IllegalStateException("no space left");
        };
    try (EventServer server = EventServer.open(full)) {
      say(server, server.token() + "\n" + Events.write(BYE) + "\n");
      assertThatThrownBy(() -> awaitWorker(server)).hasMessage("no space left");
    }
  }

  private void awaitWorker(EventServer server) throws InterruptedException {
    for (int i = 0; i < 100 && heard.isEmpty(); i++) {
      Thread.sleep(20);
      server.awaitEnd(1);
    }
    server.awaitEnd(5_000);
  }

  private static void say(EventServer server, String text) throws IOException {
    String target = server.target();
    int port = Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }
  }
}
