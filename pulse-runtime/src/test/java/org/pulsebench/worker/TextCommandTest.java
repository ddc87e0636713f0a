package org.pulsebench.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands that answer with a text, in a JVM of their own. */
@Timeout(300)
class TextCommandTest {

  private static final String EXPERIMENT =
      """
      {"size": "smoke", "store": "store", "protocols": ["fine-tuned"], "methods": ["ga"]}
      """;

  @TempDir private Path directory;

  @Test
  void a_text_goes_to_standard_output_or_to_a_file() throws Exception {
    try (ForkedWorker main = start(command(), EXPERIMENT, "describe", "experiment.json")) {
      assertThat(main.awaitEnd()).as(main.text("stderr")).isZero();
      assertThat(main.text("stdout")).startsWith("Experiment \"experiment\"\n");
      assertThat(main.text("stderr")).isEmpty();
      String text = main.text("stdout");
      try (ForkedWorker other =
          start(command(), EXPERIMENT, "describe", "experiment.json", "--output", "new/text.txt")) {
        assertThat(other.awaitEnd()).isZero();
        assertThat(other.text("stdout")).isEmpty();
        assertThat(other.text("new/text.txt")).isEqualTo(text);
      }
    }
    assertThat(directory.resolve("pulse.log")).doesNotExist();
  }

  @Test
  void a_mistake_is_told_in_three_lines_and_ends_with_1() throws Exception {
    String mistaken = EXPERIMENT.replace("\"ga\"", "\"gaa\"");
    try (ForkedWorker main = start(command(), mistaken, "describe", "experiment.json")) {
      assertThat(main.awaitEnd()).isEqualTo(1);
      assertThat(main.text("stderr")).startsWith("error: There is no such method: method gaa\n");
      assertThat(main.text("stderr").lines()).hasSize(3);
      assertThat(main.text("stdout")).isEmpty();
    }
  }

  @Test
  void an_option_of_another_command_is_refused() throws Exception {
    try (ForkedWorker main =
        start(command(), EXPERIMENT, "describe", "experiment.json", "--world", "w")) {
      assertThat(main.awaitEnd()).isEqualTo(1);
      assertThat(main.text("stderr")).startsWith("error: There is no such option: arguments");
    }
  }

  @Test
  void without_a_native_library_doctor_says_what_to_set_and_ends_with_2() throws Exception {
    List<String> command = command();
    int classPath = command.indexOf("-cp") + 1;
    command.set(
        classPath,
        Arrays.stream(command.get(classPath).split(File.pathSeparator))
            .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("pytorch-native"))
            .collect(Collectors.joining(File.pathSeparator)));
    command.addAll(
        1,
        List.of(
            "-DDJL_CACHE_DIR=" + Files.createDirectory(directory.resolve("empty")),
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=off"));
    try (ForkedWorker main = start(command, EXPERIMENT, "doctor", "--store", "store")) {
      assertThat(main.awaitEnd()).as(main.text("stderr")).isEqualTo(2);
      assertThat(main.text("stdout"))
          .containsPattern("(?m)^ok +JDK ")
          .containsPattern("(?m)^missing +native library +cannot be loaded")
          .contains("PYTORCH_LIBRARY_PATH")
          .endsWith("PULSE cannot run here.\n");
    }
  }

  private static List<String> command() {
    List<String> command = ForkedWorker.command(Main.class);
    command.set(command.indexOf("-Xmx64m"), "-Xmx256m");
    return command;
  }

  private ForkedWorker start(List<String> command, String experiment, String... arguments)
      throws Exception {
    Files.writeString(directory.resolve("experiment.json"), experiment);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().remove("PYTORCH_LIBRARY_PATH");
    return new ForkedWorker(
        builder
            .redirectOutput(directory.resolve("stdout").toFile())
            .redirectError(directory.resolve("stderr").toFile())
            .start(),
        directory);
  }
}
