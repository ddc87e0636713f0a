package org.pulsebench.plugin.gate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.WholeFile;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.json.JsonFields;

/** The file of a {@link Baseline}: JSON with a fact or a number a line, so that changes show. */
final class BaselineFile {

  private static final String REMEDY =
      "Restore it from version control, or write it again from good results with pulse:baseline.";

  private BaselineFile() {}

  static void write(Baseline baseline, Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw EnvironmentException.unwritable(file, e);
    }
    WholeFile.write(file, partial -> Files.writeString(partial, text(baseline)));
  }

  private static String text(Baseline baseline) {
    List<String> facts = new ArrayList<>();
    baseline
        .conditions()
        .facts()
        .forEach((name, fact) -> facts.add("    " + quoted(name) + ": " + quoted(fact)));
    List<String> values =
        baseline.values().entrySet().stream()
            .map(value -> "    " + json(value.getKey(), value.getValue()))
            .toList();
    return """
        {
          "format": %s,
          "version": %d,
          "experiment": %s,
          "conditions": {
        %s
          },
          "values": [
        %s
          ]
        }
        """
        .formatted(
            quoted(Baseline.FORMAT),
            Baseline.VERSION,
            quoted(baseline.experiment()),
            String.join(",\n", facts),
            String.join(",\n", values));
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }

  private static ObjectNode json(MetricKey key, Measured measured) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("protocol", key.protocol())
            .put("method", key.method())
            .put("trainedParts", key.trainedParts())
            .put("requests", key.requests())
            .put("scorer", key.scorer())
            .put("metric", key.metric());
    return put(measured, node);
  }

  /** Puts a number with its statistics into an object. */
  static ObjectNode put(Measured measured, ObjectNode node) {
    return node.put("direction", measured.direction().name())
        .put("mean", measured.mean())
        .put("min", measured.min())
        .put("max", measured.max())
        .put("low", measured.low())
        .put("high", measured.high())
        .put("count", measured.count())
        .put("seeds", measured.seeds());
  }

  static Baseline read(Path file) {
    JsonFields fields = mended(() -> JsonFields.read(file));
    requireFormat(fields, file);
    return mended(() -> baseline(fields));
  }

  private static Baseline baseline(JsonFields fields) {
    fields.requireOnly(List.of("format", "version", "experiment", "conditions", "values"));
    SortedMap<String, String> facts = new TreeMap<>();
    JsonFields conditions = fields.requiredObject("conditions");
    conditions.names().forEach(name -> facts.put(name, conditions.requiredText(name)));
    SortedMap<MetricKey, Measured> values = new TreeMap<>();
    for (JsonFields one : fields.objects("values")) {
      if (values.put(key(one), measured(one)) != null) {
        throw one.bad("metric", one.get("metric"), "each number once");
      }
    }
    return new Baseline(fields.requiredText("experiment"), new Conditions(facts), values);
  }

  private static MetricKey key(JsonFields fields) {
    return new MetricKey(
        fields.requiredText("protocol"),
        fields.requiredText("method"),
        fields.requiredText("trainedParts"),
        fields.wholeNumber("requests", 0, Integer.MAX_VALUE),
        fields.requiredText("scorer"),
        fields.requiredText("metric"));
  }

  private static Measured measured(JsonFields fields) {
    fields.requireOnly(
        List.of(
            "protocol",
            "method",
            "trainedParts",
            "requests",
            "scorer",
            "metric",
            "direction",
            "mean",
            "min",
            "max",
            "low",
            "high",
            "count",
            "seeds"));
    double low = fields.number("low", Double.NEGATIVE_INFINITY, "a finite number");
    double min = fields.number("min", low, "a number of at least low, " + low);
    double mean = fields.number("mean", min, "a number of at least min, " + min);
    double max = fields.number("max", mean, "a number of at least mean, " + mean);
    return new Measured(
        fields.choice("direction", List.of(Direction.values()), Direction::name),
        mean,
        min,
        max,
        low,
        fields.number("high", max, "a number of at least max, " + max),
        fields.wholeNumber("count", 1, Integer.MAX_VALUE),
        fields.wholeNumber("seeds", 1, Integer.MAX_VALUE));
  }

  private static void requireFormat(JsonFields fields, Path file) {
    if (!fields.get("format").asText().equals(Baseline.FORMAT)) {
      throw new BadInputException(
          new Problem(
              "The file is no baseline",
              file + ", field format",
              fields.describeValue("format"),
              "\"" + Baseline.FORMAT + "\"",
              "Name the file that pulse:baseline wrote."));
    }
    int version = fields.wholeNumber("version", 1, Integer.MAX_VALUE);
    if (version > Baseline.VERSION) {
      throw new BadInputException(
          new Problem(
              "The baseline is of a newer version",
              file + ", field version",
              Integer.toString(version),
              Integer.toString(Baseline.VERSION),
              "Use the version of PULSE that wrote it, or a newer one."));
    }
  }

  /** Runs what reads, and tells what to do about what it refuses. */
  private static <T> T mended(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (BadInputException e) {
      Problem problem = e.problem();
      throw new BadInputException(
          new Problem(problem.what(), problem.where(), problem.found(), problem.expected(), REMEDY),
          e);
    }
  }
}
