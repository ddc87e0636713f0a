package org.pulsebench.plugin.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.EnvironmentException;

@Timeout(60)
final class WorkerProcessTest {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path directory;

  @Test
  void what_it_prints_goes_into_the_log() throws Exception {
    Path log = directory.resolve("made").resolve("worker.log");
    Optional<Integer> exit = start(List.of(JAVA, "-version"), log).await(Optional.empty());
    assertThat(exit).contains(0);
    assertThat(Files.readString(log)).contains("version");
  }

  @Test
  void the_log_goes_on_at_its_end() throws Exception {
    Path log = directory.resolve("worker.log");
    Files.writeString(log, "before\n");
    start(List.of(JAVA, "-version"), log).await(Optional.empty());
    assertThat(Files.readString(log)).startsWith("before\n").contains("version");
  }

  @Test
  void a_process_that_takes_too_long_is_ended() throws Exception {
    Path source = directory.resolve("Sleep.java");
    Files.writeString(
        source,
        "public class Sleep { public static void main(String[] a) throws Exception {"
            + " Thread.sleep(600_000); } }");
    Optional<Integer> exit =
        start(List.of(JAVA, source.toString()), directory.resolve("log"))
            .await(Optional.of(Duration.ofMillis(300)));
    assertThat(exit).isEmpty();
  }

  @Test
  void a_java_that_is_not_there_is_an_error_of_the_machine() {
    List<String> command = List.of(directory.resolve("no-java").toString());
    assertThatThrownBy(() -> start(command, directory.resolve("log")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("The worker's JVM cannot be started")
        .hasMessageContaining("<jdkToolchain>");
  }

  private WorkerProcess start(List<String> command, Path log) {
    return WorkerProcess.start(command, Map.of(), directory, log);
  }
}
