package org.pulsebench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.pulsebench.BadInputException;
import org.pulsebench.NearNames;
import org.pulsebench.Problem;
import org.pulsebench.data.hub.DataLock;
import org.pulsebench.data.hub.LocalSource;
import org.pulsebench.data.hub.Source;
import org.pulsebench.data.hub.SourceKind;
import org.pulsebench.data.hub.SourceReader;
import org.pulsebench.experiment.Experiment.DataSource;
import org.pulsebench.experiment.Experiment.MethodChoice;
import org.pulsebench.experiment.store.StepStore;
import org.pulsebench.json.JsonFields;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.protocol.Knowledge;
import org.pulsebench.protocol.Preset;
import org.pulsebench.protocol.Protocol;

/**
 * Reads an experiment from JSON.
 *
 * <p>Only {@code protocols} and {@code methods} are required; a protocol may be the name of a
 * preset, and a method its name; a protocol may name the {@code methods} that it meets and the file
 * of a {@code selection}. Relative paths are those from the file's directory.
 */
public final class ExperimentFile {

  private static final List<String> FIELDS =
      List.of(
          "name",
          "model",
          "device",
          "data",
          "sources",
          "size",
          "protocols",
          "methods",
          "seeds",
          "lora",
          "learning",
          "checkpointing",
          "exam",
          "examQuestions",
          "evaluation",
          "written",
          "judging",
          "store",
          "results",
          "command");

  /** Fields that change nothing in the results. */
  private static final List<String> OUTSIDE = List.of("sources", "store", "results", "command");

  /** Twenty of each of the six groups. */
  private static final int SMOKE_EXAM = 120;

  private final JsonFields fields;
  private final Path file;
  private final Path directory;
  private final Map<String, List<String>> restricted = new LinkedHashMap<>();
  private final Map<String, Path> pinned = new LinkedHashMap<>();

  private ExperimentFile(Path file) {
    this.fields = JsonFields.read(file);
    this.file = file;
    this.directory = file.toAbsolutePath().getParent();
  }

  /**
   * Reads an experiment.
   *
   * @throws BadInputException if a field is unknown, missing or of another kind, or its value makes
   *     no sense
   * @throws org.pulsebench.EnvironmentException if the file cannot be read
   */
  public static Experiment read(Path file) {
    return new ExperimentFile(file).experiment();
  }

  private Experiment experiment() {
    fields.requireOnly(FIELDS);
    Optional<Source> checkpoint =
        fields
            .text("model")
            .filter(text -> !text.equals(Experiment.EMBEDDED_MODEL))
            .map(text -> source(fields, "model", text, SourceKind.MODEL));
    String model = checkpoint.map(ExperimentFile::called).orElse(Experiment.EMBEDDED_MODEL);
    ModelDefaults defaults = ModelDefaults.of(model, size());
    return new Experiment(
        configuration(),
        name(fields, "command").orElse("java org.pulsebench.worker.Main run " + file),
        name(fields, "name").orElse("experiment"),
        model,
        checkpoint,
        fields.text("device").orElse("cpu"),
        data(),
        sources(),
        size(),
        protocols(defaults),
        methods(),
        restricted,
        pinned,
        evaluation(),
        seeds(),
        lora(defaults.lora()),
        values(fields, "learning"),
        fields.flag("checkpointing", defaults.checkpointing()),
        exam(),
        examQuestions(),
        fields.flag("written", false),
        JudgingFields.read(fields),
        fields.text("store").map(this::path).orElseGet(ExperimentFile::defaultStore),
        path(fields.text("results").orElse("results.json")));
  }

  private JsonNode configuration() {
    ObjectNode configuration = JsonNodeFactory.instance.objectNode();
    fields.names().stream()
        .filter(name -> !OUTSIDE.contains(name))
        .forEach(name -> configuration.set(name, fields.get(name).deepCopy()));
    return configuration;
  }

  private DataSource data() {
    if (!fields.has("data") || fields.get("data").equals(TextNode.valueOf("embedded"))) {
      return new DataSource.Embedded();
    }
    JsonFields data = fields.object("data");
    if (data.has(MlubenchData.ARCHIVE)) {
      return MlubenchData.read(
          data,
          this::path,
          field -> source(data, field, data.requiredText(field), SourceKind.DATASET));
    }
    data.requireOnly(List.of("people", "exam", "lenient"));
    String people =
        data.text("people")
            .orElseThrow(() -> data.bad("people", "nothing", "mllmu-bench, or a directory"));
    return new DataSource.Published(
        source(data, "people", people, SourceKind.DATASET),
        data.text("exam").map(text -> source(data, "exam", text, SourceKind.DATASET)),
        data.flag("lenient", false));
  }

