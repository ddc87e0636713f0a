package org.pulsebench.data.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link WorldWriter#main} refuses; what it writes and prints is in WorldWriterTest. */
class WorldCommandTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path directory;

  @Test
  void a_missing_directory_is_asked_for() {
    assertMisused(
        "The arguments are wrong: WorldWriter\n  found 0 arguments; expected one argument");
  }

  @Test
  void a_second_argument_is_refused() throws IOException {
    assertMisused(
        "The arguments are wrong: WorldWriter\n  found 2 arguments;", directory.toString(), "7");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void options_and_blanks_are_refused_instead_of_becoming_directories() {
    assertMisused("There is no such option: WorldWriter\n  found --help;", "--help");
    assertMisused("The directory has no name: WorldWriter\n  found a blank argument;", " ");
    assertMisused("The directory cannot have such a name: WorldWriter\n  found Nul", "a\0b");
  }

  @Test
  void a_file_is_refused_and_left_as_it_is() throws IOException {
    Path file = Files.writeString(directory.resolve("notes.txt"), "mine");
    assertMisused(
        "The world needs a directory: WorldWriter\n  found the file " + file, file.toString());
    assertThat(file).hasContent("mine");
  }

  @Test
  void a_failure_to_write_ends_with_status_1_and_a_message() throws IOException {
    Files.writeString(directory.resolve(WorldWriter.PEOPLE), "in the way");
    assertThat(run(directory.toString())).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("Parquet files cannot be written: " + directory)
        .doesNotContain("\tat ");
    assertThat(out.size()).isZero();
  }

  @Test
  void the_process_ends_with_status_2_and_no_stack_trace() throws Exception {
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WorldWriter.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(log)
        .content()
        .contains("found 0 arguments; expected one argument, the directory to write the world into")
        .doesNotContain("\tat ");
  }

  private void assertMisused(String message, String... arguments) {
    err.reset();
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith(message)
        .doesNotContain("\tat ")
        .hasLineCount(3);
    assertThat(out.size()).isZero();
  }

  private int run(String... arguments) {
    return WorldCommand.run(
        List.of(arguments), () -> EmbeddedWorld.WORLD, new PrintStream(out), new PrintStream(err));
  }
}
