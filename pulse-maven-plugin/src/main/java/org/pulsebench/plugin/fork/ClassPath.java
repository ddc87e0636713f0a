package org.pulsebench.plugin.fork;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/**
 * The class path of the worker: ours first, then what the user's project adds.
 *
 * @param entries jars and directories of classes, in order
 */
public record ClassPath(List<Path> entries) {

  public ClassPath {
    entries = List.copyOf(entries);
  }

  /**
   * Something that the user's project brings.
   *
   * @param id {@code groupId:artifactId}; of the project's own classes its own
   */
  public record UserEntry(String id, String version, Path file) {}

  /**
   * Joins both. What the worker has already is taken from the worker: two versions of one library
   * would leave it to chance which is used.
   *
   * @throws BadInputException if the project was compiled against another version of the runtime
   */
  static ClassPath of(List<WorkerArtifacts.Jar> worker, List<UserEntry> user) {
    Map<String, String> versions = new HashMap<>();
    worker.forEach(jar -> versions.put(jar.id(), jar.version()));
    List<Path> entries = new ArrayList<>(worker.stream().map(WorkerArtifacts.Jar::file).toList());
    for (UserEntry entry : user) {
      String version = versions.get(entry.id());
      if (version == null) {
        entries.add(entry.file());
      } else if (entry.id().equals("org.pulsebench:pulse-runtime")
          && !version.equals(entry.version())) {
        throw new BadInputException(
            new Problem(
                "The project uses another version of PULSE than the plugin",
                "<dependency> org.pulsebench:pulse-runtime",
                entry.version(),
                version + ", the plugin's",
                "Give both the same version."));
      }
    }
    return new ClassPath(entries);
  }
}
