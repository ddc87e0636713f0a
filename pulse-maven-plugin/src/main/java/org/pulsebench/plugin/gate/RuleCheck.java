package org.pulsebench.plugin.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pulsebench.NearNames;
import org.pulsebench.plugin.gate.Gate.Tolerance;
import org.pulsebench.protocol.Preset;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.report.PublishedResults;
import org.pulsebench.report.PublishedValue;
import org.pulsebench.results.CellGroup;
import org.pulsebench.results.QuestionSet;
import org.pulsebench.results.ResultsDocument;
import org.pulsebench.results.TaskMetric;

/** Holds results against one rule. */
final class RuleCheck {

  private static final int MOST_DIFFERENCES = 3;

  private final Gate gate;
  private final GateRule rule;
  private final ResultsDocument results;
  private final Conditions conditions;
  private final Optional<Baseline> baseline;
  private final PublishedResults published;

  RuleCheck(
      Gate gate,
      GateRule rule,
      ResultsDocument results,
      Optional<Baseline> baseline,
      PublishedResults published) {
    this.gate = gate;
    this.rule = rule;
    this.results = results;
    this.conditions = Conditions.of(results);
    this.baseline = baseline;
    this.published = published;
  }

  List<Finding> findings() {
    Optional<Protocol> protocol = results.protocol(rule.protocol());
    if (protocol.isEmpty()) {
      List<String> known = results.protocols().stream().map(Protocol::name).toList();
      return absent(
          gate,
          rule,
          Status.MISSING,
          "the results have no protocol %s; expected %s"
              .formatted(rule.protocol(), NearNames.expected(rule.protocol(), known)));
    }
    List<CellGroup> groups =
        results.groups(protocol.get()).stream()
            .filter(group -> rule.method().map(group.method()::equals).orElse(true))
            .filter(group -> rule.trainedParts().map(group.trainedParts()::equals).orElse(true))
            .toList();
    if (groups.isEmpty()) {
      return absent(gate, rule, Status.MISSING, noGroup(protocol.get()));
    }
    List<Finding> findings = new ArrayList<>();
    groups.forEach(group -> findings.addAll(findings(protocol.get(), group)));
    return findings;
  }

  /** Returns that a rule has no number, once for each of its bounds. */
  static List<Finding> absent(Gate gate, GateRule rule, Status status, String reason) {
    String subject = rule.protocol() + rule.method().map(method -> ", " + method).orElse("");
    return rule.bounds().stream()
        .map(bound -> absent(gate, label(rule, subject, "", bound), subject, bound, status, reason))
        .toList();
  }

  private String noGroup(Protocol protocol) {
    List<CellGroup> all = results.groups(protocol);
    String of = "protocol " + protocol.name() + " was not run with ";
    List<String> methods = all.stream().map(CellGroup::method).distinct().toList();
    if (methods.isEmpty()) {
      return "protocol " + protocol.name() + " has no cell";
    }
    Optional<String> method = rule.method().filter(name -> !methods.contains(name));
    if (method.isPresent()) {
      return of
          + "method "
          + method.get()
          + "; expected "
          + NearNames.expected(method.get(), methods);
    }
    List<String> parts = all.stream().map(one -> one.trainedParts().id()).distinct().toList();
    return of
        + rule.trainedParts().map(one -> one.id() + " trained").orElse("that")
        + "; expected one of "
        + String.join(", ", parts);
  }

  private List<Finding> findings(Protocol protocol, CellGroup group) {
    int last = protocol.counts().requests();
    int requests = rule.requests().orElse(last);
    String scorer =
        rule.metric().isJudged() ? TaskMetric.JUDGE : rule.scorer().orElse(protocol.scorer());
    Measurement.Wanted wanted =
        new Measurement.Wanted(
            rule.set(), rule.modality(), rule.metric(), rule.tasks(), requests, scorer);
    Measurement measurement =
        impossible(protocol, wanted)
            .orElseGet(() -> Measurement.of(results.cells(group), results.seeds(), wanted));
    List<Finding> findings = new ArrayList<>();
    for (Bound bound : rule.bounds()) {
      String label = label(rule, group.toString(), apart(protocol, group), bound);
      if (measurement instanceof Measurement.Found found) {
        findings.add(new Check(protocol, group, wanted, found.measured(), bound, label).finding());
      } else if (measurement instanceof Measurement.Absent none) {
        findings.add(absent(gate, label, group.toString(), bound, none.status(), none.reason()));
      }
    }
    return findings;
  }

