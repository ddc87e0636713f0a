package org.pulsebench.plugin.configuration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/**
 * Where people and exam come from: {@code <corpus>embedded</corpus>}, or data sets in their
 * published layout.
 */
public final class CorpusConfiguration {

  private static final String EMBEDDED = "embedded";

  /** The directory of MLLMU-Bench with its configurations ({@code pulse.corpus.people}). */
  private File people;

  /**
   * MMBench's TSV ({@code pulse.corpus.exam}); without it generality is measured on people only.
   */
  private File exam;

  /**
   * Whether broken rows are left out and counted, not refused ({@code pulse.corpus.lenient}, {@code
   * false} by default).
   */
  private Boolean lenient;

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
              "Write <corpus><people>directory of MLLMU-Bench</people></corpus>."));
    }
    name = text;
  }

  /** Returns the field {@code data} of the experiment file; empty for the embedded world. */
  Optional<ObjectNode> json(Path base, PropertyLookup properties) {
    Optional<String> directory = value(properties, "people", people);
    Optional<String> tsv = value(properties, "exam", exam);
    Optional<String> leave = value(properties, "lenient", lenient);
    if (directory.isEmpty()) {
      requireNothing("exam", tsv);
      requireNothing("lenient", leave);
      return Optional.empty();
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("people", base.resolve(directory.get()).normalize().toString());
    tsv.ifPresent(file -> json.put("exam", base.resolve(file).normalize().toString()));
    leave.ifPresent(text -> json.put("lenient", flag(text)));
    return Optional.of(json);
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
              value.get() + " with the corpus " + name,
              "<people> beside it",
              "Add <people>directory of MLLMU-Bench</people>, or leave the option out."));
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
