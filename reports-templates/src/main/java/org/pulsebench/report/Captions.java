package org.pulsebench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.StateResult;

/** What captions and notes say again and again. */
final class Captions {

  private Captions() {}

  /** Returns by whom answers to a protocol's questions are judged, and what came before them. */
  static String scorer(Study study, Protocol protocol) {
    return "Answers are judged by the scorer "
        + protocol.scorer()
        + ". "
        + examples(study, protocol);
  }

  /** Returns what was shown before the questions of a protocol. */
  static String examples(Study study, Protocol protocol) {
    return examples(study, List.of(protocol));
  }

  /** Returns what was shown before the questions of protocols. */
  static String examples(Study study, List<Protocol> protocols) {
    List<String> shown =
        protocols.stream()
            .filter(protocol -> study.provenance().showsExamples(protocol))
            .map(Protocol::name)
            .toList();
    if (shown.isEmpty()) {
      return "No examples are shown before a question.";
    }
    return "Before a question%s, examples from the evaluated set are shown with their answers, as"
            .formatted(
                shown.size() == protocols.size() ? "" : " of protocol " + String.join(", ", shown))
        + " MLLMU-Bench published it.";
  }

  /** Returns what the column Exam is of, with a space before it; empty if there is no exam. */
  static String exam(Study study) {
    return study
        .provenance()
        .exam()
        .map(exam -> " Exam: %s, %s; the paper's is MMBench.".formatted(exam.name(), exam.mode()))
        .orElse(" No exam was taken.");
  }

  /** Returns how values over seeds are to be read, and which of a protocol's cells broke off. */
  static List<String> notes(Study study, Protocol protocol) {
    List<String> notes = new ArrayList<>();
    List<Long> seeds = study.cells(protocol).stream().map(CellResult::seed).distinct().toList();
    if (seeds.size() > 1) {
      notes.add(
          "Means over the seeds %s; intervals are of 95 %%, by Student's t over the seeds."
              .formatted(seeds.stream().map(String::valueOf).collect(Collectors.joining(", "))));
    } else if (!seeds.isEmpty()) {
      notes.add(
          "Of seed %d alone; intervals are of 95 %%, over questions or %s."
              .formatted(seeds.get(0), protocol.isPublished() ? "entities" : "subjects"));
    }
    if (!protocol.isPublished()) {
      Paper.otherwise(protocol).ifPresent(notes::add);
    }
    study.cells(protocol).forEach(cell -> diverged(cell).forEach(notes::add));
    return notes;
  }

  /** Returns a sentence about each request of a cell that broke off. */
  static List<String> diverged(CellResult cell) {
    List<String> sentences = new ArrayList<>();
    for (StateResult state : cell.states()) {
      state
          .diverged()
          .ifPresent(
              problem ->
                  sentences.add(
                      "%s, %s, seed %d diverged in request %d: %s (%s)."
                          .formatted(
                              cell.protocol().name(),
                              Names.method(cell.method()),
                              cell.seed(),
                              state.requests(),
                              problem.what(),
                              problem.found())));
    }
    return sentences;
  }
}
