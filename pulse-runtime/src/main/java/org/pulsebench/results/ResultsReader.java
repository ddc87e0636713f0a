package org.pulsebench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.json.JsonFields;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.TrainedParts;

/** Reads a whole results file. */
final class ResultsReader {

  private static final String AGAIN =
      "Run the experiment again: what it computed is in the store, so that it only writes the file"
          + " anew.";

  private static final List<String> FIELDS =
      List.of(
          "format",
          "version",
          "experiment",
          "configuration",
          "model",
          "machineClass",
          "corpora",
          "exam",
          "evaluation",
          "sources",
          "lora",
          "learning",
          "seeds",
          "protocols",
          "methods",
          "cells",
          "selections",
          "summary",
          "details",
          "times",
          "environment");

  private static final List<String> SUMMARY_SCORERS =
      Stream.concat(Protocol.SCORERS.stream(), Stream.of(TaskMetric.JUDGE)).toList();

  private ResultsReader() {}

  static ResultsDocument read(Path file) {
    requireFile(file);
    JsonFields fields = mended(() -> JsonFields.read(file), file);
    requireFormat(fields, file);
    return mended(() -> document(fields, file), file);
  }

  /** Runs what reads, and tells what to do about what it refuses. */
  private static <T> T mended(Supplier<T> reading, Path file) {
    try {
      return reading.get();
    } catch (BadInputException e) {
      throw withRemedy(e);
    } catch (IllegalArgumentException e) {
      // Each field can be what it should and yet not fit to another: the records look at that.
      throw new BadInputException(
          new Problem(
              "The results do not fit together",
              file.toString(),
              String.valueOf(e.getMessage()),
              "what an experiment writes",
              AGAIN),
          e);
    }
  }

  private static ResultsDocument document(JsonFields fields, Path file) {
    fields.requireOnly(FIELDS);
    List<Long> seeds = Scalars.seeds(fields, "seeds");
    List<Protocol> protocols = protocols(fields, file);
    List<MethodRun> methods =
        fields.objects("methods").stream().map(ProvenanceReader::method).toList();
    requireSome(fields, "methods", methods);
    CellReader reader =
        new CellReader(
            file.toString(), protocols, methods.stream().map(MethodRun::name).toList(), seeds);
    return new ResultsDocument(
        Scalars.visible(fields, "experiment"),
        configuration(fields),
        ProvenanceReader.read(fields),
        seeds,
        protocols,
        methods,
        cells(fields, reader, protocols),
        fields.get("selections").isMissingNode()
            ? List.of()
            : fields.objects("selections").stream().map(SelectionAccount::read).toList(),
        fields.objects("summary").stream().map(ResultsReader::row).toList(),
        fields.get("details").isMissingNode()
            ? Optional.empty()
            : Optional.of(Scalars.digest(fields, "details")),
        times(fields.requiredObject("times")),
        EnvironmentReader.read(fields.requiredObject("environment")));
  }

  private static List<CellResult> cells(
      JsonFields fields, CellReader reader, List<Protocol> protocols) {
    List<CellResult> cells = fields.objects("cells").stream().map(reader::cell).toList();
    for (Protocol protocol : protocols) {
      if (cells.stream().noneMatch(cell -> cell.protocol().equals(protocol))) {
        throw fields.bad(
            "cells", fields.get("cells"), "at least one of protocol " + protocol.name());
      }
    }
    return cells;
  }

  private static String configuration(JsonFields fields) {
    fields.requiredObject("configuration");
    return fields.get("configuration").toPrettyString();
  }

  private static List<Protocol> protocols(JsonFields fields, Path file) {
    List<Protocol> protocols = new ArrayList<>();
    JsonNode list = fields.get("protocols");
    for (int i = 0; i < fields.objects("protocols").size(); i++) {
      protocols.add(Protocol.fromJson(list.get(i), file + ", protocols[" + i + "]"));
    }
    requireSome(fields, "protocols", protocols);
    return protocols;
  }

  private static SummaryRow row(JsonFields fields) {
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
            "standardDeviation",
            "min",
            "max",
            "seeds",
            "missing"));
    return new SummaryRow(
        new CellGroup(
            Scalars.visible(fields, "protocol"),
            Scalars.visible(fields, "method"),
            TrainedParts.of(fields.requiredText("trainedParts"))),
        Scalars.count(fields, "requests"),
        fields.choice("scorer", SUMMARY_SCORERS, scorer -> scorer),
        Scalars.visible(fields, "metric"),
        fields.choice("direction", List.of(Direction.values()), Direction::name),
        MetricReader.spread(fields),
        Scalars.count(fields, "missing"));
  }

  private static Times times(JsonFields fields) {
    fields.requireOnly(List.of("phases", "steps"));
    return new Times(
        fields.objects("phases").stream().map(ResultsReader::phase).toList(),
        fields.objects("steps").stream().map(ResultsReader::step).toList());
  }

  private static Times.Phase phase(JsonFields fields) {
    fields.requireOnly(List.of("kind", "steps", "computed", "seconds", "computedSeconds"));
    int steps = Scalars.count(fields, "steps");
    return new Times.Phase(
        kind(fields),
        steps,
        fields.wholeNumber("computed", 0, steps),
        Scalars.seconds(fields, "seconds"),
        Scalars.seconds(fields, "computedSeconds"));
  }

  private static Times.Step step(JsonFields fields) {
    fields.requireOnly(List.of("kind", "step", "reused", "seconds"));
    return new Times.Step(
        kind(fields),
        Scalars.digest(fields, "step"),
        fields.requiredFlag("reused"),
        Scalars.seconds(fields, "seconds"));
  }

  private static String kind(JsonFields fields) {
    return Scalars.word(fields, "kind", "learn", "select", "unlearn", "evaluate");
  }

  private static void requireSome(JsonFields fields, String name, List<?> values) {
    if (values.isEmpty()) {
      throw fields.bad(name, fields.get(name), "at least one");
    }
  }

  private static void requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          new Problem(
              "There are no results",
              file.toString(),
              Files.isDirectory(file) ? "a directory" : "no such file",
              "the results.json of an experiment",
              "Run the experiment first, or name the file that it wrote."));
    }
  }

  private static void requireFormat(JsonFields fields, Path file) {
    String where = file + ", field ";
    if (!fields.get("format").asText().equals(ResultsDocument.FORMAT)) {
      throw new BadInputException(
          new Problem(
              "The file holds no results",
              where + "format",
              fields.describeValue("format"),
              "\"" + ResultsDocument.FORMAT + "\"",
              "Name the results.json that an experiment wrote."));
    }
    int version = Scalars.positive(fields, "version");
    if (version > ResultsDocument.VERSION) {
      throw new BadInputException(
          new Problem(
              "The results are of a newer version",
              where + "version",
              Integer.toString(version),
              Integer.toString(ResultsDocument.VERSION),
              "Read them with the version of PULSE that wrote them, or a newer one."));
    }
  }

  /** A file that a program wrote is not to be mended by hand, nor fetched from anywhere. */
  private static BadInputException withRemedy(BadInputException e) {
    Problem problem = e.problem();
    return new BadInputException(
        new Problem(problem.what(), problem.where(), problem.found(), problem.expected(), AGAIN),
        e);
  }
}
