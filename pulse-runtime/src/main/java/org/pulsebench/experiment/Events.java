package org.pulsebench.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.experiment.Event.Bye;
import org.pulsebench.experiment.Event.Category;
import org.pulsebench.experiment.Event.Failed;
import org.pulsebench.experiment.Event.MetricReported;
import org.pulsebench.experiment.Event.Progress;
import org.pulsebench.experiment.Event.Said;
import org.pulsebench.experiment.Event.Status;
import org.pulsebench.experiment.Event.StepFinished;
import org.pulsebench.experiment.Event.StepStarted;
import org.pulsebench.experiment.Event.Warning;
import org.pulsebench.json.JsonFields;

/**
 * Events as lines of JSON: {@code {"v":1,"type":"bye","status":"done"}}.
 *
 * <p>A line is ASCII alone, so that no way of cutting a stream cuts a character. Fields that a
 * reader does not know are ignored; a new field therefore keeps the version, a new meaning of an
 * old one does not. Times are in seconds.
 */
public final class Events {

  /** The version of the lines, {@code v}; a reader understands its own and no other. */
  public static final int VERSION = 1;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final int SHOWN_CHARACTERS = 80;

  private static final List<Form<?>> FORMS =
      List.of(
          new Form<>(
              "step-started",
              StepStarted.class,
              (event, line) ->
                  line.put("step", event.step())
                      .put("kind", event.kind())
                      .put("label", event.label())
                      .put("index", event.index())
                      .put("of", event.of()),
              fields ->
                  new StepStarted(
                      fields.requiredText("step"),
                      fields.requiredText("kind"),
                      fields.requiredText("label"),
                      fields.wholeNumber("index", 1, Integer.MAX_VALUE),
                      fields.wholeNumber("of", 1, Integer.MAX_VALUE))),
          new Form<>("progress", Progress.class, Events::writeProgress, Events::readProgress),
          new Form<>(
              "metric",
              MetricReported.class,
              (event, line) ->
                  line.put("step", event.step())
                      .put("name", event.name())
                      .put("value", event.value())
                      .put("count", event.count()),
              fields ->
                  new MetricReported(
                      fields.requiredText("step"),
                      fields.requiredText("name"),
                      fields.number("value", -Double.MAX_VALUE, "a finite number"),
                      fields.count("count"))),
          new Form<>(
              "step-finished",
              StepFinished.class,
              (event, line) ->
                  line.put("step", event.step())
                      .put("kind", event.kind())
                      .put("reused", event.reused())
                      .put("seconds", event.seconds()),
              fields ->
                  new StepFinished(
                      fields.requiredText("step"),
                      fields.requiredText("kind"),
                      fields.requiredFlag("reused"),
                      fields.number("seconds", 0, "a number of at least 0"))),
          new Form<>(
              "said",
              Said.class,
              (event, line) -> line.put("text", event.text()),
              fields -> new Said(fields.requiredText("text"))),
          new Form<>(
              "warning",
              Warning.class,
              (event, line) -> line.set("problem", ProblemJson.of(event.problem())),
              fields -> new Warning(ProblemJson.read(fields.object("problem")))),
          new Form<>(
              "failed",
              Failed.class,
              (event, line) ->
                  line.put("category", word(event.category()))
                      .set("problem", ProblemJson.of(event.problem())),
              fields ->
                  new Failed(
                      ProblemJson.read(fields.object("problem")),
                      constant(fields, "category", Category.values()))),
          new Form<>(
              "bye",
              Bye.class,
              (event, line) -> line.put("status", word(event.status())),
              fields -> new Bye(constant(fields, "status", Status.values()))));

  private Events() {}

  /** Returns the line of an event, without its line break. */
  public static String write(Event event) {
    Form<?> form =
        FORMS.stream().filter(each -> each.type().isInstance(event)).findFirst().orElseThrow();
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("v", VERSION).put("type", form.name());
    form.write(event, line);
    try {
      return MAPPER.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON values can be written", e);
    }
  }

  /**
   * Returns the event of a line.
   *
   * <p>A line that is no event that this version knows gives a {@link Warning} that says so: it may
   * come from a newer runtime, and no such line is worth a run.
   */
  public static Event read(String line) {
    if (line.isBlank()) {
      return skipped("an empty line", "one JSON object");
    }
    try {
      JsonNode content = MAPPER.readTree(line);
      JsonFields fields = JsonFields.root(content, "event");
      int version = fields.wholeNumber("v", 1, Integer.MAX_VALUE);
      if (version != VERSION) {
        return skipped("version " + version, "version " + VERSION);
      }
      String name = fields.requiredText("type");
      Optional<Form<?>> form = FORMS.stream().filter(each -> each.name().equals(name)).findFirst();
      return form.isPresent()
          ? form.get().reader().apply(fields)
          : skipped(
              "type " + name, FORMS.stream().map(Form::name).collect(Collectors.joining(", ")));
    } catch (JsonProcessingException e) {
      return skipped(shown(line), "one JSON object");
    } catch (BadInputException e) {
      Problem problem = e.problem();
      return skipped(problem.where() + ": " + problem.found(), problem.expected());
    } catch (IllegalArgumentException e) {
      return skipped(shown(line), "values that fit: " + e.getMessage());
    }
  }

  private static Warning skipped(String found, String expected) {
    return new Warning(
        new Problem(
            "An event was skipped",
            "events of the worker",
            found,
            expected,
            "Use the same version of the plugin and of the runtime."));
  }

  private static void writeProgress(Progress event, ObjectNode line) {
    line.put("step", event.step())
        .put("done", event.done())
        .put("total", event.total())
        .put("unit", event.unit());
    event.left().ifPresent(left -> line.put("left", left.toSeconds()));
  }

  private static Progress readProgress(JsonFields fields) {
    return new Progress(
        fields.requiredText("step"),
        fields.count("done"),
        fields.count("total"),
        fields.requiredText("unit"),
        fields.has("left")
            ? Optional.of(Duration.ofSeconds(fields.count("left")))
            : Optional.empty());
  }

  private static <E extends Enum<E>> E constant(JsonFields fields, String name, E[] values) {
    return fields.choice(name, List.of(values), Events::word);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String shown(String line) {
    return line.length() <= SHOWN_CHARACTERS
        ? line
        : line.substring(0, SHOWN_CHARACTERS - 3) + "...";
  }

  /** How one type of event is written and read. */
  private record Form<E extends Event>(
      String name,
      Class<E> type,
      BiConsumer<E, ObjectNode> writer,
      Function<JsonFields, E> reader) {

    void write(Event event, ObjectNode line) {
      writer.accept(type.cast(event), line);
    }
  }
}
