package org.pulsebench.report.crate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.Sha256;

/** The files of a crate as entities, each with its size and digest. */
final class CrateFiles {

  private static final Map<String, String> FORMATS =
      Map.of(
          "json", "application/json",
          "html", "text/html",
          "tex", "text/x-tex",
          "pdf", "application/pdf",
          "csv", "text/csv",
          "md", "text/markdown",
          "svg", "image/svg+xml",
          "txt", "text/plain",
          "zip", "application/zip");

  private static final String ANYTHING = "application/octet-stream";

  private final Path root;
  private final Graph graph;
  private final ObjectNode dataset;

  CrateFiles(Path root, Graph graph, ObjectNode dataset) {
    this.root = root.toAbsolutePath().normalize();
    this.graph = graph;
    this.dataset = dataset;
  }

  /**
   * Returns a file's entity, which belongs to the crate if it lies in it; of any other its digest
   * says which it was.
   */
  ObjectNode addOrName(Path file, String name) {
    Path path = file.toAbsolutePath().normalize();
    if (path.startsWith(root) || !Files.isRegularFile(path)) {
      return add(file, name);
    }
    ObjectNode entity = graph.entity(Graph.local("file", digest(path)), "CreativeWork");
    entity
        .put("name", name)
        .put("description", "The file " + path.getFileName() + ", which is not part of this crate")
        .put("encodingFormat", format(path));
    describe(path, entity);
    return entity;
  }

  /** Returns a file's entity, which belongs to the crate. */
  ObjectNode add(Path file, String name) {
    Path path = file.toAbsolutePath().normalize();
    if (!path.startsWith(root) || !Files.isRegularFile(path)) {
      throw new BadInputException(
          new Problem(
              "A file cannot be described by the RO-Crate",
              file.toString(),
              path.startsWith(root) ? "no such file" : "a file elsewhere",
              "a file below " + root,
              "Write results and report below the directory of the RO-Crate."));
    }
    String id =
        StreamSupport.stream(root.relativize(path).spliterator(), false)
            .map(part -> Graph.encoded(part.toString()))
            .collect(Collectors.joining("/"));
    ObjectNode entity = graph.entity(id, "File");
    if (!entity.has("name")) {
      entity.put("name", name).put("encodingFormat", format(path));
      describe(path, entity);
      Graph.refer(dataset, "hasPart", entity);
    }
    return entity;
  }

  private static void describe(Path file, ObjectNode entity) {
    entity.put("contentSize", Long.toString(size(file))).put("sha256", digest(file));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw EnvironmentException.unreadable(file, e);
    }
  }

  private static String digest(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw EnvironmentException.unreadable(file, e);
    }
  }

  private static String format(Path file) {
    String name = file.getFileName().toString();
    String suffix = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return FORMATS.getOrDefault(suffix, ANYTHING);
  }
}
