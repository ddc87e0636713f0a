package org.pulsebench.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.EnvironmentException;
import org.pulsebench.experiment.Event;
import org.pulsebench.experiment.Event.Bye;
import org.pulsebench.experiment.Event.MetricReported;
import org.pulsebench.experiment.Event.Status;
import org.pulsebench.experiment.EventReader;
import org.pulsebench.worker.EventTarget.ToFile;
import org.pulsebench.worker.EventTarget.ToSocket;

@Timeout(60)
class EventChannelTest {

  private static final Bye BYE = new Bye(Status.DONE);

  private final BlockingQueue<IOException> broken = new LinkedBlockingQueue<>();

  @TempDir private Path directory;

  @Test
  void an_event_is_in_the_file_when_accept_returns() throws IOException {
    Path file = directory.resolve("events");
    Files.writeString(file, "of an earlier run");
    try (EventChannel channel = EventChannel.open(new ToFile(file), broken::add)) {
      channel.accept(BYE);
      assertThat(file).hasContent("{\"v\":1,\"type\":\"bye\",\"status\":\"done\"}\n");
    }
  }

  @Test
  void a_file_in_no_directory_is_a_broken_environment() {
    Path file = directory.resolve("gone").resolve("events");
    assertThatThrownBy(() -> EventChannel.open(new ToFile(file), broken::add))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("The event channel cannot be opened: ");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_full_disk_is_told_once_and_later_events_are_dropped() throws Exception {
    try (EventChannel channel = EventChannel.open(new ToFile(Path.of("/dev/full")), broken::add)) {
      channel.accept(BYE);
      channel.accept(BYE);
      assertThat(broken.poll(30, TimeUnit.SECONDS)).hasMessage("No space left on device");
      assertThat(broken.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }
  }

  @Test
  void events_of_several_threads_stay_whole() throws Exception {
    Path file = directory.resolve("events");
    try (EventChannel channel = EventChannel.open(new ToFile(file), broken::add)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Event event = new MetricReported("s" + i, "loss".repeat(500 * i + 1), i, 1);
        threads.add(new Thread(() -> accept(channel, event, 50)));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
    }
    List<Event> events = new ArrayList<>();
    new EventReader(events::add).feed(Files.newInputStream(file));
    assertThat(events).hasSize(200).hasOnlyElementsOfType(MetricReported.class);
  }

  @Test
  void a_reader_that_hangs_up_is_noticed_without_an_event() throws Exception {
    try (ServerSocket server =
            new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        EventChannel channel =
            EventChannel.open(new ToSocket(server.getLocalPort(), "token"), broken::add)) {
      try (Socket socket = server.accept()) {
        byte[] token = socket.getInputStream().readNBytes("token\n".length());
        assertThat(new String(token, StandardCharsets.US_ASCII)).isEqualTo("token\n");
        assertThat(broken).isEmpty();
      }
      assertThat(broken.poll(30, TimeUnit.SECONDS)).isNotNull();
      channel.accept(BYE);
    }
  }

  @Test
  void a_channel_that_we_close_is_not_broken() throws Exception {
    try (ServerSocket server =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      EventChannel channel =
          EventChannel.open(new ToSocket(server.getLocalPort(), "token"), broken::add);
      channel.close();
      channel.accept(BYE);
      assertThat(broken.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }
  }

  private static void accept(EventChannel channel, Event event, int times) {
    for (int i = 0; i < times; i++) {
      channel.accept(event);
    }
  }
}
