package org.pulsebench.report.crate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.MethodRun;
import org.pulsebench.results.Provenance;
import org.pulsebench.results.ResultsDocument;
import org.pulsebench.results.RunEnvironment;

/** An experiment as an action: its software, inputs and parameters. */
final class RunEntities {

  private final Graph graph;
  private final ResultsDocument document;
  private final String scope;
  private final ObjectNode action;

  private RunEntities(Graph graph, ResultsDocument document, String scope) {
    this.graph = graph;
    this.document = document;
    this.scope = scope;
    this.action = graph.entity(Graph.local(scope), "CreateAction");
  }

  /**
   * Adds the action of an experiment; its results are still to be named.
   *
   * @param scope unique in the crate
   */
  static ObjectNode add(Graph graph, ResultsDocument document, String scope) {
    RunEntities run = new RunEntities(graph, document, scope);
    run.action
        .put("name", document.experiment())
        .put(
            "description",
            "Learning, unlearning and evaluation of "
                + document.cells().size()
                + " cells of protocol, method, trained parts and seed.");
    Graph.referOnce(run.action, "instrument", run.software());
    run.inputs();
    run.parameters();
    return run.action;
  }

  private ObjectNode software() {
    RunEnvironment environment = document.environment();
    ObjectNode pulse = pulse(graph, environment.pulse());
    require(
        pulse,
        "Java (" + environment.javaVendor() + ")",
        "generic/java",
        environment.java(),
        "https://openjdk.org");
    environment
        .engine()
        .ifPresent(
            engine -> {
              require(pulse, "DJL", "maven/ai.djl/api", engine.djl(), "https://djl.ai");
              require(pulse, "PyTorch", "pypi/torch", engine.pytorch(), "https://pytorch.org");
            });
    return pulse;
  }

  /** Returns the entity of a version of PULSE. */
  static ObjectNode pulse(Graph graph, String version) {
    return application(graph, "PULSE", "maven/org.pulsebench/pulse-runtime", version);
  }

  private void require(
      ObjectNode pulse, String name, String coordinates, String version, String url) {
    ObjectNode other = application(graph, name, coordinates, version).put("url", url);
    String id = other.get("@id").asText();
    boolean known = pulse.path("softwareRequirements").findValuesAsText("@id").contains(id);
    if (!known) {
      Graph.refer(pulse, "softwareRequirements", other);
    }
  }

  private static ObjectNode application(
      Graph graph, String name, String coordinates, String version) {
    return graph
        .entity("pkg:" + coordinates + "@" + Graph.encoded(version), "SoftwareApplication")
        .put("name", name)
        .put("softwareVersion", version);
  }

  private void inputs() {
    Provenance provenance = document.provenance();
    input("model", "Model " + provenance.model().name(), provenance.model().digest());
    for (Provenance.Corpus corpus : provenance.corpora()) {
      input("corpus", corpus.name(), corpus.digest())
          .put("version", corpus.version())
          .put(
              "description",
              corpus.subjects() + " subjects of " + corpus.knowledge().id() + " knowledge");
    }
    Optional<Provenance.Exam> exam = provenance.exam();
    exam.ifPresent(
        one ->
            input("exam", one.name(), one.digest())
                .put("version", one.version())
                .put("description", one.questions() + " questions, " + one.mode()));
    provenance.sources().forEach(this::source);
    for (MethodRun method : document.methods()) {
      ObjectNode entity = graph.entity(Graph.local(scope, "method", method.name()), "CreativeWork");
      entity
          .put("name", method.title())
          .put("version", method.version())
          .put("description", method.formula())
          .put("citation", method.paper());
      Graph.refer(action, "object", entity);
    }
  }

  private void source(Provenance.Source source) {
    ObjectNode entity =
        input("source", source.name(), source.digest())
            .put("license", source.licence())
            .put("description", source.files() + " files of " + source.id());
    if (!source.revision().isEmpty()) {
      entity.put("version", source.revision());
    }
  }

  private ObjectNode input(String kind, String name, String digest) {
    ObjectNode entity =
        graph
            .entity(Graph.local(kind, digest), "CreativeWork")
            .put("name", name)
            .put("sha256", digest);
    Graph.refer(action, "object", entity);
    return entity;
  }

  private void parameters() {
    parameter("seeds", document.seeds().toString().replaceAll("[\\[\\]]", ""));
    for (Protocol protocol : document.protocols()) {
      protocol
          .toJson()
          .properties()
          .forEach(
              field ->
                  parameter(
                      "protocol " + protocol.name() + ", " + field.getKey(),
                      field.getValue().isValueNode()
                          ? field.getValue().asText()
                          : field.getValue().toString()));
    }
    settings("learning", document.provenance().learning().method());
    parameter("learning, replay", document.provenance().learning().replay());
    for (MethodRun method : document.methods()) {
      settings("method " + method.name(), method);
    }
    parameter("device", document.provenance().machine().device());
    parameter("precision", document.provenance().machine().precision());
    parameter("lora", document.provenance().lora().toString());
  }

  private void settings(String owner, MethodRun method) {
    for (MethodRun.Setting setting : method.settings()) {
      parameter(owner + ", " + setting.parameter().name(), setting.value().toString());
    }
  }

  private void parameter(String name, String value) {
    ObjectNode entity =
        graph
            .entity(Graph.local(scope, "parameter", name), "PropertyValue")
            .put("name", name)
            .put("value", value);
    Graph.refer(action, "object", entity);
  }
}
