package org.pulsebench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pulsebench.json.JsonFile;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.CellGroup;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.MethodRun;
import org.pulsebench.results.Provenance;
import org.pulsebench.results.ResultsDocument;
import org.pulsebench.results.StateResult;
import org.pulsebench.results.details.ResultsDetails;

/**
 * Results that can be compared: made from the same, with no name for two things.
 *
 * @param sources at least one, in the order in which they were given
 * @param protocols of all sources, each once; methods and seeds likewise
 * @param cells of all sources, each once
 */
record Study(
    List<Source> sources,
    List<Protocol> protocols,
    List<MethodRun> methods,
    List<Long> seeds,
    List<CellResult> cells) {

  private static final String CONFIGURATION = "the configuration of the experiment";

  private static Study of(List<Source> sources) {
    Set<Protocol> protocols = new LinkedHashSet<>();
    Set<MethodRun> methods = new LinkedHashSet<>();
    Set<Long> seeds = new LinkedHashSet<>();
    Map<String, CellResult> cells = new LinkedHashMap<>();
    for (Source one : sources) {
      ResultsDocument source = one.results();
      protocols.addAll(source.protocols());
      methods.addAll(source.methods());
      seeds.addAll(source.seeds());
      source.cells().forEach(cell -> cells.putIfAbsent(name(cell), cell));
    }
    return new Study(
        List.copyOf(sources),
        List.copyOf(protocols),
        List.copyOf(methods),
        List.copyOf(seeds),
        List.copyOf(cells.values()));
  }

  /**
   * Puts together what can be compared.
   *
   * @param apart receives, for each of the results that begins a study of its own, why
   */
  static List<Study> of(List<Source> results, List<String> apart) {
    List<List<Source>> studies = new ArrayList<>();
    for (Source one : results) {
      Optional<String> reason = Optional.empty();
      boolean placed = false;
      for (List<Source> study : studies) {
        Optional<String> conflict = conflict(study, one.results());
        if (conflict.isEmpty()) {
          study.add(one);
          placed = true;
          break;
        }
        reason = reason.or(() -> conflict);
      }
      if (!placed) {
        reason.ifPresent(why -> apart.add("“" + one.results().experiment() + "”: " + why));
        studies.add(new ArrayList<>(List.of(one)));
      }
    }
    return studies.stream().map(Study::of).toList();
  }

  private static Optional<String> conflict(List<Source> study, ResultsDocument other) {
    return study.stream()
        .map(Source::results)
        .flatMap(
            one ->
                provenanceConflict(one.provenance(), other.provenance())
                    .or(() -> nameConflict(one, other))
                    .or(() -> cellConflict(one, other))
                    .stream())
        .findFirst();
  }

  private static Optional<String> provenanceConflict(Provenance one, Provenance other) {
    if (!one.model().digest().equals(other.model().digest())) {
      return differs("the model", one.model().name(), other.model().name());
    }
    if (!one.machine().equals(other.machine())) {
      return differs("device, precision or version", words(one.machine()), words(other.machine()));
    }
    if (!one.exam().equals(other.exam())) {
      return differs("the exam", words(one.exam()), words(other.exam()));
    }
    if (!one.evaluation().equals(other.evaluation())) {
      return differs("the evaluation", one.evaluation(), other.evaluation());
    }
    if (!one.lora().equals(other.lora())) {
      return differs("the LoRA settings", one.lora().toString(), other.lora().toString());
    }
    if (!one.learning().equals(other.learning())) {
      return Optional.of("people were learned in another way");
    }
    return one.corpora().stream()
        .flatMap(
            corpus ->
                other.corpus(corpus.knowledge()).stream()
                    .filter(match -> !match.equals(corpus))
                    .flatMap(
                        match ->
                            differs(
                                "the corpus of " + corpus.knowledge().id() + " knowledge",
                                corpus.name() + " " + corpus.version(),
                                match.name() + " " + match.version())
                                .stream()))
        .findFirst();
  }

  private static Optional<String> nameConflict(ResultsDocument one, ResultsDocument other) {
    for (Protocol protocol : one.protocols()) {
      if (other.protocol(protocol.name()).filter(match -> !match.equals(protocol)).isPresent()) {
        return Optional.of("its protocol " + protocol.name() + " is another one");
      }
    }
    for (MethodRun method : one.methods()) {
      if (other.method(method.name()).filter(match -> !match.equals(method)).isPresent()) {
        return Optional.of(
            "its method " + method.name() + " is of another version or has other parameters");
      }
    }
    return Optional.empty();
  }

  /** Equal steps have equal results; the same cell of other steps is a contradiction. */
  private static Optional<String> cellConflict(ResultsDocument one, ResultsDocument other) {
    Map<String, List<String>> steps =
        one.cells().stream().collect(Collectors.toMap(Study::name, Study::steps, (a, b) -> a));
    return other.cells().stream()
        .filter(cell -> steps.containsKey(name(cell)))
        .filter(cell -> !steps.get(name(cell)).equals(steps(cell)))
        .map(cell -> "it has other results of " + name(cell))
        .findFirst();
  }

  private static Optional<String> differs(String what, String one, String other) {
    return Optional.of(
        one.equals(other)
            ? what + " is another one of the same name"
            : what + " is " + other + ", not " + one);
  }

  private static String words(Provenance.MachineClass machine) {
    return machine.device() + ", " + machine.precision() + ", PULSE " + machine.version();
  }

  private static String words(Optional<Provenance.Exam> exam) {
    return exam.map(one -> one.name() + " " + one.version() + " (" + one.mode() + ")")
        .orElse("none");
  }

  private static String name(CellResult cell) {
    return cell.group() + ", seed " + cell.seed();
  }

  private static List<String> steps(CellResult cell) {
    return cell.states().stream().map(StateResult::step).toList();
  }

  /** Returns what every source of the study was made from, but for its corpora. */
  Provenance provenance() {
    return sources.get(0).results().provenance();
  }

  /** Returns whether pictures that nobody had were drawn, as an experiment's data can ask for. */
  boolean drawsMissingPictures() {
    return sources.stream()
        .map(source -> JsonFile.parse(source.results().configuration(), CONFIGURATION))
        .anyMatch(
            configuration -> configuration.at("/data/missing").asText().equals("placeholder"));
  }

  /** Returns the answers that a cell is made of; empty where only the results are there. */
  Optional<ResultsDetails> details(CellResult cell) {
    return sources.stream()
        .filter(source -> source.results().cells().contains(cell))
        .flatMap(source -> source.details().stream())
        .findFirst();
  }

  /** Returns the cells of a protocol. */
  List<CellResult> cells(Protocol protocol) {
    return cells.stream().filter(cell -> cell.protocol().equals(protocol)).toList();
  }

  /** Returns the cells that differ in nothing but the seed. */
  List<CellResult> cells(CellGroup group) {
    return cells.stream().filter(cell -> cell.group().equals(group)).toList();
  }

  /** Returns one cell of a protocol a seed: all cells of a seed begin alike. */
  List<CellResult> starts(Protocol protocol) {
    Map<Long, CellResult> starts = new LinkedHashMap<>();
    cells(protocol).forEach(cell -> starts.putIfAbsent(cell.seed(), cell));
    return List.copyOf(starts.values());
  }

  /** Returns what was compared in a protocol, in the order of the cells. */
  List<CellGroup> groups(Protocol protocol) {
    return cells(protocol).stream().map(CellResult::group).distinct().toList();
  }

  /** Returns whether generality was measured with an exam in a protocol. */
  boolean hasExam(Protocol protocol) {
    return cells(protocol).stream().anyMatch(CellResult::hasExam);
  }
}