  private Optional<Measurement> impossible(Protocol protocol, Measurement.Wanted wanted) {
    int last = protocol.counts().requests();
    List<String> scorers = new ArrayList<>(List.of(protocol.scorer()));
    scorers.addAll(protocol.otherScorers());
    String reason =
        wanted.metric().isJudged()
            ? withoutTask(protocol, wanted)
            : withoutScore(protocol, wanted, scorers);
    if (wanted.requests() > last) {
      reason =
          "protocol %s has %s, and no request %d"
              .formatted(
                  protocol.name(), last == 1 ? "1 request" : last + " requests", wanted.requests());
    }
    return reason.isEmpty()
        ? Optional.empty()
        : Optional.of(new Measurement.Absent(Status.MISSING, reason));
  }

  private static String withoutTask(Protocol protocol, Measurement.Wanted wanted) {
    if (!protocol.isPublished()) {
      return "protocol %s has no published tasks, which %s is of"
          .formatted(protocol.name(), wanted.name());
    }
    return wanted
        .tasks()
        .task()
        .filter(task -> !protocol.tasks().contains(task))
        .map(
            task ->
                "protocol %s has no task %s; expected %s"
                    .formatted(protocol.name(), task, NearNames.expected(task, protocol.tasks())))
        .orElse("");
  }

  private static String withoutScore(
      Protocol protocol, Measurement.Wanted wanted, List<String> scorers) {
    if (!scorers.contains(wanted.scorer())) {
      return "protocol %s was not judged by %s; expected one of %s"
          .formatted(protocol.name(), wanted.scorer(), String.join(", ", scorers));
    }
    boolean single = protocol.counts().requests() == 1;
    return wanted.metric() == RuleMetric.AREA && single
        ? "an area is of several requests; protocol " + protocol.name() + " has one"
        : "";
  }

  /** Returns what tells a group from others that the same rule is about. */
  private String apart(Protocol protocol, CellGroup group) {
    String method = rule.method().isEmpty() ? ", " + group.method() : "";
    boolean several = rule.trainedParts().isEmpty() && protocol.trainedParts().size() > 1;
    return method + (several ? ", " + group.trainedParts().id() : "");
  }

  private static String label(GateRule rule, String subject, String apart, Bound bound) {
    String requests =
        rule.requests().isPresent() ? " after " + rule.requests().getAsInt() + " requests" : "";
    String name =
        rule.name()
            .map(given -> given + apart)
            .orElseGet(() -> subject + ": " + rule.words() + requests);
    return rule.bounds().size() == 1 ? name : name + ", " + bound.words();
  }

  private static Finding absent(
      Gate gate, String label, String subject, Bound bound, Status status, String reason) {
    return new Finding(
        label,
        subject,
        bound,
        status,
        isTolerated(gate, status),
        Optional.empty(),
        reason,
        Optional.empty());
  }

  private static boolean isTolerated(Gate gate, Status status) {
    return switch (status) {
      case MISSING -> gate.tolerated().contains(Tolerance.MISSING_METRIC);
      case UNDEFINED -> gate.tolerated().contains(Tolerance.UNDEFINED_METRIC);
      case NO_BASELINE -> gate.tolerated().contains(Tolerance.MISSING_BASELINE);
      default -> false;
    };
  }

  /** One number and one of its bounds. */
  private final class Check {

    private final Protocol protocol;
    private final CellGroup group;
    private final Measurement.Wanted wanted;
    private final Bound bound;
    private final String label;
    private final Measured measured;
    private final BoundCheck check;

    Check(
        Protocol protocol,
        CellGroup group,
        Measurement.Wanted wanted,
        Measured measured,
        Bound bound,
        String label) {
      this.protocol = protocol;
      this.group = group;
      this.wanted = wanted;
      this.bound = bound;
      this.label = label;
      this.measured = measured;
      this.check = new BoundCheck(measured, rule.require());
    }

