package org.pulsebench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.Spread;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.CellGroup;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.QuestionSet;

/** Everything that was measured in a protocol of published tasks, beyond the paper's matrices. */
final class TaskItems {

  private static final Values.Quantity DRIFT =
      new Values.Quantity(Unit.SCORE, "tasks", 0, Double.POSITIVE_INFINITY);

  private final Study study;
  private final Protocol protocol;
  private final String id;
  private final MlubenchItems matrices;
  private final RoutingItems routing;

  /**
   * Creates the maker of a protocol's items.
   *
   * @param id what their ids begin with
   */
  TaskItems(Study study, Protocol protocol, String id) {
    this.study = study;
    this.protocol = protocol;
    this.id = id;
    this.matrices = new MlubenchItems(study, protocol);
    this.routing = new RoutingItems(study, protocol);
  }

  /** Returns all items for which there are numbers. */
  List<Item> all() {
    List<Item> items = new ArrayList<>();
    items.add(figure(TaskScore.FORGET_QUALITY, id + "-forget-quality"));
    items.add(figure(TaskScore.UTILITY, id + "-utility"));
    items.add(drift());
    items.add(left(id + "-left", "What is left", false));
    if (matrices.hasVariants()) {
      items.add(left(id + "-left-variants", "What is left, variants", true));
    }
    routing.routing(id + "-routing").ifPresent(items::add);
    items.add(routing.weights(id + "-weights"));
    Judges.table(study, protocol, id + "-missing").ifPresent(items::add);
    if (study.hasExam(protocol)) {
      items.add(exam());
    }
    new LossFigure(study, protocol).figure(id + "-losses").ifPresent(items::add);
    items.add(TrainingTimes.table(study, protocol, id + "-times"));
    return items;
  }

  private Table left(String table, String title, boolean variants) {
    return matrices.matrix(table, title, List.of(TaskScore.LEFT), variants);
  }

  /** One chart a method, in which each line is a task: what happens to it before and after. */
  private Figure figure(TaskScore score, String figure) {
    List<Figure.Panel> panels = new ArrayList<>();
    List<Table.Block> blocks = new ArrayList<>();
    for (CellGroup group : study.groups(protocol)) {
      List<Figure.Series> series = new ArrayList<>();
      List<Table.Row> rows = new ArrayList<>();
      for (String task : protocol.tasks()) {
        List<Entry> entries = entries(score, group, task);
        series.add(series(task, entries));
        entries.add(0, Entry.Label.of("Task " + task));
        rows.add(new Table.Row(false, entries));
      }
      String panel = figure + "-" + (panels.size() + 1);
      panels.add(
          new Figure.Panel(panel, name(group), Figure.Kind.LINE, false, axes(score), series));
      blocks.add(new Table.Block(name(group), rows));
    }
    String caption =
        score.title()
            + " on each task before and after every task was unlearnt, from 0 to 1, of the base"
            + " questions; 0 is before, "
            + steps()
            + ".";
    String title = score.title() + ", task by task";
    Table numbers =
        new Table(
            figure + "-numbers",
            title,
            caption,
            columns(score.direction()),
            blocks,
            Captions.notes(study, protocol));
    return new Figure(figure, title, caption, panels, Alternatives.of(panels), numbers);
  }

  private String steps() {
    List<String> steps = new ArrayList<>();
    for (String task : protocol.tasks()) {
      steps.add("%d after task %s".formatted(steps.size() + 1, task));
    }
    return String.join(", ", steps);
  }

  private List<Figure.Axis> axes(TaskScore score) {
    int tasks = protocol.tasks().size();
    return List.of(
        new Figure.Axis("Tasks unlearnt", 0, tasks, Math.max(1, tasks / 10)),
        new Figure.Axis(score.title(), 0, 1, 0.2));
  }

