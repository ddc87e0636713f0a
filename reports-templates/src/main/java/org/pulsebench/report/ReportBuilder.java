package org.pulsebench.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pulsebench.Checks;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.report.Report.Remark;
import org.pulsebench.report.Report.Section;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.ResultsDocument;

/** Makes a report of results. */
public final class ReportBuilder {

  private final List<Finding> findings = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  private ReportBuilder() {}

  /**
   * Returns the report of one or several results.
   *
   * <p>Results that agree in what they were made from are one study, whose methods and seeds stand
   * side by side; others are shown apart, and a remark tells why.
   *
   * @param results at least one
   */
  public static Report of(List<ResultsDocument> results) {
    return ofSources(results.stream().map(one -> new Source(one, Optional.empty())).toList());
  }

  /**
   * Does the same with single answers and losses, where there are details.
   *
   * @param sources at least one
   */
  public static Report ofSources(List<Source> sources) {
    Checks.positive(sources.size(), "number of results");
    return new ReportBuilder().report(sources);
  }

  private Report report(List<Source> sources) {
    List<ResultsDocument> results = sources.stream().map(Source::results).toList();
    List<String> apart = new ArrayList<>();
    List<Study> studies = Study.of(sources, apart);
    apart.forEach(
        reason ->
            remarks.add(
                new Remark(
                    Remark.Kind.WARNING,
                    "Not comparable",
                    reason + ". Its results are shown apart.")));
    for (int i = 0; i < studies.size(); i++) {
      add(studies.get(i), studies.size() == 1 ? "" : "study-" + (i + 1) + "-");
    }
    return new Report(
        results.stream()
            .map(ResultsDocument::experiment)
            .distinct()
            .collect(Collectors.joining("; ")),
        RunFacts.head(results),
        findings,
        remarks,
        sections,
        results.stream().map(RunFacts::run).toList(),
        sources.stream()
            .flatMap(
                source ->
                    source.details().stream()
                        .map(
                            details ->
                                new Answers(
                                    source.results().experiment(),
                                    source.results().cells(),
                                    details)))
            .toList());
  }

  private void add(Study study, String prefix) {
    String name = study.sources().get(0).results().experiment();
    findings.addAll(new Findings(study).all());
    warnings(study);
    String of = prefix.isEmpty() ? "" : ": " + name;
    if (!PaperItems.drawn(study).isEmpty()) {
      sections.add(
          new Section(
              unique(prefix + "paper"),
              Section.Kind.PAPER,
              "The paper's tables and figures" + of,
              List.of(
                  "Our numbers, those that the paper reports (%s), and the difference in points."
                          .formatted(PublishedResults.SOURCE)
                      + " Another model and other people cannot be expected to give the same"
                      + " numbers; whether the same happens can be seen."),
              new PaperItems(study, prefix).all()));
    }
    study.protocols().stream()
        .filter(Protocol::isPublished)
        .forEach(protocol -> sections.add(mlubench(study, protocol, prefix, of)));
    study.protocols().forEach(protocol -> sections.add(beyond(study, protocol, prefix, of)));
  }

  private Section mlubench(Study study, Protocol protocol, String prefix, String of) {
    String id = unique(prefix + "mlubench");
    return new Section(
        id,
        Section.Kind.PAPER,
        "MLUBench's tables" + of,
        MlubenchItems.lead(study, protocol),
        new MlubenchItems(study, protocol).all(id + "-scores"));
  }

  private Section beyond(Study study, Protocol protocol, String prefix, String of) {
    String id = unique(prefix + "protocol-" + Names.id(protocol.name()));
    return new Section(
        id,
        Section.Kind.PROTOCOL,
        protocol.name() + of,
        List.of(),
        protocol.isPublished()
            ? new TaskItems(study, protocol, id).all()
            : new ProtocolItems(study, protocol, id).all());
  }

  private void warnings(Study study) {
    for (CellResult cell : study.cells()) {
      Captions.diverged(cell)
          .forEach(text -> remarks.add(new Remark(Remark.Kind.WARNING, "Diverged", text)));
      Judges.missing(cell)
          .forEach(text -> remarks.add(new Remark(Remark.Kind.WARNING, "Not judged", text)));
    }
  }

  private String unique(String id) {
    String base = id.replaceAll("-+$", "");
    String candidate = base;
    for (int i = 2; !ids.add(candidate); i++) {
      candidate = base + "-n" + i;
    }
    return candidate;
  }
}
