package org.pulsebench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.pulsebench.protocol.Counts;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.report.Report.Fact;
import org.pulsebench.report.Report.Run;
import org.pulsebench.results.MethodRun;
import org.pulsebench.results.Provenance;
import org.pulsebench.results.ResultsDocument;
import org.pulsebench.results.RunEnvironment;
import org.pulsebench.results.Times;

/** Tells what results were made from. */
final class RunFacts {

  private RunFacts() {}

  /** Returns a few facts for the head of a report: what was run, on what and in how long. */
  static List<Fact> head(List<ResultsDocument> results) {
    List<Fact> facts = new ArrayList<>();
    facts.add(each("Model", results, one -> one.provenance().model().name()));
    facts.add(each("People", results, RunFacts::people));
    facts.add(
        each("Exam", results, one -> one.provenance().exam().map(RunFacts::words).orElse("none")));
    facts.add(
        Fact.of(
            "Methods",
            results.stream()
                .flatMap(one -> one.methods().stream())
                .map(method -> Names.method(method.name()))
                .distinct()
                .collect(Collectors.joining(", "))));
    facts.add(
        Fact.of(
            "Protocols",
            results.stream()
                .flatMap(one -> one.protocols().stream())
                .map(Protocol::name)
                .distinct()
                .collect(Collectors.joining(", "))));
    facts.add(
        Fact.of(
            "Seeds",
            results.stream()
                .flatMap(one -> one.seeds().stream())
                .distinct()
                .map(String::valueOf)
                .collect(Collectors.joining(", "))));
    facts.add(each("Computed in", results, one -> time(one.times())));
    facts.add(each("On", results, RunFacts::machine));
    facts.add(each("PULSE", results, one -> one.environment().pulse()));
    return facts;
  }

  private static Fact each(
      String name,
      List<ResultsDocument> results,
      java.util.function.Function<ResultsDocument, String> value) {
    return Fact.of(name, results.stream().map(value).distinct().collect(Collectors.joining("; ")));
  }

  private static String people(ResultsDocument results) {
    return results.provenance().corpora().stream()
        .filter(
            corpus ->
                results.protocols().stream()
                    .anyMatch(protocol -> protocol.knowledge() == corpus.knowledge()))
        .map(corpus -> corpus.name() + " (" + corpus.subjects() + " subjects)")
        .collect(Collectors.joining(", "));
  }

  private static String words(Provenance.Exam exam) {
    return exam.name() + " (" + exam.questions() + " questions, " + exam.mode() + ")";
  }

  private static String time(Times times) {
    double seconds = times.phases().stream().mapToDouble(Times.Phase::seconds).sum();
    double computed = times.phases().stream().mapToDouble(Times.Phase::computedSeconds).sum();
    String all = Durations.words(seconds);
    if (seconds - computed < 0.5) {
      return all;
    }
    return all
        + (computed < 0.5
            ? ", all of it before and taken from the store"
            : ", " + Durations.words(seconds - computed) + " of it taken from the store");
  }

  private static String machine(ResultsDocument results) {
    RunEnvironment.Machine machine = results.environment().machine();
    String gpu =
        results
            .environment()
            .engine()
            .flatMap(RunEnvironment.Engine::gpu)
            .map(name -> ", " + name)
            .orElse("");
    return machine.processor().orElse(machine.system())
        + ", "
        + machine.cores()
        + (machine.cores() == 1 ? " core, " : " cores, ")
        + gibibytes(machine.memoryBytes())
        + gpu;
  }

  private static String gibibytes(long bytes) {
    return Math.round(bytes / (double) (1L << 30)) + " GiB";
  }