  private Source source(JsonFields fields, String field, String text, SourceKind kind) {
    String where = fields.where(field);
    List<String> own = kind == SourceKind.MODEL ? List.of(Experiment.EMBEDDED_MODEL) : List.of();
    return new SourceReader(directory, own).read(where, text, kind);
  }

  /** What is the user's own is told by its place: its name may be that of another directory's. */
  private static String called(Source source) {
    return source instanceof LocalSource local ? local.path().toString() : source.name();
  }

  private SourceSettings sources() {
    if (!fields.has("sources")) {
      return SourceSettings.of(directory.resolve(DataLock.FILE));
    }
    JsonFields sources = fields.object("sources");
    sources.requireOnly(List.of("lock", "accept", "renew", "present", "offline"));
    return new SourceSettings(
        path(sources.text("lock").orElse(DataLock.FILE)),
        Set.copyOf(sources.texts("accept").orElse(List.of())),
        Set.copyOf(sources.texts("renew").orElse(List.of())),
        sources.texts("present").orElse(List.of()).stream().map(this::path).toList(),
        sources.flag("offline", false));
  }

  private List<Protocol> protocols(ModelDefaults defaults) {
    Preset.Size size = size();
    List<Protocol> protocols = new ArrayList<>();
    for (JsonNode node : list("protocols")) {
      ObjectNode content =
          node.isTextual()
              ? JsonNodeFactory.instance.objectNode().put("preset", node.textValue())
              : object(node, "protocols");
      if (content.has("preset") && !content.has("size")) {
        content.put("size", size.id());
      }
      if (content.has("preset") && !content.has("scorer")) {
        content.put(
            "scorer", evaluation() == EvaluationMode.PUBLISHED ? Scorer.LETTER : defaults.scorer());
      }
      String where = file + ", protocols[" + protocols.size() + "]";
      Optional<List<String>> some = JsonFields.root(content, where).texts("methods");
      Optional<String> selection = JsonFields.root(content, where).text("selection");
      content.remove(List.of("methods", "selection"));
      PublishedTasks.requireNoNumbers(content, where);
      Protocol protocol = Protocol.fromJson(content, where);
      selection.ifPresent(path -> pinned.put(protocol.name(), selected(protocol, path, where)));
      some.ifPresent(names -> restricted.put(protocol.name(), chosen(names, where)));
      protocols.add(protocol);
    }
    requireDistinct("protocols", protocols.stream().map(Protocol::name).toList());
    return protocols;
  }

  /** Returns the methods that a protocol is restricted to, all of which the experiment has. */
  private List<String> chosen(List<String> names, String where) {
    List<String> known = methods().stream().map(MethodChoice::method).toList();
    if (names.isEmpty() || !known.containsAll(names)) {
      throw new BadInputException(
          new Problem(
              "A protocol is to meet a method that the experiment does not have",
              where + ", field methods",
              names.isEmpty() ? "an empty list" : String.join(", ", names),
              "one or more of " + String.join(", ", known),
              "Correct the names, or leave the field out for all methods."));
    }
    return names;
  }

  private Path selected(Protocol protocol, String selection, String where) {
    if (protocol.knowledge() != Knowledge.PRE_TRAINED) {
      throw new BadInputException(
          new Problem(
              "A protocol has people selected that it teaches itself",
              where + ", field selection",
              selection,
              "no such field, as the knowledge is " + protocol.knowledge().id(),
              "Leave the field out, or make the knowledge pre-trained."));
    }
    return path(selection);
  }

  private List<MethodChoice> methods() {
    List<MethodChoice> methods = new ArrayList<>();
    for (JsonNode node : list("methods")) {
      if (node.isTextual() && !node.textValue().isBlank()) {
        methods.add(new MethodChoice(node.textValue(), Map.of()));
        continue;
      }
      JsonFields method =
          JsonFields.root(object(node, "methods"), file + ", methods[" + methods.size() + "]");
      method.requireOnly(List.of("method", "settings"));
      String name =
          name(method, "method").orElseThrow(() -> method.bad("method", "nothing", "a name"));
      methods.add(new MethodChoice(name, values(method, "settings")));
    }
    requireDistinct("methods", methods.stream().map(MethodChoice::method).toList());
    return methods;
  }

