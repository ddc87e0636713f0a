package org.pulsebench.experiment.store;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Small steps, and what a store's directory holds. */
final class Steps {

  /** What {@link #write} writes, with the sizes. */
  static final Map<String, Long> FILES = Map.of("adapter/weights.bin", 1000L, "notes.txt", 6L);

  private Steps() {}

  static StepKey key(String name) {
    return StepKey.of("unlearn", new TreeMap<>(Map.of("method", name)));
  }

  /** The action of all these steps. */
  static void write(Path directory) throws IOException {
    Files.createDirectory(directory.resolve("adapter"));
    Files.write(directory.resolve("adapter/weights.bin"), new byte[1000]);
    Files.writeString(directory.resolve("notes.txt"), "hello\n");
  }

  static void mustNotRun(Path directory) {
    fail("an action runs that should not: " + directory);
  }

  static List<Path> work(Path store) {
    try (Stream<Path> entries = Files.list(store.resolve("work"))) {
      return entries.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
