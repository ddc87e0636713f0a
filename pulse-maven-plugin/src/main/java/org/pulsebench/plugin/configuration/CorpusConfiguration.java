package org.pulsebench.plugin.configuration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.data.hub.SourceKind;

/**
 * Where people and exam come from: {@code <corpus>embedded</corpus>}, or data sets in their
 * published layout.
 */
public final class CorpusConfiguration {

  private static final String EMBEDDED = "embedded";

  /**
   * {@code mllmu-bench}, which is fetched, {@code owner/name@revision}, or a directory or an
   * archive with its configurations ({@code pulse.corpus.people}).
   */
  private String people;

  /**
   * {@code mmbench} or {@code mmbench-v1.1}, which are fetched, {@code owner/name@revision}, or
   * MMBench's TSV ({@code pulse.corpus.exam}); without it generality is measured on people only,
   * and beside MLUBench on the exam that PULSE carries.
   */
  private String exam;

  /**
   * Whether broken rows are left out and counted, not refused ({@code pulse.corpus.lenient}, {@code
   * false} by default).
   */
  private Boolean lenient;

  /** MLUBench, for the protocol {@code lifelong}, in the place of people. */
  private BenchmarkConfiguration mlubench;

  private String name = EMBEDDED;

  /**
   * Takes the short form, which can only be {@code embedded}.
   *
   * @throws BadInputException if it is anything else
   */
  public void set(String text) {
    if (!text.equals(EMBEDDED)) {
      throw new BadInputException(
          new Problem(
              "There is no such corpus",
              "<corpus> (-Dpulse.corpus)",
              text,
              EMBEDDED + ", or the elements <people> and <exam>",
              "Write <corpus><people>mllmu-bench</people></corpus>."));
    }
    name = text;
  }

  /** Returns the field {@code data} of the experiment file; empty for the embedded world. */
  Optional<ObjectNode> json(Path base, PropertyLookup properties) {
    Optional<String> directory = value(properties, "people", people);
    Optional<String> tsv = value(properties, "exam", exam);
    Optional<String> leave = value(properties, "lenient", lenient);
    if (mlubench != null) {
      requireNothing("people", directory);
      requireNothing("lenient", leave);
      ObjectNode json = mlubench.json(base);
      tsv.ifPresent(text -> json.put("exam", source(base, "exam", text)));
      return Optional.of(json);
    }
    if (directory.isEmpty()) {
      requireNothing("exam", tsv);
      requireNothing("lenient", leave);
      return Optional.empty();
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("people", source(base, "people", directory.get()));
    tsv.ifPresent(text -> json.put("exam", source(base, "exam", text)));
    leave.ifPresent(text -> json.put("lenient", flag(text)));
    return Optional.of(json);
  }

  private static String source(Path base, String element, String text) {
    String option = "<corpus><" + element + "> (-D" + property(element) + ")";
    return SourceText.resolved(base, option, text, SourceKind.DATASET, List.of());
  }

  private static Optional<String> value(PropertyLookup properties, String element, Object given) {
    return properties
        .value(property(element))
        .or(() -> Optional.ofNullable(given).map(String::valueOf));
  }

  private void requireNothing(String element, Optional<String> value) {
    if (value.isPresent()) {
      throw new BadInputException(
          new Problem(
              "An option would have no effect",
              "<corpus><" + element + "> (-D" + property(element) + ")",
              value.get() + " with the corpus " + (mlubench == null ? name : "mlubench"),
              mlubench == null ? "<people> beside it" : "no <mlubench> beside it",
              "Add <people>mllmu-bench</people>, or leave the option out."));
    }
  }

  private static boolean flag(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new BadInputException(
          new Problem(
              "A value makes no sense",
              "-D" + property("lenient"),
              text,
              "true or false",
              "Correct the value."));
    }
    return text.equals("true");
  }

  private static String property(String element) {
    return "pulse.corpus." + element;
  }
}
