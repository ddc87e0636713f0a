package org.pulsebench.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.experiment.Event.Bye;
import org.pulsebench.experiment.Event.Status;
import org.pulsebench.experiment.Events;

/** Workers whose events go to a socket of this test. */
@Timeout(300)
class WorkerSocketTest {

  @TempDir private Path directory;

  private ServerSocket server;

  @BeforeEach
  void listen() throws Exception {
    server = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }

  @AfterEach
  void hangUp() throws Exception {
    server.close();
  }

  @Test
  void the_token_comes_first_and_the_goodbye_last() throws Exception {
    try (ForkedWorker worker = start("done");
        Socket socket = server.accept()) {
      List<String> lines = reader(socket).lines().toList();
      assertThat(worker.awaitEnd()).isZero();
      assertThat(lines).hasSize(8).startsWith("open sesame");
      assertThat(Events.read(lines.get(7))).isEqualTo(new Bye(Status.DONE));
    }
  }

  @Test
  void each_event_arrives_at_once() throws Exception {
    try (ForkedWorker worker = start("waits");
        Socket socket = server.accept()) {
      BufferedReader reader = reader(socket);
      reader.readLine();
      assertThat(reader.readLine()).contains("\"type\":\"step-started\"");
      assertThat(worker.process().isAlive()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"waits", "talks"})
  void a_reader_that_hangs_up_ends_the_worker(String text) throws Exception {
    try (ForkedWorker worker = start(text)) {
      try (Socket socket = server.accept()) {
        BufferedReader reader = reader(socket);
        reader.readLine();
        reader.readLine();
      }
      assertThat(worker.awaitEnd()).isEqualTo(5);
      assertThat(worker.log()).hasSize(3);
      assertThat(worker.log().get(1))
          .startsWith("Events cannot be sent to tcp:127.0.0.1:" + server.getLocalPort())
          .contains(" any more: java.");
      assertThat(worker.log().get(2))
          .isEqualTo("The worker ends: the run has stopped; finished steps are kept");
      assertThat(worker.text("log")).doesNotContain("open sesame");
    }
  }

  @Test
  void a_reader_that_hangs_up_ends_a_run_that_does_not_notice() throws Exception {
    try (ForkedWorker worker = start("deaf")) {
      try (Socket socket = server.accept()) {
        BufferedReader reader = reader(socket);
        reader.readLine();
        reader.readLine();
      }
      assertThat(worker.awaitEnd()).isEqualTo(5);
      assertThat(worker.log().get(2))
          .isEqualTo(
              "The worker ends: step unlearn npo, request 1 did not stop within 3 s and is lost");
    }
  }

  /** The socket's buffers are full then, and the run hangs in the middle of an event. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void a_reader_that_does_not_read_does_not_keep_the_worker_from_ending() throws Exception {
    try (ForkedWorker worker = start("talks");
        Socket socket = server.accept()) {
      reader(socket).readLine();
      Thread.sleep(2_000);
      worker.process().destroy();
      assertThat(worker.awaitEnd()).isEqualTo(130);
    }
  }

  private ForkedWorker start(String text) throws Exception {
    return ForkedWorker.start(
        directory,
        text,
        FakeRun.InWorker.class,
        Map.of(EventTarget.TOKEN_VARIABLE, "open sesame"),
        List.of(
            "experiment.json",
            "--events",
            "tcp:127.0.0.1:" + server.getLocalPort(),
            "--log",
            "log"));
  }

  private static BufferedReader reader(Socket socket) throws Exception {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }
}