  private List<Long> seeds() {
    if (!fields.has("seeds")) {
      return List.of(1L);
    }
    List<Long> seeds = new ArrayList<>();
    for (JsonNode seed : list("seeds")) {
      if (!seed.isIntegralNumber() || !seed.canConvertToLong()) {
        throw fields.bad("seeds", seed, "whole numbers");
      }
      seeds.add(seed.longValue());
    }
    requireDistinct("seeds", seeds.stream().map(String::valueOf).toList());
    return seeds;
  }

  private LoraSettings lora(LoraSettings absent) {
    if (!fields.has("lora")) {
      return absent;
    }
    JsonFields lora = fields.object("lora");
    lora.requireOnly(List.of("rank", "alpha"));
    int rank = lora.wholeNumber("rank", 1, 4096, absent.rank());
    return LoraSettings.of(rank, lora.positiveNumber("alpha", absent.alpha()));
  }

  private EvaluationMode evaluation() {
    String id = fields.text("evaluation").orElse(EvaluationMode.WITHOUT_EXAMPLES.id());
    return Arrays.stream(EvaluationMode.values())
        .filter(mode -> mode.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> fields.bad("evaluation", id, NearNames.expected(id, EvaluationMode.ids())));
  }

  private ExamMode exam() {
    String id = fields.text("exam").orElse(ExamMode.SINGLE_PASS.id());
    return Arrays.stream(ExamMode.values())
        .filter(mode -> mode.id().equals(id))
        .findFirst()
        .orElseThrow(() -> fields.bad("exam", id, NearNames.expected(id, ExamMode.ids())));
  }

  /** A quick build would spend most of its time on the whole exam of the embedded world. */
  private OptionalInt examQuestions() {
    if (fields.has("examQuestions")) {
      return OptionalInt.of(fields.wholeNumber("examQuestions", 1, Integer.MAX_VALUE));
    }
    return size() == Preset.Size.SMOKE && data() instanceof DataSource.Embedded
        ? OptionalInt.of(SMOKE_EXAM)
        : OptionalInt.empty();
  }

  private Preset.Size size() {
    return fields.text("size").map(Preset.Size::of).orElse(Preset.Size.PAPER);
  }

  private static Map<String, Object> values(JsonFields fields, String name) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (fields.has(name)) {
      JsonFields object = fields.object(name);
      for (String parameter : object.names()) {
        JsonNode value = object.get(parameter);
        if (!value.isNumber() && !value.isTextual()) {
          throw object.bad(parameter, value, "a number or a text");
        }
        values.put(parameter, value.isNumber() ? value.numberValue() : value.textValue());
      }
    }
    return values;
  }

  private JsonNode list(String name) {
    JsonNode list = fields.has(name) ? fields.get(name) : JsonNodeFactory.instance.nullNode();
    if (!list.isArray() || list.isEmpty()) {
      throw fields.bad(name, list, "a list of at least one");
    }
    return list;
  }

  private ObjectNode object(JsonNode node, String name) {
    if (node instanceof ObjectNode object) {
      return object.deepCopy();
    }
    throw fields.bad(name, node, "a list of names and objects");
  }

  private static Optional<String> name(JsonFields fields, String field) {
    Optional<String> name = fields.text(field);
    if (name.filter(String::isBlank).isPresent()) {
      throw fields.bad(field, "a blank text", "a name");
    }
    return name;
  }

  private Path path(String text) {
    try {
      return directory.resolve(text).normalize();
    } catch (InvalidPathException e) {
      throw new BadInputException(
          new Problem(
              "A path cannot be written like that",
              file.toString(),
              e.getMessage(),
              "a path of this system",
              "Correct the path."),
          e);
    }
  }

  private static Path defaultStore() {
    return StepStore.defaultDirectory(System.getenv(), System.getProperties());
  }

  private void requireDistinct(String name, List<String> values) {
    if (new HashSet<>(values).size() < values.size()) {
      throw new BadInputException(
          new Problem(
              "Something is asked for twice",
              file + ", field " + name,
              String.join(", ", values),
              "each once",
              "Remove one of them; protocols can be given names of their own."));
    }
  }
}