  private List<Table.Column> columns(Direction direction) {
    List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.of("task", "Task")));
    columns.add(Table.Column.of("after-0", "Before"));
    for (int i = 1; i <= protocol.tasks().size(); i++) {
      columns.add(
          Table.Column.of("after-" + i, protocol.tasks().get(i - 1), direction).in("After task"));
    }
    return columns;
  }

  private List<Entry> entries(TaskScore score, CellGroup group, String task) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i <= protocol.tasks().size(); i++) {
      entries.add(score.after(i, study.cells(group), Optional.of(task), false, Optional.empty()));
    }
    return entries;
  }

  private Figure.Series series(String task, List<Entry> entries) {
    List<Figure.Point> points = new ArrayList<>();
    entries.forEach(entry -> points.add(point(points.size(), entry)));
    return new Figure.Series(
        "Task " + task,
        "Task " + task,
        Optional.empty(),
        new Styles(protocol.tasks()).ofMethod(task),
        points);
  }

  private static Figure.Point point(int x, Entry entry) {
    if (!(entry instanceof Entry.Value value)) {
      return new Figure.Point(
          x, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    }
    Optional<Spread> spread = value.spread();
    return new Figure.Point(
        x,
        OptionalDouble.of(value.value()),
        spread.map(one -> OptionalDouble.of(one.min())).orElse(OptionalDouble.empty()),
        spread.map(one -> OptionalDouble.of(one.max())).orElse(OptionalDouble.empty()));
  }

  private Table drift() {
    List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.of("method", "Method")));
    List<Boolean> kinds = matrices.hasVariants() ? List.of(false, true) : List.of(false);
    for (TaskScore score : TaskScore.ALL) {
      for (boolean variants : kinds) {
        columns.add(
            Table.Column.of(
                    Names.id(score.drift(variants)),
                    variants ? "Variants" : "Base",
                    Direction.LOWER_IS_BETTER)
                .in(score.title()));
      }
    }
    List<Table.Row> rows = new ArrayList<>();
    for (CellGroup group : study.groups(protocol)) {
      List<Entry> entries = new ArrayList<>(List.of(Entry.Label.of(name(group))));
      for (TaskScore score : TaskScore.ALL) {
        kinds.forEach(variants -> entries.add(drift(study.cells(group), score.drift(variants))));
      }
      rows.add(new Table.Row(false, entries));
    }
    return new Table(
        id + "-drift",
        "Drift",
        "By how much the score on each task changes from when it was unlearnt to the end, summed"
            + " over the tasks: what the paper's objective keeps small.",
        columns,
        List.of(Marks.marked(new Table.Block("", rows), columns)),
        Captions.notes(study, protocol));
  }

  private static Entry drift(List<CellResult> cells, String name) {
    return Values.of(
        cells,
        DRIFT,
        Optional.empty(),
        cell ->
            cell.drift().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .map(figure -> Values.figure(figure, 1, ""))
                .orElseGet(() -> Values.missing("not asked")));
  }

  private Table exam() {
    List<Table.Row> rows = new ArrayList<>();
    for (CellGroup group : study.groups(protocol)) {
      List<Entry> entries = new ArrayList<>(List.of(Entry.Label.of(name(group))));
      for (int i = 0; i <= protocol.tasks().size(); i++) {
        entries.add(
            Values.accuracy(
                study.cells(group), protocol.scorer(), i, QuestionSet.EXAM.id(), Optional.empty()));
      }
      rows.add(new Table.Row(false, entries));
    }
    List<Table.Column> columns = new ArrayList<>(columns(Direction.HIGHER_IS_BETTER));
    columns.set(0, Table.Column.of("method", "Method"));
    return new Table(
        id + "-exam",
        "Exam",
        "Accuracy (%) in the exam. Answers are judged by the scorer " + protocol.scorer() + ".",
        columns,
        List.of(Marks.marked(new Table.Block("", rows), columns)),
        Captions.notes(study, protocol));
  }

  private String name(CellGroup group) {
    return Names.group(group, protocol.trainedParts().size() > 1);
  }
}