    Finding finding() {
      if (rule.require() == Requirement.INTERVAL
          && (rule.metric() == RuleMetric.AREA || rule.metric() == RuleMetric.DRIFT)
          && measured.seeds() == 1) {
        return none(
            Status.MISSING,
            "%s %s of one seed has no interval; run several <seeds>, or require the mean"
                .formatted(rule.metric() == RuleMetric.AREA ? "an" : "a", rule.metric().id()));
      }
      if (bound instanceof Bound.Minimum minimum) {
        return told(check.minimum(minimum.amount()), Optional.empty());
      }
      if (bound instanceof Bound.Maximum maximum) {
        return told(check.maximum(maximum.amount()), Optional.empty());
      }
      return bound instanceof Bound.MaximumLoss loss
          ? againstBaseline(loss)
          : againstPublished((Bound.Within) bound);
    }

    private Finding againstBaseline(Bound.MaximumLoss loss) {
      if (baseline.isEmpty()) {
        return none(
            Status.NO_BASELINE,
            gate.baseline().map(file -> "there is no file " + file).orElse("none is named")
                + "; write one with pulse:baseline");
      }
      MetricKey key = MetricKey.of(group, wanted.requests(), wanted.scorer(), wanted.name());
      List<MetricKey> same =
          baseline.get().values().keySet().stream().filter(key::isOfSameCell).toList();
      if (same.isEmpty()) {
        return noBaseline("nothing of " + group);
      }
      List<String> differences =
          conditions.differences(baseline.get().conditions(), protocol, group.method(), rule.set());
      if (!differences.isEmpty()) {
        return incomparable(differences);
      }
      Optional<Measured> before = baseline.get().value(key);
      if (before.isPresent()) {
        return told(
            check.loss(loss, before.get()),
            check
                .gain(before.get())
                .map(
                    gain ->
                        "better than the baseline by "
                            + gain
                            + " points; keep it with pulse:baseline"));
      }
      List<String> scorers = same.stream().map(MetricKey::scorer).distinct().toList();
      return scorers.contains(wanted.scorer())
          ? noBaseline("no " + wanted.name() + " of " + group)
          : incomparable(
              List.of(
                  "scorer is %s, and %s in the baseline"
                      .formatted(wanted.scorer(), String.join(", ", scorers))));
    }

    private Finding againstPublished(Bound.Within within) {
      if (within.published().isPresent()) {
        return told(
            check.within(within.points(), within.published().get().value(), 0), Optional.empty());
      }
      Optional<PublishedValue> value =
          published.find(
              group.protocol(),
              group.method(),
              group.trainedParts().id(),
              rule.set().id(),
              rule.modality().map(QuestionSet::word),
              rule.metric().id(),
              wanted.requests());
      if (value.isEmpty()) {
        return none(
            Status.MISSING,
            "the paper has no such number; name one, such as <published>71</published>");
      }
      Protocol ofPaper = Preset.of(group.protocol()).protocol(Preset.Size.PAPER);
      if (!ofPaper.counts().equals(protocol.counts())
          || ofPaper.knowledge() != protocol.knowledge()) {
        return none(
            Status.INCOMPARABLE,
            "the paper unlearns %d people of %d, these results %d of %d; use <size>paper</size>"
                .formatted(
                    ofPaper.counts().unlearn(),
                    ofPaper.counts().people(),
                    protocol.counts().unlearn(),
                    protocol.counts().people()));
      }
      return told(
          check.within(within.points(), value.get().value(), value.get().error()),
          Optional.empty());
    }

    private Finding told(Numbers numbers, Optional<String> suggestion) {
      String message =
          "%s%s is %s, %s%s is allowed"
              .formatted(
                  rule.words(),
                  rule.require().words(measured, numbers.upper()),
                  numbers.valueText(),
                  numbers.boundText(),
                  numbers.origin());
      return new Finding(
          label,
          group.toString(),
          bound,
          numbers.isKept() ? Status.KEPT : Status.VIOLATED,
          false,
          Optional.of(numbers),
          message,
          suggestion);
    }

    private Finding incomparable(List<String> differences) {
      int more = differences.size() - MOST_DIFFERENCES;
      return none(
          Status.INCOMPARABLE,
          String.join("; ", differences.subList(0, Math.min(differences.size(), MOST_DIFFERENCES)))
              + (more > 0 ? "; and " + more + " more" : ""));
    }

    private Finding noBaseline(String what) {
      return none(
          Status.NO_BASELINE,
          "the baseline has " + what + "; write one that has with pulse:baseline");
    }

    private Finding none(Status status, String reason) {
      return absent(gate, label, group.toString(), bound, status, reason);
    }
  }
}
