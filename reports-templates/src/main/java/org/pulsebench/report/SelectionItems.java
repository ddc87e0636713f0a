package org.pulsebench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.SelectionStability;
import org.pulsebench.results.ResultsDocument;
import org.pulsebench.results.SelectionAccount;

/** How the people whom a model knew before were selected. */
final class SelectionItems {

  private static final String PINNED =
      "The people are those of a file, not those whom this run found best known.";

  private SelectionItems() {}

  /**
   * Returns how far selections agree that differ in the wording of the questions or in the seed;
   * empty where nobody was selected.
   */
  static Optional<Table> stability(Study study, Protocol protocol, String id) {
    List<Table.Block> blocks = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Source source : study.sources()) {
      ResultsDocument results = source.results();
      List<Table.Row> rows = new ArrayList<>();
      for (SelectionAccount account : results.selections()) {
        if (account.protocol().equals(protocol.name())) {
          account.stability().forEach(one -> rows.add(row(one)));
          if (account.pinned() && !notes.contains(PINNED)) {
            notes.add(PINNED);
          }
        }
      }
      if (!rows.isEmpty()) {
        blocks.add(new Table.Block(study.sources().size() > 1 ? results.experiment() : "", rows));
      }
    }
    return blocks.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Table(
                id,
                "Selection",
                "Selections of the people whom the model knows best that differ in one thing only:"
                    + " how many people all of them have, and the mean of the Jaccard index of"
                    + " every two, beside what chance would give. An index of 1 is the same people.",
                columns(),
                blocks,
                notes));
  }

  private static List<Table.Column> columns() {
    return List.of(
        Table.Column.of("differ-in", "Differ in"),
        Table.Column.of("compared", "Compared"),
        Table.Column.of("candidates", "Candidates"),
        Table.Column.of("selected", "Selected"),
        Table.Column.of("by-all", "By all", Direction.HIGHER_IS_BETTER),
        Table.Column.of("jaccard", "Jaccard", Direction.HIGHER_IS_BETTER),
        Table.Column.of("by-chance", "By chance"));
  }

  private static Table.Row row(SelectionStability one) {
    return new Table.Row(
        false,
        List.of(
            Entry.Label.of(one.over().id()),
            Entry.Label.of(String.join(", ", one.variants())),
            number(one.candidates(), Unit.COUNT),
            number(one.wanted(), Unit.COUNT),
            number(one.always(), Unit.COUNT),
            number(one.meanJaccard(), Unit.NUMBER),
            number(one.jaccardByChance(), Unit.NUMBER)));
  }

  private static Entry number(double value, Unit unit) {
    return Entry.Value.fixed(value, unit, Optional.empty());
  }
}
