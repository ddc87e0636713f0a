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

  static String scorer(Protocol protocol) {
    return "Answers are judged by the scorer " + protocol.scorer() + ".";
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
          "Of seed %d alone; intervals are of 95 %%, over questions or subjects."
              .formatted(seeds.get(0)));
    }
    Paper.otherwise(protocol).ifPresent(notes::add);
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
