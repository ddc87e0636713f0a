package org.pulsebench.report.crate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.pulsebench.EnvironmentException;
import org.pulsebench.json.JsonFile;
import org.pulsebench.report.PublishedResults;

/**
 * Describes a directory of results and report as an RO-Crate: inputs, outputs, software and
 * parameters, with the digests of files and of what they were made from.
 *
 * <p>Experiments and the report are actions, whose {@code instrument} is the software, whose {@code
 * object} are inputs and parameters and whose {@code result} are files. Models, corpora and exams,
 * and results that lie elsewhere, are not part of the crate; their digests say which they were.
 */
public final class RoCrate {

  /** The file, in the directory that it describes. */
  public static final String FILE = "ro-crate-metadata.json";

  private static final String SPECIFICATION = "https://w3id.org/ro/crate/1.1";
  private static final String PROFILE = "https://w3id.org/ro/wfrun/process/0.5";
  private static final String SHA256 = "https://w3id.org/ro/terms/workflow-run#sha256";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

  private final CrateContents contents;
  private final Graph graph = new Graph();
  private final ObjectNode dataset;
  private final CrateFiles files;

  private RoCrate(Path directory, CrateContents contents) {
    this.contents = contents;
    ObjectNode descriptor = graph.entity(FILE, "CreativeWork");
    this.dataset = graph.entity("./", "Dataset");
    this.files = new CrateFiles(directory, graph, dataset);
    Graph.referOnce(descriptor, "about", dataset);
    descriptor.putObject("conformsTo").put("@id", SPECIFICATION);
  }

  /**
   * Writes the description.
   *
   * @param directory the root of the crate, with all files of the contents below it
   * @return the file that was written
   * @throws org.pulsebench.BadInputException if a file is not there, or one of the report elsewhere
   * @throws EnvironmentException if a file cannot be read, or the description not be written
   */
  public static Path write(Path directory, CrateContents contents) {
    ObjectNode json = new RoCrate(directory, contents).json();
    Path file = directory.resolve(FILE);
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw EnvironmentException.unwritable(file, e);
    }
    JsonFile.write(json, file);
    return file;
  }

  private ObjectNode json() {
    root();
    List<ObjectNode> results = new ArrayList<>();
    for (int i = 0; i < contents.runs().size(); i++) {
      results.add(run(contents.runs().get(i), "experiment-" + (i + 1)));
    }
    if (!contents.report().isEmpty()) {
      report(results);
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode context = json.putArray("@context");
    context.add(SPECIFICATION + "/context");
    context.addObject().put("sha256", SHA256);
    ArrayNode all = json.putArray("@graph");
    graph.entities().forEach(entity -> all.add(Graph.compacted(entity)));
    return json;
  }

  private void root() {
    dataset
        .put("name", contents.name())
        .put("description", contents.description())
        .put("datePublished", time());
    dataset.putObject("conformsTo").put("@id", PROFILE);
    graph.entity(PROFILE, "CreativeWork").put("name", "Process Run Crate").put("version", "0.5");
    for (CrateContents.Author author : contents.authors()) {
      Graph.refer(dataset, "author", author(author));
    }
    Graph.referOnce(dataset, "license", license());
  }

  /** The specification asks for one; that nobody has said is an answer, too. */
  private ObjectNode license() {
    return contents
        .license()
        .map(
            license ->
                graph
                    .entity(license.url(), "CreativeWork")
                    .put("name", license.name())
                    .put("description", "License of this dataset"))
        .orElseGet(
            () ->
                graph
                    .entity(Graph.local("no-license"), "CreativeWork")
                    .put("name", "No license")
                    .put(
                        "description",
                        "Nobody has said under which license this dataset is published: all rights"
                            + " are with those who made it."));
  }

  private ObjectNode author(CrateContents.Author author) {
    String id = author.url().orElseGet(() -> Graph.local("author", author.name()));
    return graph.entity(id, "Person").put("name", author.name());
  }

  private void agent(ObjectNode action) {
    contents.authors().stream()
        .findFirst()
        .ifPresent(author -> Graph.refer(action, "agent", author(author)));
  }

  private ObjectNode run(CrateContents.Run run, String scope) {
    ObjectNode action = RunEntities.add(graph, run.document(), scope);
    agent(action);
    Graph.refer(dataset, "mentions", action);
    String name = run.document().experiment();
    List<ObjectNode> entities = new ArrayList<>();
    for (Path file : run.files()) {
      ObjectNode entity =
          files.addOrName(file, (entities.isEmpty() ? "Results of " : "Details of ") + name);
      Graph.refer(action, "result", entity);
      entities.add(entity);
    }
    run.configuration()
        .ifPresent(
            file -> Graph.refer(action, "object", files.add(file, "Configuration of " + name)));
    return entities.get(0);
  }

  private void report(List<ObjectNode> results) {
    ObjectNode action =
        graph
            .entity(Graph.local("report"), "CreateAction")
            .put("name", "Report")
            .put("description", "Tables, figures and pages made of the results.")
            .put("endTime", time());
    agent(action);
    Graph.refer(dataset, "mentions", action);
    String version = contents.runs().get(0).document().environment().pulse();
    Graph.referOnce(action, "instrument", RunEntities.pulse(graph, version));
    results.forEach(result -> Graph.refer(action, "object", result));
    Graph.refer(
        action,
        "object",
        graph
            .entity(Graph.local("published"), "CreativeWork")
            .put("name", "Published results")
            .put("description", publishedSources()));
    for (Path file : contents.report()) {
      Graph.refer(action, "result", files.add(file, file.getFileName().toString()));
    }
  }

  private String publishedSources() {
    return contents.runs().stream()
        .flatMap(run -> run.document().protocols().stream())
        .map(PublishedResults::source)
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private String time() {
    return TIME.format(contents.published().atOffset(ZoneOffset.UTC));
  }
}
