package org.pulsebench.plugin.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pulsebench.BadInputException;

final class ClassPathTest {

  private static final WorkerArtifacts.Jar RUNTIME =
      new WorkerArtifacts.Jar("org.pulsebench:pulse-runtime", "1.0", Path.of("runtime.jar"));
  private static final WorkerArtifacts.Jar JSON =
      new WorkerArtifacts.Jar("org.json:json", "1", Path.of("json-1.jar"));

  @Test
  void the_users_entries_follow_the_workers() {
    ClassPath path =
        ClassPath.of(List.of(RUNTIME), List.of(user("org.example:mine", "2", "classes")));
    assertThat(path.entries()).containsExactly(Path.of("runtime.jar"), Path.of("classes"));
  }

  @Test
  void what_the_worker_has_is_taken_from_the_worker() {
    ClassPath path =
        ClassPath.of(List.of(RUNTIME, JSON), List.of(user("org.json:json", "2", "json-2.jar")));
    assertThat(path.entries()).containsExactly(Path.of("runtime.jar"), Path.of("json-1.jar"));
  }

  @Test
  void the_same_runtime_is_not_repeated() {
    ClassPath path =
        ClassPath.of(
            List.of(RUNTIME), List.of(user("org.pulsebench:pulse-runtime", "1.0", "copy.jar")));
    assertThat(path.entries()).containsExactly(Path.of("runtime.jar"));
  }

  @Test
  void another_version_of_the_runtime_is_refused() {
    List<ClassPath.UserEntry> user =
        List.of(user("org.pulsebench:pulse-runtime", "0.9", "old.jar"));
    assertThatThrownBy(() -> ClassPath.of(List.of(RUNTIME), user))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("another version of PULSE")
        .hasMessageContaining("found 0.9; expected 1.0");
  }

  private static ClassPath.UserEntry user(String id, String version, String file) {
    return new ClassPath.UserEntry(id, version, Path.of(file));
  }
}
