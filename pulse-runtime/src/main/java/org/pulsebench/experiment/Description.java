package org.pulsebench.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pulsebench.Problem;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.Exam;
import org.pulsebench.evaluation.statistics.MetricKind;
import org.pulsebench.method.CheckedMethod;
import org.pulsebench.method.FineTuning;
import org.pulsebench.method.MethodDescription;
import org.pulsebench.method.MethodParameter;
import org.pulsebench.method.MethodSettings;
import org.pulsebench.method.Methods;
import org.pulsebench.method.TrainingSettings;
import org.pulsebench.protocol.Counts;
import org.pulsebench.protocol.Preset;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.TrainedParts;

/**
 * What there is to choose from, and what an experiment has chosen: methods, protocols, data,
 * scorers and metrics, in the words that they have for themselves.
 */
public final class Description {

  private static final List<MethodParameter> SHARED = TrainingSettings.PARAMETERS;

  private final PreparedExperiment prepared;
  private final ClassLoader loader;
  private final TextPage page = new TextPage();

  private Description(PreparedExperiment prepared, ClassLoader loader) {
    this.prepared = prepared;
    this.loader = loader;
  }

  /**
   * Describes an experiment for a person.
   *
   * @param loader of the class path that users' methods are on
   * @throws org.pulsebench.BadInputException if the experiment makes no sense
   */
  public static String of(Path experimentFile, ClassLoader loader) {
    Experiment experiment = ExperimentFile.read(experimentFile);
    return of(PreparedExperiment.of(experiment, SourceLocator.here(experiment), loader), loader);
  }

  static String of(PreparedExperiment prepared, ClassLoader loader) {
    return new Description(prepared, loader).text();
  }

  private String text() {
    page.line("Experiment \"" + prepared.experiment().name() + "\"");
    page.line("model " + prepared.experiment().model() + ", size " + size());
    methods();
    page.heading("Learning");
    FineTuning learning = new FineTuning();
    method(learning.description(), "by which people are learnt", Optional.of(learning()));
    page.heading("Training: parameters that methods share");
    page.entries(0, parameters(SHARED, Optional.empty()));
    protocols();
    data();
    page.heading("Scorers");
    Map<String, String> scorers = new LinkedHashMap<>();
    Scorer.known().forEach(scorer -> scorers.put(scorer.name(), scorer.rule()));
    page.entries(0, scorers);
    metrics();
    return page.text();
  }

  private String size() {
    return prepared.experiment().size().id();
  }

  private MethodSettings learning() {
    return prepared.graph().learning();
  }

  private void methods() {
    page.heading("Methods");
    List<CheckedMethod> all = new ArrayList<>(Methods.all(loader));
    for (PreparedMethod chosen : prepared.methods()) {
      if (all.stream().noneMatch(method -> method.type() == chosen.method().type())) {
        all.add(chosen.method());
      }
    }
    boolean first = true;
    for (CheckedMethod method : all) {
      if (!first) {
        page.space();
      }
      first = false;
      Optional<MethodSettings> settings =
          prepared.methods().stream()
              .filter(chosen -> chosen.method().type() == method.type())
              .map(PreparedMethod::settings)
              .findFirst();
      method(method.description(), origin(method), settings);
    }
  }

  private static String origin(CheckedMethod method) {
    boolean builtIn = Methods.builtIn().stream().anyMatch(own -> own.type() == method.type());
    return builtIn ? "built in" : "class " + method.type().getName();
  }

  private void method(MethodDescription method, String origin, Optional<MethodSettings> settings) {
    page.line(method.name() + ": " + method.title() + " (" + origin + ")");
    Map<String, String> about = new LinkedHashMap<>();
    about.put("paper", method.paper());
    about.put("formula", method.formula());
    List<MethodParameter> own =
        method.parameters().stream().filter(one -> !SHARED.contains(one)).toList();
    if (own.size() < method.parameters().size()) {
      about.put("training", training(method, settings));
    }
    page.entries(2, about);
    page.entries(4, parameters(own, settings));
  }

  private static Map<String, String> parameters(
      List<MethodParameter> parameters, Optional<MethodSettings> settings) {
    Map<String, String> texts = new LinkedHashMap<>();
    parameters.forEach(one -> texts.put(one.name(), parameter(one, settings)));
    return texts;
  }

