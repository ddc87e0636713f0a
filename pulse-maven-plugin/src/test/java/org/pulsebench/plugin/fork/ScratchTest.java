package org.pulsebench.plugin.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.EnvironmentException;

class ScratchTest {

  @TempDir Path directory;

  @Test
  void what_a_killed_worker_has_left_is_gone_before_and_after_the_next() throws IOException {
    Path place = directory.resolve("new/tmp");
    Files.createDirectories(place.resolve("library"));
    Files.writeString(place.resolve("library/old.so"), "left");
    try (Scratch scratch = Scratch.at(place)) {
      assertThat(scratch.directory()).isAbsolute().isEmptyDirectory();
      Files.writeString(scratch.directory().resolve("new.so"), "unpacked");
    }
    assertThat(place).doesNotExist();
  }

  @Test
  void a_place_that_cannot_be_a_directory_is_told() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> Scratch.at(file.resolve("tmp")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(file.resolve("tmp").toString());
  }
}
