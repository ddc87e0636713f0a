package org.pulsebench.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.data.SkippedRow;
import org.pulsebench.data.hub.PinnedSource;
import org.pulsebench.data.mlubench.Irregularities;
import org.pulsebench.data.mlubench.Mlubench;
import org.pulsebench.data.mlubench.MlubenchReport;
import org.pulsebench.model.config.Estimate;
import org.pulsebench.model.config.ModelConfig;
import org.pulsebench.protocol.Knowledge;
import org.pulsebench.protocol.Protocol;

/**
 * Reads all that an experiment needs, and checks it against the protocols, so that a run meets no
 * surprise.
 */
final class DataPreparation {

  /** What a checkpoint has beside its configuration, without which it cannot be loaded. */
  private static final String TOKENIZER = "tokenizer.json";

  private static final String WEIGHTS = ".safetensors";

  /** More reasons than these tell nothing new. */
  private static final int MOST_REASONS = 20;

  private final PreparedExperiment prepared;
  private final TextPage page = new TextPage();

  private DataPreparation(PreparedExperiment prepared) {
    this.prepared = prepared;
  }

  /**
   * Prepares and tells what is there now.
   *
   * @throws BadInputException if model, corpora or exam are not what the protocols need
   * @throws org.pulsebench.EnvironmentException if something cannot be read or written
   */
  static String of(PreparedExperiment prepared) {
    return new DataPreparation(prepared).text();
  }

  private String text() {
    page.line("Experiment \"" + prepared.experiment().name() + "\"");
    sources();
    model();
    for (Knowledge knowledge : Knowledge.values()) {
      List<Protocol> protocols =
          prepared.experiment().protocols().stream()
              .filter(protocol -> protocol.knowledge() == knowledge)
              .toList();
      if (!protocols.isEmpty()) {
        corpus(knowledge, protocols);
      }
    }
    prepared.materials().benchmark().map(Mlubench::report).ifPresent(this::benchmark);
    exam();
    return page.text();
  }

  private void sources() {
    List<PinnedSource> pins = prepared.located().pins();
    if (pins.isEmpty()) {
      return;
    }
    page.heading("Sources, pinned by " + prepared.experiment().sources().lock());
    for (PinnedSource pin : pins) {
      page.line(pin.name());
      page.entries(2, facts(pin));
    }
  }

  private static Map<String, String> facts(PinnedSource pin) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("from", pin.revision().isEmpty() ? pin.id() : pin.id() + " at " + pin.revision());
    facts.put("licence", pin.licence());
    String files = pin.files().size() + (pin.files().size() == 1 ? " file, " : " files, ");
    facts.put("holds", files + String.format(Locale.ROOT, "%,d bytes", pin.bytes()));
    facts.put("digest", pin.digest());
    return facts;
  }

  private void model() {
    Path directory = prepared.model().directory(prepared.experiment().store());
    ModelConfig config = ModelConfig.read(directory);
    List<Path> files = files(directory);
    List<Path> weights = files.stream().filter(file -> named(file).endsWith(WEIGHTS)).toList();
    require(directory, TOKENIZER, files.stream().anyMatch(file -> named(file).equals(TOKENIZER)));
    require(directory, "*" + WEIGHTS, !weights.isEmpty());
    page.heading("Model");
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("name", prepared.experiment().model());
    facts.put("directory", directory.toString());
    facts.put("digest", prepared.base(event -> {}).identity());
    facts.put(
        "holds",
        String.format(
            Locale.ROOT,
            "%,d parameters, %d file%s of weights, %.1f MiB",
            Estimate.of(config).parameters(),
            weights.size(),
            weights.size() == 1 ? "" : "s",
            bytes(weights) / (double) (1 << 20)));
    page.entries(0, facts);
  }

  private static void require(Path directory, String file, boolean there) {
    if (!there) {
      throw new BadInputException(
          new Problem(
              "A file of the model is missing",
              directory.toString(),
              "no " + file,
              "a checkpoint in the Hugging Face layout: config.json, tokenizer.json, safetensors",
              "Fetch the whole model, or correct the directory."));
    }
  }

  private void corpus(Knowledge knowledge, List<Protocol> protocols) {
    var corpus = prepared.materials().corpus(knowledge);
    protocols.forEach(protocol -> CorpusCheck.require(protocol, corpus));
    page.heading("People of " + knowledge.id() + " knowledge");
    Map<String, String> facts = new LinkedHashMap<>(Description.facts(corpus));
    facts.put("serves", String.join(", ", protocols.stream().map(Protocol::name).toList()));
    page.entries(0, facts);
    leftOut(corpus.report().skipped());
  }

  /** Tells what the archive holds as it was published, before anything is left out. */
  private void benchmark(MlubenchReport report) {
    page.heading("MLUBench as published").line(report.summary());
    List<String> classes = new ArrayList<>();
    report.classes().forEach((name, entities) -> classes.add(name + " " + entities));
    page.line("entities by class: " + String.join(", ", classes));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("task", "set", "records", "entities", "pictures", "ids used again"));
    for (MlubenchReport.SetCounts set : report.sets()) {
      rows.add(
          List.of(
              set.task().toString(),
              set.set().toString().toLowerCase(Locale.ROOT),
              "" + set.records(),
              "" + set.entities(),
              "" + set.images(),
              "" + set.duplicateIds()));
    }
    page.table(rows);
    page.entries(0, facts(report.irregularities()));
  }

  private static Map<String, String> facts(Irregularities irregularities) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("answers with mojibake", "" + irregularities.mojibakeAnswers());
    facts.put("answers that begin with **", "" + irregularities.markdownAnswers());
    facts.put("questions that begin with **", "" + irregularities.markdownQuestions());
    facts.put("answers of several lines", "" + irregularities.answersWithNewline());
    facts.put("answers beyond ASCII", "" + irregularities.foreignAnswers());
    facts.put("questions beyond ASCII", "" + irregularities.foreignQuestions());
    facts.put("directories beyond ASCII", "" + irregularities.foreignDirectories());
    return facts;
  }

  private void exam() {
    page.heading("Exam");
    if (prepared.exam().isEmpty()) {
      page.line("none: generality is measured on the retain set alone");
      return;
    }
    ExamSitting sitting = prepared.exam().get();
    Map<String, String> facts = new LinkedHashMap<>(Description.facts(sitting.exam()));
    facts.put("asked", sitting.mode().id() + ", " + sitting.rows().size() + " rows");
    page.entries(0, facts);
    leftOut(sitting.exam().skipped());
  }

  private void leftOut(List<SkippedRow> rows) {
    for (SkippedRow row : rows.subList(0, Math.min(rows.size(), MOST_REASONS))) {
      Problem problem = row.problem();
      page.line(
          "left out: %s, %s: %s, found %s"
              .formatted(row.file(), row.row(), problem.what(), problem.found()));
    }
    if (rows.size() > MOST_REASONS) {
      page.line("and " + (rows.size() - MOST_REASONS) + " more");
    }
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String named(Path file) {
    return file.getFileName().toString();
  }

  private static long bytes(List<Path> files) {
    try {
      long bytes = 0;
      for (Path file : files) {
        bytes += Files.size(file);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
