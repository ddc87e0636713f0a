package org.pulsebench.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.CellGroup;
import org.pulsebench.results.CellResult;

/**
 * The matrices of the MLUBench paper (arXiv 2606.12809) in its layout: in column A-UB stands the
 * score on task A after task B was unlearnt, in the blocks forget quality and model utility, with
 * matrices of their own for base questions and for variants.
 */
final class MlubenchItems {

  private final Study study;
  private final Protocol protocol;
  private final List<String> tasks;
  private final MlubenchPaper paper = new MlubenchPaper();

  MlubenchItems(Study study, Protocol protocol) {
    this.study = study;
    this.protocol = protocol;
    this.tasks = protocol.tasks();
  }

  /** Says what the paper's numbers are of, what ours are of, and why they cannot be compared. */
  static List<String> lead(Study study, Protocol protocol) {
    String corpus =
        study.provenance().corpus(protocol.knowledge()).map(one -> one.name()).orElse("no corpus");
    return List.of(
        "Our numbers, those that the paper reports (%s; only some, as a text about it quotes them),"
                .formatted(MlubenchPaper.SOURCE)
            + " and the difference. The paper's answers were judged by a language model.",
        "Ours are of the model %s on %s%s, judged by %s: they cannot be compared with the paper's,"
                .formatted(
                    study.provenance().model().name(),
                    corpus,
                    study.drawsMissingPictures()
                        ? " with drawn pictures in place of those that are missing"
                        : "",
                    Judges.names(study, protocol))
            + " but whether the same happens can be seen.");
  }

  /**
   * Returns the matrix of the base questions and, where they were asked, that of the variants.
   *
   * @param id what their ids begin with
   */
  List<Item> all(String id) {
    List<Item> items = new ArrayList<>();
    items.add(
        matrix(
            id,
            "MLUBench. Base questions",
            List.of(TaskScore.FORGET_QUALITY, TaskScore.UTILITY),
            false));
    if (hasVariants()) {
      items.add(
          matrix(
              id + "-variants",
              "MLUBench. Variants",
              List.of(TaskScore.FORGET_QUALITY, TaskScore.UTILITY),
              true));
    }
    return items;
  }

  /** Returns whether the paraphrases were asked, too. */
  boolean hasVariants() {
    List<String> names =
        TaskScore.ALL.stream().map(score -> score.name(Optional.empty(), true)).toList();
    return study.cells(protocol).stream()
        .flatMap(cell -> cell.states().stream())
        .anyMatch(state -> names.stream().anyMatch(name -> state.task(name).isPresent()));
  }

  /**
   * Returns the matrix of some scores, a block each.
   *
   * @param scores at least one, all of which improve the same way
   */
  Table matrix(String id, String title, List<TaskScore> scores, boolean variants) {
    List<Table.Column> columns = columns(scores.get(0).direction());
    List<Table.Block> blocks = new ArrayList<>();
    for (TaskScore score : scores) {
      List<Table.Row> rows = new ArrayList<>();
      rows.add(before(score, variants));
      for (CellGroup group : study.groups(protocol)) {
        rows.add(row(group, score, variants));
      }
      blocks.add(Marks.marked(new Table.Block(score.title(), rows), columns));
    }
    String caption =
        "Scores from 0 to 1 of protocol %s, of %s: X-UY is the score on task X after task Y was"
            + " unlearnt.";
    return new Table(
        id,
        title,
        caption.formatted(
            protocol.name(), variants ? "the paraphrases of the questions" : "the base questions"),
        columns,
        blocks,
        notes());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>(Captions.notes(study, protocol));
    MlubenchPaper.otherwise(protocol).ifPresent(notes::add);
    notes.add(Judges.of(study, protocol));
    return notes;
  }

  private List<Table.Column> columns(Direction direction) {
    List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.of("method", "Method")));
    for (int x = 0; x < tasks.size(); x++) {
      for (int y = x; y < tasks.size(); y++) {
        columns.add(
            Table.Column.of(id(x) + "-u" + id(y), tasks.get(x) + "-U" + tasks.get(y), direction)
                .in("Task " + tasks.get(x)));
      }
    }
    return columns;
  }

  /** Returns a task's name in ids: its own, or its number where names could be mistaken. */
  private String id(int task) {
    List<String> names = tasks.stream().map(Names::id).toList();
    boolean clear = new HashSet<>(names).size() == names.size() && !names.contains("");
    return clear ? names.get(task) : "task" + (task + 1);
  }

  private Table.Row before(TaskScore score, boolean variants) {
    List<CellResult> starts = study.starts(protocol);
    List<Entry> entries = new ArrayList<>(List.of(Entry.Label.of("(Before)")));
    for (int x = 0; x < tasks.size(); x++) {
      Entry entry = score.after(0, starts, Optional.of(tasks.get(x)), variants, Optional.empty());
      IntStream.range(x, tasks.size()).forEach(y -> entries.add(entry));
    }
    return new Table.Row(true, entries);
  }

  private Table.Row row(CellGroup group, TaskScore score, boolean variants) {
    List<Entry> entries =
        new ArrayList<>(
            List.of(Entry.Label.of(Names.group(group, protocol.trainedParts().size() > 1))));
    for (int x = 0; x < tasks.size(); x++) {
      for (int y = x; y < tasks.size(); y++) {
        Optional<Entry.Published> published =
            variants
                ? Optional.empty()
                : paper.find(protocol, group, score, tasks.get(x), tasks.get(y));
        entries.add(
            score.after(y + 1, study.cells(group), Optional.of(tasks.get(x)), variants, published));
      }
    }
    return new Table.Row(false, entries);
  }
}
