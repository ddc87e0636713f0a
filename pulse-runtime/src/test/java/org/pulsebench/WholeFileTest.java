package org.pulsebench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir Path directory;

  @Test
  void a_file_replaces_the_one_that_was_there_and_leaves_nothing_beside_it() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "before");

    WholeFile.write(file, partial -> Files.writeString(partial, "after"));

    assertThat(file).hasContent("after");
    assertThat(directory).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void a_writer_that_fails_leaves_what_was_there_and_nothing_beside_it() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "before");

    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    partial -> {
                      Files.writeString(partial, "half");
                      throw new IOException("the cable was pulled");
                    }))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "File cannot be written: "
                + file
                + "\n  found java.io.IOException: the cable was pulled; expected an existing"
                + " directory with free space that this user may write to"
                + "\n  Create the directory, free space or choose another one.");

    assertThat(file).hasContent("before");
    assertThat(directory).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void a_directory_that_is_missing_is_told() {
    Path file = directory.resolve("none").resolve("file");

    assertThatThrownBy(() -> WholeFile.write(file, partial -> Files.writeString(partial, "x")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith(
            "File cannot be written: " + file + "\n  found java.nio.file.NoSuch");
  }
}
