package org.pulsebench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.CellGroup;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.QuestionSet;

/** What came of each method, in words that follow from the numbers. */
final class Findings {

  private static final double MOST = 50;
  private static final double HARDLY = 10;
  private static final double HELD = 80;
  private static final double MODALITIES_APART = 15;

  private final Study study;

  Findings(Study study) {
    this.study = study;
  }

  /** Returns one finding a protocol and method, in the order of the protocols. */
  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    for (Protocol protocol : study.protocols()) {
      study
          .groups(protocol)
          .forEach(
              group ->
                  findings.add(
                      protocol.isPublished()
                          ? new TaskFinding(study, protocol, group).finding()
                          : finding(protocol, group)));
    }
    return findings;
  }

  private Finding finding(Protocol protocol, CellGroup group) {
    List<CellResult> cells = study.cells(group);
    String method = Names.group(group, protocol.trainedParts().size() > 1);
    Entry forgotten = share(protocol, cells, QuestionSet.UNLEARN);
    Entry retained = share(protocol, cells, QuestionSet.RETAIN);
    Entry exam = share(protocol, cells, QuestionSet.EXAM);
    List<String> sentences = new ArrayList<>();
    Finding.Outcome outcome;
    if (forgotten instanceof Entry.Value f) {
      outcome = outcome(f.value(), worst(retained, exam));
      sentences.add(main(protocol, cells, f, retained, exam));
      modalities(protocol, cells).ifPresent(sentences::add);
      collapse(protocol, cells).ifPresent(sentences::add);
      gaps(f.gaps(), cells.size()).ifPresent(sentences::add);
    } else {
      Entry.Absent absent = (Entry.Absent) forgotten;
      outcome =
          absent.reason() == Entry.Absent.Reason.DIVERGED
              ? Finding.Outcome.DIVERGED
              : Finding.Outcome.UNDEFINED;
      sentences.add(capital(absent.explanation()) + ".");
    }
    return new Finding(
        protocol.name(),
        method,
        outcome,
        String.join(" ", sentences),
        List.of(
            new Finding.Share("D_unlearn forgotten", forgotten),
            new Finding.Share("D_retain kept", retained),
            new Finding.Share("Exam kept", exam)));
  }

  static Finding.Outcome outcome(double forgotten, Optional<Double> kept) {
    boolean held = kept.orElse(100.0) >= HELD;
    if (forgotten < HARDLY && held) {
      return Finding.Outcome.INEFFECTIVE;
    }
    if (forgotten >= MOST) {
      return held ? Finding.Outcome.SELECTIVE : Finding.Outcome.COLLATERAL;
    }
    return held ? Finding.Outcome.PARTIAL : Finding.Outcome.DAMAGED;
  }

  static Optional<Double> worst(Entry one, Entry other) {
    List<Double> values = new ArrayList<>();
    for (Entry entry : List.of(one, other)) {
      if (entry instanceof Entry.Value value) {
        values.add(value.value());
      }
    }
    return values.stream().min(Double::compare);
  }

  private String main(
      Protocol protocol, List<CellResult> cells, Entry.Value forgotten, Entry kept, Entry exam) {
    StringBuilder text = new StringBuilder();
    text.append(
        forgotten.value() < 0
            ? "Forgot nothing of D_unlearn"
            : "Forgot %.0f %% of D_unlearn".formatted(forgotten.value()));
    text.append(fromTo(protocol, cells, QuestionSet.UNLEARN));
    List<String> rest = new ArrayList<>();
    kept(protocol, cells, kept, QuestionSet.RETAIN, "D_retain").ifPresent(rest::add);
    kept(protocol, cells, exam, QuestionSet.EXAM, "the exam").ifPresent(rest::add);
    return text + (rest.isEmpty() ? "" : "; kept " + String.join(" and ", rest)) + ".";
  }

  private Optional<String> kept(
      Protocol protocol, List<CellResult> cells, Entry entry, QuestionSet set, String name) {
    return entry instanceof Entry.Value value
        ? Optional.of(
            "%.0f %% of %s%s".formatted(value.value(), name, fromTo(protocol, cells, set)))
        : Optional.empty();
  }

  private static String fromTo(Protocol protocol, List<CellResult> cells, QuestionSet set) {
    Entry before = accuracy(protocol, cells, 0, set.id());
    Entry after = accuracy(protocol, cells, protocol.counts().requests(), set.id());
    return " (%s → %s %%)".formatted(before.text(), after.text());
  }

  /** Says by which modality more is forgotten, where they lie apart. */
  private Optional<String> modalities(Protocol protocol, List<CellResult> cells) {
    Entry image = forgotten(protocol, cells, "multimodal");
    Entry text = forgotten(protocol, cells, "text");
    if (!(image instanceof Entry.Value one && text instanceof Entry.Value other)
        || Math.abs(one.value() - other.value()) < MODALITIES_APART) {
      return Optional.empty();
    }
    boolean imageMore = one.value() > other.value();
    return Optional.of(
        "%s questions lost more than %s questions: %.0f %% to %.0f %%."
            .formatted(
                imageMore ? "Image" : "Text",
                imageMore ? "text" : "image",
                Math.max(one.value(), other.value()),
                Math.min(one.value(), other.value())));
  }

  private static Entry forgotten(Protocol protocol, List<CellResult> cells, String modality) {
    return Values.derived(
        cells,
        protocol.scorer(),
        protocol.counts().requests(),
        QuestionSet.UNLEARN.id() + "/" + modality + "/percent-forgotten",
        Optional.empty());
  }

  private static Optional<String> collapse(Protocol protocol, List<CellResult> cells) {
    if (protocol.counts().requests() == 1) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    for (QuestionSet set : List.of(QuestionSet.RETAIN, QuestionSet.EXAM)) {
      List<Integer> at = Collapse.requests(cells, protocol.scorer(), set);
      if (!at.isEmpty()) {
        parts.add(
            "%s fell below half at request %s"
                .formatted(
                    set == QuestionSet.RETAIN ? "D_retain" : "the exam",
                    Collapse.or(at.stream().map(String::valueOf).toList())));
      }
    }
    return Optional.of(
        parts.isEmpty()
            ? "Neither D_retain nor the exam fell below half in any seed."
            : capital(String.join("; ", parts)) + ".");
  }

  static Optional<String> gaps(List<Entry.Gap> gaps, int cells) {
    return gaps.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%d of %d seeds have no value: %s."
                .formatted(gaps.size(), cells, gaps.get(0).explanation()));
  }

  private static Entry share(Protocol protocol, List<CellResult> cells, QuestionSet set) {
    return Values.derived(
        cells,
        protocol.scorer(),
        protocol.counts().requests(),
        set.derived(Optional.empty()),
        Optional.empty());
  }

  private static Entry accuracy(
      Protocol protocol, List<CellResult> cells, int requests, String set) {
    return Values.accuracy(cells, protocol.scorer(), requests, set, Optional.empty());
  }

  static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