  /** Returns everything that a file tells of what it was made from. */
  static Run run(ResultsDocument results) {
    List<Run.Group> groups = new ArrayList<>();
    Provenance provenance = results.provenance();
    groups.add(
        new Run.Group(
            "Model",
            List.of(
                Fact.of("Name", provenance.model().name()),
                Fact.literal("SHA-256", provenance.model().digest()),
                Fact.of("Device", provenance.machine().device()),
                Fact.of("Precision", provenance.machine().precision()))));
    provenance.corpora().forEach(corpus -> groups.add(corpus(corpus)));
    provenance.exam().ifPresent(exam -> groups.add(exam(exam)));
    provenance.sources().forEach(source -> groups.add(source(source)));
    groups.add(
        new Run.Group(
            "Adapters",
            List.of(
                Fact.of("Rank", "" + provenance.lora().rank()),
                Fact.of("Alpha", "" + provenance.lora().alpha()),
                Fact.of("Dropout", "" + provenance.lora().dropout()),
                Fact.of("Rank-stabilised", provenance.lora().rankStabilised() ? "yes" : "no"))));
    groups.add(method("Learning", provenance.learning().method(), provenance.learning().replay()));
    results.methods().forEach(one -> groups.add(method("Method " + one.name(), one, "")));
    results.protocols().forEach(protocol -> groups.add(protocol(protocol)));
    groups.add(
        new Run.Group(
            "Seeds",
            List.of(
                Fact.of(
                    "Seeds",
                    results.seeds().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "))))));
    groups.add(
        new Run.Group(
            "To repeat it",
            List.of(
                Fact.literal("Command", results.environment().command()),
                Fact.literal("Configuration", results.configuration()))));
    groups.add(times(results.times()));
    groups.add(environment(results.environment()));
    results.environment().engine().ifPresent(engine -> groups.add(engine(engine)));
    return new Run(results.experiment(), groups);
  }

  private static Run.Group corpus(Provenance.Corpus corpus) {
    return new Run.Group(
        "Corpus of " + corpus.knowledge().id() + " knowledge",
        List.of(
            Fact.of("Name", corpus.name()),
            Fact.of("Version", corpus.version()),
            Fact.of("Subjects", "" + corpus.subjects()),
            Fact.of("Rows left out", "" + corpus.skipped()),
            Fact.literal("SHA-256", corpus.digest())));
  }

  private static Run.Group exam(Provenance.Exam exam) {
    return new Run.Group(
        "Exam",
        List.of(
            Fact.of("Name", exam.name()),
            Fact.of("Version", exam.version()),
            Fact.of("Questions", "" + exam.questions()),
            Fact.of("Mode", exam.mode()),
            Fact.of("Rows left out", "" + exam.skipped()),
            Fact.literal("SHA-256", exam.digest())));
  }

  private static Run.Group source(Provenance.Source source) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.literal("From", source.id()));
    if (!source.revision().isEmpty()) {
      facts.add(Fact.literal("Revision", source.revision()));
    }
    facts.add(Fact.of("Licence", source.licence()));
    facts.add(Fact.of("Files", "" + source.files()));
    facts.add(Fact.of("Bytes", "" + source.bytes()));
    facts.add(Fact.literal("SHA-256", source.digest()));
    return new Run.Group("Source " + source.name(), facts);
  }

  private static Run.Group method(String title, MethodRun method, String replay) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("Title", method.title()));
    facts.add(Fact.of("Paper", method.paper()));
    facts.add(Fact.literal("Formula", method.formula()));
    facts.add(Fact.literal("Version", method.version()));
    if (!replay.isEmpty()) {
      facts.add(Fact.of("Replay", replay));
    }
    for (MethodRun.Setting setting : method.settings()) {
      String changed =
          setting.isDefault() ? "" : " (default " + setting.parameter().defaultValue() + ")";
      facts.add(Fact.literal(setting.parameter().name(), setting.value() + changed));
    }
    return new Run.Group(title, facts);
  }

  private static Run.Group protocol(Protocol protocol) {
    Counts counts = protocol.counts();
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("Knowledge", protocol.knowledge().id()));
    facts.add(
        Fact.of(
            protocol.isPublished() ? "Entities" : "People",
            "%d, %d of them to unlearn and %d to retain"
                .formatted(counts.people(), counts.unlearn(), counts.retain())));
    facts.add(
        protocol.isPublished()
            ? Fact.of("Tasks", String.join(", ", protocol.tasks()) + ", a request each")
            : Fact.of(
                "Requests", counts.requests() + ", of " + counts.subjectsPerRequest() + " people"));
    facts.add(
        Fact.of(
            "Trained parts",
            protocol.trainedParts().stream()
                .map(Object::toString)
                .collect(Collectors.joining(", "))));
    facts.add(Fact.of("Scorer", protocol.scorer()));
    if (!protocol.otherScorers().isEmpty()) {
      facts.add(Fact.of("Other scorers", String.join(", ", protocol.otherScorers())));
    }
    if (!protocol.paper().isBlank()) {
      facts.add(Fact.of("From", protocol.paper()));
    }
    return new Run.Group("Protocol " + protocol.name(), facts);
  }

  private static Run.Group times(Times times) {
    return new Run.Group(
        "Times",
        times.phases().stream()
            .map(
                phase ->
                    Fact.of(
                        phase.kind(),
                        "%d steps, %s; %d of them computed in this run, %s"
                            .formatted(
                                phase.steps(),
                                Durations.words(phase.seconds()),
                                phase.computed(),
                                Durations.words(phase.computedSeconds()))))
            .toList());
  }

  private static Run.Group environment(RunEnvironment environment) {
    RunEnvironment.Machine machine = environment.machine();
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("PULSE", environment.pulse()));
    facts.add(Fact.of("Java", environment.java() + ", " + environment.javaVendor()));
    facts.add(Fact.of("System", machine.system()));
    machine.processor().ifPresent(name -> facts.add(Fact.of("Processor", name)));
    facts.add(Fact.of("Cores", "" + machine.cores()));
    facts.add(Fact.of("Memory", gibibytes(machine.memoryBytes())));
    facts.add(Fact.of("Heap", gibibytes(machine.heapBytes())));
    return new Run.Group("Machine", facts);
  }

  private static Run.Group engine(RunEnvironment.Engine engine) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("DJL", engine.djl()));
    facts.add(Fact.of("PyTorch", engine.pytorch()));
    facts.add(Fact.of("Threads", "" + engine.threads()));
    engine.gpu().ifPresent(name -> facts.add(Fact.of("GPU", name)));
    engine
        .libraries()
        .forEach(library -> facts.add(Fact.literal(library.name(), library.sha256())));
    return new Run.Group("Engine", facts);
  }
}
