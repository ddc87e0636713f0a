package org.pulsebench.plugin.store;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.NearNames;
import org.pulsebench.Problem;
import org.pulsebench.experiment.store.PruneReport;
import org.pulsebench.experiment.store.StepStore;
import org.pulsebench.experiment.store.StoredStep;
import org.pulsebench.experiment.store.VerifyReport;
import org.pulsebench.plugin.fork.TimeSpan;

/** Something that a person does with a store. */
public sealed interface StoreAction {

  /** Names every step. */
  record ListSteps() implements StoreAction {}

  /** Reads every byte. */
  record Verify() implements StoreAction {}

  /**
   * Removes steps.
   *
   * @param olderThan those that were not used for so long
   * @param maximumSize the least recently used, until the others are no larger together
   */
  record Prune(Optional<Duration> olderThan, Optional<Long> maximumSize) implements StoreAction {}

  /**
   * What came of it.
   *
   * @param isSound whether nothing damaged was found
   */
  record Outcome(List<String> lines, String summary, boolean isSound) {

    public Outcome {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Returns the action of a name.
   *
   * @throws BadInputException if there is none, a limit is missing, or one would have no effect
   */
  static StoreAction of(String name, Optional<String> olderThan, Optional<String> maximumSize) {
    boolean limited = olderThan.isPresent() || maximumSize.isPresent();
    if (!name.equals("prune") && limited) {
      throw bad(
          "An option would have no effect",
          "<olderThan>, <maximumSize> with the action " + name,
          "the action prune",
          "Add -Dpulse.store.action=prune, or leave the limit out.");
    }
    return switch (name) {
      case "list" -> new ListSteps();
      case "verify" -> new Verify();
      case "prune" -> {
        if (!limited) {
          throw bad(
              "Pruning needs a limit",
              "neither <olderThan> nor <maximumSize>",
              "one of them, or both",
              "Add -Dpulse.store.olderThan=30d or -Dpulse.store.maximumSize=10GB.");
        }
        yield new Prune(
            olderThan.map(text -> TimeSpan.parse(text, "olderThan")),
            maximumSize.map(text -> ByteSize.parse(text).bytes()));
      }
      default ->
          throw bad(
              "The store knows no such action",
              name,
              NearNames.expected(name, List.of("list", "verify", "prune")),
              "Correct -Dpulse.store.action.");
    };
  }

  /** Does it. */
  default Outcome on(StepStore store) {
    if (this instanceof Prune prune) {
      return pruned(store, prune);
    }
    return this instanceof Verify ? verified(store) : listed(store);
  }

  private static Outcome listed(StepStore store) {
    List<StoredStep> steps = store.list();
    return new Outcome(
        steps.stream().map(StoreAction::line).toList(), "%s".formatted(sum(steps)), true);
  }

  private static Outcome verified(StepStore store) {
    VerifyReport report = store.verify();
    List<String> lines = new ArrayList<>();
    report.damaged().forEach(damage -> lines.addAll(damage.problem().message().lines().toList()));
    report.newer().forEach(step -> lines.add("of a newer version: " + step.shortName()));
    return new Outcome(
        lines,
        "%s intact, %d damaged, %d of a newer version."
            .formatted(sum(report.intact()), report.damaged().size(), report.newer().size()),
        report.damaged().isEmpty());
  }

  private static Outcome pruned(StepStore store, Prune prune) {
    List<PruneReport> reports = new ArrayList<>();
    prune.olderThan().ifPresent(span -> reports.add(store.prune(span)));
    prune.maximumSize().ifPresent(bytes -> reports.add(store.prune(bytes)));
    List<String> lines = new ArrayList<>();
    for (PruneReport report : reports) {
      report.removed().forEach(step -> lines.add("removed: " + line(step)));
      report.inUse().forEach(step -> lines.add("kept, in use: " + line(step)));
    }
    int removed = reports.stream().mapToInt(report -> report.removed().size()).sum();
    long freed = reports.stream().mapToLong(PruneReport::bytesFreed).sum();
    return new Outcome(
        lines,
        "%d steps removed, %s freed; %s left."
            .formatted(removed, new ByteSize(freed).text(), sum(store.list())),
        true);
  }

  private static String line(StoredStep step) {
    return "%s  %s  %s"
        .formatted(
            step.lastUsed().truncatedTo(ChronoUnit.SECONDS),
            step.shortName(),
            new ByteSize(step.bytes()).text());
  }

  private static String sum(List<StoredStep> steps) {
    long bytes = steps.stream().mapToLong(StoredStep::bytes).sum();
    return steps.size() + " steps, " + new ByteSize(bytes).text();
  }

  private static BadInputException bad(String what, String found, String expected, String remedy) {
    return new BadInputException(new Problem(what, "pulse:store", found, expected, remedy));
  }
}
