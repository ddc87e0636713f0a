package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
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

class EventsTest {

  private static final Problem PROBLEM =
      new Problem("Loss is not finite", "step 12", "NaN", "a number", "Lower the learning rate.");

  static Stream<Event> events() {
    return Stream.of(
        new StepStarted("unlearn-1a2b", "unlearn", "npo, request 1", 3, 12),
        new StepStarted("s", "learn", "", 1, 1),
        new Progress("unlearn-1a2b", 120, 400, "batches", Optional.of(Duration.ofSeconds(65))),
        new Progress("s", 0, Long.MAX_VALUE, "bytes", Optional.empty()),
        new MetricReported("s", "unlearn/text/accuracy", 0.1 + 0.2, 1_000),
        new MetricReported("s", "loss", -Double.MIN_VALUE, 1),
        new MetricReported("s", "loss", -Double.MAX_VALUE, Long.MAX_VALUE),
        new StepFinished("unlearn-1a2b", "unlearn", false, 200.25),
        new StepFinished("s", "learn", true, 0),
        new Said("one line\nand another"),
        new Warning(PROBLEM),
        new Failed(PROBLEM, Category.DIVERGED),
        new Bye(Status.CANCELLED));
  }

  @ParameterizedTest
  @MethodSource("events")
  void what_was_written_is_read(Event event) {
    assertThat(Events.read(Events.write(event))).isEqualTo(event);
  }

  @Test
  void every_type_of_event_is_tried_above() {
    assertThat(events().map(Object::getClass).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @EnumSource(Category.class)
  void every_category_is_read_again(Category category) {
    Event event = new Failed(PROBLEM, category);
    assertThat(Events.read(Events.write(event))).isEqualTo(event);
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void every_status_is_read_again(Status status) {
    assertThat(Events.read(Events.write(new Bye(status)))).isEqualTo(new Bye(status));
  }

  /** The lines are a contract with readers in other languages. */
  @Test
  void lines_look_like_this() {
    assertThat(events().map(Events::write))
        .startsWith(
            """
            {"v":1,"type":"step-started","step":"unlearn-1a2b","kind":"unlearn",\
            "label":"npo, request 1","index":3,"of":12}""")
        .contains(
            """
            {"v":1,"type":"progress","step":"unlearn-1a2b","done":120,"total":400,\
            "unit":"batches","left":65}""",
            """
            {"v":1,"type":"metric","step":"s","name":"unlearn/text/accuracy",\
            "value":0.30000000000000004,"count":1000}""",
            """
            {"v":1,"type":"step-finished","step":"unlearn-1a2b","kind":"unlearn",\
            "reused":false,"seconds":200.25}""",
            """
            {"v":1,"type":"failed","category":"diverged","problem":{"what":"Loss is not finite",\
            "where":"step 12","found":"NaN","expected":"a number",\
            "remedy":"Lower the learning rate."}}""")
        .endsWith("{\"v\":1,\"type\":\"bye\",\"status\":\"cancelled\"}");
  }

  @Test
  void any_text_fits_into_one_line_of_ascii() {
    String text = "Zoë\n\t\"七\" \uD83D\uDE00 \uD800 \u2028 \u0000";
    Event event = new StepStarted("s", "learn", text, 1, 1);
    String line = Events.write(event);
    assertThat(line).matches("[ -~]+");
    assertThat(Events.read(line)).isEqualTo(event);
  }

  @Test
  void unknown_fields_are_left_alone() {
    assertThat(Events.read("{\"v\":1,\"type\":\"bye\",\"status\":\"done\",\"mood\":[1,{}]}"))
        .isEqualTo(new Bye(Status.DONE));
  }

  @Test
  void an_unknown_type_is_skipped_with_a_warning() {
    assertThat(Events.read("{\"v\":1,\"type\":\"heartbeat\"}"))
        .isEqualTo(
            skipped(
                "type heartbeat",
                "step-started, progress, metric, step-finished, said, warning, failed, bye"));
  }

  @Test
  void another_version_is_skipped_with_a_warning() {
    assertThat(Events.read("{\"v\":2,\"type\":\"bye\",\"status\":\"done\"}"))
        .isEqualTo(skipped("version 2", "version 1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "^^ | an empty line | one JSON object",
        "hello | hello | one JSON object",
        "{\"v\":1,\"type\":\"by | {\"v\":1,\"type\":\"by | one JSON object",
        "{\"v\":1} {} | {\"v\":1} {} | one JSON object",
        "{\"v\":1,\"v\":1} | {\"v\":1,\"v\":1} | one JSON object",
        "{\"v\":NaN} | {\"v\":NaN} | one JSON object",
        "[1] | event: [1] | one JSON object",
        "{} | event, field v: no such field | a whole number from 1 to 2147483647",
        "{\"v\":1} | event, field type: no such field | a text",
        "{\"v\":1,\"type\":\"bye\",\"status\":\"well\"} | event, field status: well"
            + " | one of done, failed, cancelled",
        "{\"v\":1,\"type\":\"warning\"} | event, field problem.what: no such field | a text",
        "{\"v\":1,\"type\":\"metric\",\"step\":\"s\",\"name\":\"n\",\"value\":1e999,\"count\":1}"
            + " | event, field value: \"Infinity\" | a finite number",
        "{\"v\":1,\"type\":\"metric\",\"step\":\"s\",\"name\":\"n\",\"value\":\"NaN\",\"count\":1}"
            + " | event, field value: \"NaN\" | a finite number",
        "{\"v\":1,\"type\":\"progress\",\"step\":\"s\",\"done\":1.5,\"total\":2,\"unit\":\"u\"}"
            + " | event, field done: 1.5 | a whole number of at least 0",
        "{\"v\":1,\"type\":\"step-finished\",\"step\":\"s\",\"kind\":\"learn\",\"seconds\":1}"
            + " | event, field reused: no such field | true or false"
      })
  void a_bad_line_gives_a_warning(String line, String found, String expected) {
    assertThat(Events.read(line)).isEqualTo(skipped(found, expected));
  }

  @Test
  void values_that_do_not_fit_each_other_give_a_warning() {
    String line =
        "{\"v\":1,\"type\":\"progress\",\"step\":\"s\",\"done\":3,\"total\":2,\"unit\":\"u\"}";
    assertThat(Events.read(line))
        .isEqualTo(skipped(line, "values that fit: done is 3, must be from 0 to 2"));
  }

  @Test
  void a_long_bad_line_is_shown_in_part() {
    Warning warning = (Warning) Events.read("x".repeat(5_000));
    assertThat(warning.problem().found()).isEqualTo("x".repeat(77) + "...");
  }

  @Test
  void the_warning_says_what_to_do() {
    Warning warning = (Warning) Events.read("{\"v\":2}");
    assertThat(warning.problem().message())
        .isEqualTo(
            """
            An event was skipped: events of the worker
              found version 2; expected version 1
              Use the same version of the plugin and of the runtime.""");
  }

  /** A line cut anywhere is no event, and never another one. */
  @Test
  void no_part_of_a_line_is_an_event() {
    List<String> lines = events().map(Events::write).toList();
    for (String line : lines) {
      for (int length = 0; length < line.length(); length++) {
        assertThat(Events.read(line.substring(0, length))).isInstanceOf(Warning.class);
      }
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

  static Event[] all() {
    return events().toArray(Event[]::new);
  }

  static String lines(Event... events) {
    return Arrays.stream(events)
        .map(event -> Events.write(event) + "\n")
        .collect(Collectors.joining());
  }
}
