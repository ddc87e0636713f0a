package org.pulsebench.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.MethodRun;
import org.pulsebench.results.Provenance;
import org.pulsebench.results.ResultsDocument;

/**
 * Whether two results answer the same questions about the same people, and what else parts them.
 *
 * <p>What may differ is what a comparison is about: the model, the method and its settings, the
 * version. What was asked may not.
 */
final class Comparability {

  private Comparability() {}

  /** Returns why two sides cannot be compared; empty if they can. */
  static Optional<String> obstacle(Contestant baseline, Contestant other) {
    return protocol(baseline.protocol(), other.protocol())
        .or(() -> material(baseline, other))
        .or(() -> seeds(baseline, other));
  }

  /** Returns the pairs of cells with the same seed in which both came through all requests. */
  static List<CellPair> pairs(Contestant baseline, Contestant other) {
    List<CellPair> pairs = new ArrayList<>();
    for (CellResult cell : baseline.cells()) {
      Optional<CellResult> before = baseline.cell(cell.seed());
      Optional<CellResult> after = other.cell(cell.seed());
      if (before.isPresent() && after.isPresent()) {
        pairs.add(new CellPair(before.get(), after.get()));
      }
    }
    return pairs;
  }

  private static Optional<String> protocol(Protocol one, Protocol two) {
    if (one.knowledge() != two.knowledge()) {
      return Optional.of(
          "one is of %s knowledge, the other of %s"
              .formatted(one.knowledge().id(), two.knowledge().id()));
    }
    if (!one.counts().equals(two.counts())) {
      return Optional.of(
          "one unlearns %d people in %d requests, the other %d in %d"
              .formatted(
                  one.counts().unlearn(),
                  one.counts().requests(),
                  two.counts().unlearn(),
                  two.counts().requests()));
    }
    return one.scorer().equals(two.scorer())
        ? Optional.empty()
        : Optional.of(
            "answers were judged by the scorer %s and by %s".formatted(one.scorer(), two.scorer()));
  }

  private static Optional<String> material(Contestant one, Contestant two) {
    Provenance before = one.source().results().provenance();
    Provenance after = two.source().results().provenance();
    Optional<String> corpus = before.corpus(one.protocol().knowledge()).map(c -> c.digest());
    if (!corpus.equals(after.corpus(one.protocol().knowledge()).map(c -> c.digest()))) {
      return Optional.of("the questions are of two corpora");
    }
    Optional<String> exam = before.exam().map(e -> e.digest() + e.mode() + e.questions());
    return exam.equals(after.exam().map(e -> e.digest() + e.mode() + e.questions()))
        ? Optional.empty()
        : Optional.of("the exams differ");
  }

  private static Optional<String> seeds(Contestant baseline, Contestant other) {
    List<CellResult> common =
        baseline.cells().stream()
            .filter(cell -> other.cells().stream().anyMatch(match -> match.seed() == cell.seed()))
            .toList();
    if (common.isEmpty()) {
      return Optional.of("they have no seed in common");
    }
    for (CellPair pair : pairs(baseline, other)) {
      if (!pair.baseline().split().equals(pair.other().split())) {
        return Optional.of(
            "with seed %d, other people are to be forgotten or kept".formatted(pair.seed()));
      }
    }
    return pairs(baseline, other).isEmpty()
        ? Optional.of("no seed came through all requests in both")
        : Optional.empty();
  }

  /** Returns what two results were made from that is not the same, in words. */
  static List<String> differences(ResultsDocument one, ResultsDocument two) {
    Provenance before = one.provenance();
    Provenance after = two.provenance();
    List<String> differences = new ArrayList<>();
    if (!before.model().digest().equals(after.model().digest())) {
      differences.add("the model (%s, %s)".formatted(before.model().name(), after.model().name()));
    }
    if (!before.machine().version().equals(after.machine().version())) {
      differences.add(
          "the version of PULSE (%s, %s)"
              .formatted(before.machine().version(), after.machine().version()));
    }
    if (!before.machine().device().equals(after.machine().device())
        || !before.machine().precision().equals(after.machine().precision())) {
      differences.add("device or precision");
    }
    if (!before.lora().equals(after.lora())) {
      differences.add("the settings of LoRA");
    }
    if (!before.learning().equals(after.learning())) {
      differences.add("how people were learned");
    }
    for (MethodRun method : one.methods()) {
      if (two.method(method.name()).filter(match -> !match.equals(method)).isPresent()) {
        differences.add("version or parameters of " + method.name());
      }
    }
    return List.copyOf(differences);
  }
}
