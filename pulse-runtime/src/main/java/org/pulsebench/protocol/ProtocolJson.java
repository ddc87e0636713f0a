package org.pulsebench.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pulsebench.BadInputException;
import org.pulsebench.NearNames;
import org.pulsebench.json.JsonFields;

/** The JSON form of a {@link Protocol}. */
final class ProtocolJson {

  private static final String PRESET = "preset";
  private static final String SIZE = "size";
  private static final String NAME = "name";
  private static final String KNOWLEDGE = "knowledge";
  private static final String PEOPLE = "people";
  private static final String UNLEARN = "unlearn";
  private static final String RETAIN = "retain";
  private static final String REQUESTS = "requests";
  private static final String SUBJECTS_PER_REQUEST = "subjectsPerRequest";
  private static final String TRAINED_PARTS = "trainedParts";
  private static final String SCORER = "scorer";
  private static final String OTHER_SCORERS = "otherScorers";
  private static final String MINIMUM_ACCURACY = "minimumAccuracy";
  private static final String PAPER = "paper";
  private static final String TASKS = "tasks";

  private static final List<String> FIELDS =
      List.of(
          PRESET,
          SIZE,
          NAME,
          KNOWLEDGE,
          PEOPLE,
          UNLEARN,
          RETAIN,
          REQUESTS,
          SUBJECTS_PER_REQUEST,
          TRAINED_PARTS,
          SCORER,
          OTHER_SCORERS,
          MINIMUM_ACCURACY,
          PAPER,
          TASKS);

  private final JsonFields fields;
  private final Optional<Protocol> preset;

  private ProtocolJson(JsonFields fields) {
    this.fields = fields;
    this.preset = preset(fields);
  }

  static Protocol read(JsonNode content, String source) {
    JsonFields fields = JsonFields.root(content, source);
    fields.requireOnly(FIELDS);
    return new ProtocolJson(fields).protocol();
  }

  static ObjectNode write(Protocol protocol) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put(NAME, protocol.name());
    object.put(KNOWLEDGE, protocol.knowledge().id());
    object.put(PEOPLE, protocol.counts().people());
    object.put(UNLEARN, protocol.counts().unlearn());
    object.put(RETAIN, protocol.counts().retain());
    object.put(REQUESTS, protocol.counts().requests());
    object.put(SUBJECTS_PER_REQUEST, protocol.counts().subjectsPerRequest());
    var parts = object.putArray(TRAINED_PARTS);
    protocol.trainedParts().forEach(one -> parts.add(one.id()));
    object.put(SCORER, protocol.scorer());
    var others = object.putArray(OTHER_SCORERS);
    protocol.otherScorers().forEach(others::add);
    object.put(MINIMUM_ACCURACY, protocol.minimumAccuracy());
    object.put(PAPER, protocol.paper());
    if (protocol.isPublished()) {
      var tasks = object.putArray(TASKS);
      protocol.tasks().forEach(tasks::add);
    }
    return object;
  }

  private static Optional<Protocol> preset(JsonFields fields) {
    Optional<String> name = fields.text(PRESET);
    Optional<String> size = fields.text(SIZE);
    if (name.isEmpty() && size.isPresent()) {
      throw fields.bad(
          SIZE, size.get(), "no size without a preset", "Name a preset, or leave the size out.");
    }
    return name.map(
        id -> Preset.of(id).protocol(size.map(Preset.Size::of).orElse(Preset.Size.PAPER)));
  }

  private Protocol protocol() {
    List<String> tasks = tasks();
    return new Protocol(
        text(NAME, Protocol::name),
        knowledge(),
        counts(tasks),
        trainedParts(),
        text(SCORER, Protocol::scorer),
        otherScorers(),
        minimumAccuracy(),
        fields.text(PAPER).orElseGet(() -> preset.map(Protocol::paper).orElse("")),
        tasks);
  }

  /**
   * Of other tasks than the preset's, only the benchmark knows the numbers: until it is read, as
   * many stand for them as there are requests.
   */
  private Counts counts(List<String> tasks) {
    boolean others = !preset.map(Protocol::tasks).orElse(tasks).equals(tasks);
    if (others && !tasks.isEmpty() && !fields.has(PEOPLE)) {
      int requests = tasks.size();
      return new Counts(2 * requests, requests, requests, requests, 1);
    }
    return new Counts(
        number(PEOPLE, Counts::people),
        number(UNLEARN, Counts::unlearn),
        number(RETAIN, Counts::retain),
        number(REQUESTS, Counts::requests),
        number(SUBJECTS_PER_REQUEST, Counts::subjectsPerRequest));
  }

  private List<String> tasks() {
    return fields.texts(TASKS).or(() -> preset.map(Protocol::tasks)).orElse(List.of());
  }

  private String text(String field, Function<Protocol, String> otherwise) {
    return fields
        .text(field)
        .or(() -> preset.map(otherwise))
        .orElseThrow(() -> missing(field, "a text"));
  }

  private int number(String field, Function<Counts, Integer> otherwise) {
    if (fields.get(field).isMissingNode()) {
      return preset
          .map(Protocol::counts)
          .map(otherwise)
          .orElseThrow(() -> missing(field, "a whole number"));
    }
    return fields.wholeNumber(field, 1, Integer.MAX_VALUE);
  }

  private Knowledge knowledge() {
    List<String> known = Arrays.stream(Knowledge.values()).map(Knowledge::id).toList();
    String id = text(KNOWLEDGE, protocol -> protocol.knowledge().id());
    return Arrays.stream(Knowledge.values())
        .filter(knowledge -> knowledge.id().equals(id))
        .findFirst()
        .orElseThrow(() -> fields.bad(KNOWLEDGE, id, NearNames.expected(id, known)));
  }

  private List<TrainedParts> trainedParts() {
    return fields
        .texts(TRAINED_PARTS)
        .map(ids -> ids.stream().map(TrainedParts::of).toList())
        .or(() -> preset.map(Protocol::trainedParts))
        .orElseThrow(() -> missing(TRAINED_PARTS, "a list of texts"));
  }

  private List<String> otherScorers() {
    return fields
        .texts(OTHER_SCORERS)
        .or(() -> preset.map(Protocol::otherScorers))
        .orElse(List.of());
  }

  private double minimumAccuracy() {
    return fields.get(MINIMUM_ACCURACY).isMissingNode()
        ? preset.map(Protocol::minimumAccuracy).orElse(0.0)
        : fields.number(MINIMUM_ACCURACY, 0, "a number from 0 to 1");
  }

  private BadInputException missing(String field, String expected) {
    return fields.bad(
        field,
        "no such field",
        expected,
        "Add the field, or name a preset: " + String.join(", ", Preset.ids()) + ".");
  }
}
