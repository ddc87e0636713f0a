package org.pulsebench.plugin.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CrashReportTest {

  @TempDir Path directory;

  @Test
  void it_names_signal_step_command_and_log() throws IOException {
    String message = message(137, "loading\n");
    assertThat(message)
        .contains("The worker crashed: step 3 of 9, unlearn ga")
        .contains("found signal SIGKILL (9); expected a goodbye")
        .contains("command: java -cp x Worker")
        .contains("log: " + directory.resolve("worker.log"))
        .contains("Memory may have run out");
  }

  @Test
  void it_shows_the_last_twenty_lines() throws IOException {
    String log =
        IntStream.rangeClosed(1, 50).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
    assertThat(message(1, log))
        .contains("| line 31\n")
        .contains("| line 50")
        .doesNotContain("line 30\n");
  }

  @Test
  void it_knows_a_native_library_that_did_not_load() throws IOException {
    assertThat(message(1, "java.lang.UnsatisfiedLinkError: libtorch.so: GLIBC_2.34 not found"))
        .contains("exit code 1")
        .contains("mvn pulse:doctor says which");
  }

  @Test
  void it_knows_a_jdk_that_is_too_old() throws IOException {
    assertThat(message(1, "java.lang.UnsupportedClassVersionError: org/pulsebench/worker/Worker"))
        .contains("older than 17")
        .contains("<jdkToolchain>");
  }

  @Test
  void a_missing_log_is_said() {
    String message =
        new CrashReport(List.of("java"), 3, "step", directory.resolve("none"))
            .exception()
            .getMessage();
    assertThat(message).contains("the log cannot be read");
  }

  private String message(int exit, String log) throws IOException {
    Path file = directory.resolve("worker.log");
    Files.writeString(file, log);
    List<String> command = List.of("java", "-cp", "x", "Worker");
    return new CrashReport(command, exit, "step 3 of 9, unlearn ga", file).exception().getMessage();
  }
}
