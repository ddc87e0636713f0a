package org.pulsebench.report.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pulsebench.Checks;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.report.Entry;
import org.pulsebench.report.Item;
import org.pulsebench.report.Names;
import org.pulsebench.report.Report;
import org.pulsebench.report.Table;
import org.pulsebench.results.CellGroup;

/**
 * Tables of how far methods, or several results of one method, are apart after all requests.
 *
 * <p>In each of the results, every method is compared with the first one of its protocol; beyond
 * the first results, every method also with itself in the first ones. A protocol gives a table,
 * with the accuracy of both sides by the protocol's scorer, the difference with a 95 % interval,
 * and the p-value of a test that is paired wherever single answers or several seeds are known, raw
 * and corrected by Holm for the number of tests of the table. What cannot be compared is listed
 * with its reason.
 */
public final class Comparison {

  private final List<NamedResults> sources;
  private final List<Refusal> refusals = new ArrayList<>();

  /** Two sides that cannot be compared. */
  private record Refusal(String protocol, String baseline, String other, String reason) {}

  private Comparison(List<NamedResults> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * Returns the section of a comparison; its items are empty if there is nothing to compare.
   *
   * @param sources at least one, the one to compare with first, with names of their own
   */
  public static Report.Section of(List<NamedResults> sources) {
    Checks.positive(sources.size(), "number of results");
    long names = sources.stream().map(NamedResults::name).distinct().count();
    Checks.require(names == sources.size(), "names of results", "twice the same", "all different");
    return new Comparison(sources).section();
  }

  /**
   * Returns a report with the section of a comparison behind its own.
   *
   * @param sources at least one, the one to compare with first, with names of their own
   */
  public static Report addedTo(Report report, List<NamedResults> sources) {
    Report.Section comparison = of(sources);
    if (comparison.items().isEmpty()) {
      return report;
    }
    List<Report.Section> sections = new ArrayList<>(report.sections());
    sections.add(comparison);
    return new Report(
        report.title(),
        report.facts(),
        report.findings(),
        report.remarks(),
        sections,
        report.runs(),
        report.answers());
  }

  private Report.Section section() {
    Map<String, Table> tables = new LinkedHashMap<>();
    for (String protocol : protocols()) {
      List<Contrast> contrasts = contrasts(protocol);
      if (!contrasts.isEmpty()) {
        String id = id(protocol, tables.keySet());
        tables.put(id, ContrastTable.of(id, protocol, contrasts));
      }
    }
    List<Item> items = new ArrayList<>(tables.values());
    if (!refusals.isEmpty()) {
      items.add(refused());
    }
    return new Report.Section(
        "comparison", Report.Section.Kind.COMPARISON, "Comparison", lead(), items);
  }

  private Set<String> protocols() {
    Set<String> names = new LinkedHashSet<>();
    for (NamedResults source : sources) {
      source.results().protocols().forEach(protocol -> names.add(protocol.name()));
    }
    return names;
  }

  private static String id(String protocol, Set<String> taken) {
    String name = Names.id(protocol);
    String id = name.isEmpty() ? "comparison" : "comparison-" + name;
    String unique = id;
    for (int i = 2; taken.contains(unique); i++) {
      unique = id + "-" + i;
    }
    return unique;
  }

  private List<String> lead() {
    List<String> lead = new ArrayList<>();
    lead.add(
        "Every method beside the first of its protocol"
            + (sources.size() == 1
                ? "."
                : ", and all results beside %s, after all requests."
                    .formatted(sources.get(0).name())));
    if (sources.stream()
        .flatMap(source -> source.results().protocols().stream())
        .anyMatch(Protocol::isPublished)) {
      lead.add(
          "Of published tasks, the exam alone is compared here; scores that judges gave stand in"
              + " tables of their own, with intervals.");
    }
    for (NamedResults other : sources.subList(1, sources.size())) {
      NamedResults first = sources.get(0);
      List<String> differences = Comparability.differences(first.results(), other.results());
      lead.add(
          differences.isEmpty()
              ? "Nothing differs in what %s and %s were made from."
                  .formatted(first.name(), other.name())
              : "%s and %s differ in %s."
                  .formatted(first.name(), other.name(), String.join(", ", differences)));
    }
    return lead;
  }

  private List<Contrast> contrasts(String protocol) {
    List<Contrast> contrasts = new ArrayList<>();
    List<Contestant> first = contestants(sources.get(0), protocol);
    for (int s = 0; s < sources.size(); s++) {
      List<Contestant> contestants = contestants(sources.get(s), protocol);
      for (int i = 1; i < contestants.size(); i++) {
        contrast(contestants.get(0), contestants.get(i)).ifPresent(contrasts::add);
      }
      if (s > 0) {
        for (Contestant baseline : first) {
          contestants.stream()
              .filter(other -> other.group().equals(baseline.group()))
              .findFirst()
              .flatMap(other -> contrast(baseline, other))
              .ifPresent(contrasts::add);
        }
      }
    }
    return contrasts;
  }

  private static List<Contestant> contestants(NamedResults source, String name) {
    Optional<Protocol> protocol = source.results().protocol(name);
    List<Contestant> contestants = new ArrayList<>();
    for (CellGroup group : protocol.map(source.results()::groups).orElse(List.of())) {
      contestants.add(new Contestant(source, protocol.get(), group));
    }
    return contestants;
  }

  private Optional<Contrast> contrast(Contestant baseline, Contestant other) {
    boolean named = sources.size() > 1;
    Optional<String> obstacle = Comparability.obstacle(baseline, other);
    Optional<Contrast> contrast =
        obstacle.isPresent()
            ? Optional.empty()
            : Optional.of(Contrast.of(baseline, other, named))
                .filter(found -> !found.lines().isEmpty());
    if (contrast.isEmpty()) {
      refusals.add(
          new Refusal(
              baseline.protocol().name(),
              baseline.name(named),
              other.name(named),
              obstacle.orElse("neither options nor an exam were asked")));
    }
    return contrast;
  }

  private Table refused() {
    List<Table.Row> rows = new ArrayList<>();
    for (Refusal refusal : refusals) {
      rows.add(
          new Table.Row(
              false,
              List.of(
                  Entry.Label.of(refusal.protocol()),
                  Entry.Label.of(refusal.other()),
                  Entry.Label.of(refusal.baseline()),
                  Entry.Label.of(refusal.reason()))));
    }
    return new Table(
        "not-comparable",
        "Not comparable",
        "Pairs that were not compared, and why.",
        List.of(
            Table.Column.of("protocol", "Protocol"),
            Table.Column.of("other", "This"),
            Table.Column.of("baseline", "With"),
            Table.Column.of("reason", "Reason")),
        List.of(new Table.Block("", rows)),
        List.of());
  }
}