  /** Returns the values of shared parameters that differ from their defaults here. */
  private static String training(MethodDescription method, Optional<MethodSettings> settings) {
    List<String> changed = new ArrayList<>();
    for (MethodParameter parameter : method.parameters()) {
      if (SHARED.contains(parameter) && settings.isPresent()) {
        Object value = settings.get().values().get(parameter.name());
        if (!value.equals(parameter.defaultValue())) {
          changed.add(parameter.name() + " " + value);
        }
      }
    }
    return changed.isEmpty()
        ? "the defaults below"
        : "here " + String.join(", ", changed) + "; otherwise the defaults below";
  }

  private static String parameter(MethodParameter parameter, Optional<MethodSettings> settings) {
    Object absent = parameter.defaultValue();
    String value =
        settings
            .map(chosen -> chosen.values().get(parameter.name()))
            .filter(chosen -> !chosen.equals(absent))
            .map(chosen -> chosen + " here, ")
            .orElse("");
    return "%s%s by default; %s\n%s\ndefault: %s"
        .formatted(
            value, absent, parameter.values().allowed(), parameter.meaning(), parameter.reason());
  }

  private void protocols() {
    page.heading("Protocols of this experiment");
    page.table(rows(prepared.experiment().protocols()));
    for (Preset.Size size : Preset.Size.values()) {
      page.heading("Presets, size " + size.id());
      page.table(
          rows(List.of(Preset.values()).stream().map(preset -> preset.protocol(size)).toList()));
    }
    Map<String, String> papers = new LinkedHashMap<>();
    for (Preset preset : Preset.values()) {
      papers.put(preset.id(), preset.protocol(Preset.Size.PAPER).paper());
    }
    page.space().entries(0, papers);
  }

  private static List<List<String>> rows(List<Protocol> protocols) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "name",
            "knowledge",
            "people",
            "unlearn",
            "retain",
            "requests",
            "trained parts",
            "scorer"));
    for (Protocol protocol : protocols) {
      Counts counts = protocol.counts();
      List<String> scorers = new ArrayList<>(List.of(protocol.scorer()));
      scorers.addAll(protocol.otherScorers());
      rows.add(
          List.of(
              protocol.name(),
              protocol.knowledge().id(),
              "" + counts.people(),
              "" + counts.unlearn(),
              "" + counts.retain(),
              counts.requests() + " of " + counts.subjectsPerRequest(),
              String.join(", ", protocol.trainedParts().stream().map(TrainedParts::id).toList()),
              String.join(", ", scorers)));
    }
    return rows;
  }

  private void data() {
    page.heading("Data of this experiment");
    if (prepared.located().missing().isPresent()) {
      Problem missing = prepared.located().missing().get();
      page.line("not on this machine yet: " + missing.where() + ", " + missing.found());
      return;
    }
    prepared.experiment().protocols().stream()
        .map(Protocol::knowledge)
        .distinct()
        .forEach(
            knowledge -> {
              page.line(knowledge.id() + " knowledge");
              page.entries(2, facts(prepared.materials().corpus(knowledge)));
            });
    prepared
        .exam()
        .ifPresent(
            sitting -> {
              page.line("exam, " + sitting.mode().id());
              page.entries(2, facts(sitting.exam()));
            });
  }

  /** Returns what tells a corpus from others and how large it is. */
  static Map<String, String> facts(Corpus corpus) {
    int questions = corpus.subjects().stream().mapToInt(one -> one.questions().size()).sum();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("name", corpus.name());
    facts.put("version", corpus.version());
    facts.put("digest", corpus.digest());
    facts.put("holds", corpus.report().summary() + "; " + questions + " questions");
    return facts;
  }

  /** Returns what tells an exam from others and how large it is. */
  static Map<String, String> facts(Exam exam) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("name", exam.name());
    facts.put("version", exam.version());
    facts.put("digest", exam.digest());
    String left = exam.skipped().isEmpty() ? "" : "; " + exam.skipped().size() + " rows left out";
    facts.put(
        "holds",
        "%d questions, %d rotations%s"
            .formatted(exam.mainRows().size(), exam.rotations().size(), left));
    return facts;
  }

  private void metrics() {
    page.heading("Metrics");
    boolean first = true;
    for (MetricKind metric : MetricKind.ALL) {
      if (!first) {
        page.space();
      }
      first = false;
      page.line(metric.name());
      Map<String, String> facts = new LinkedHashMap<>();
      facts.put("what", metric.meaning());
      facts.put("formula", metric.formula());
      facts.put("range", metric.range());
      facts.put("better", metric.better());
      page.entries(2, facts);
    }
  }
}
