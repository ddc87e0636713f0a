package org.pulsebench.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.Spread;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.TrainedParts;
import org.pulsebench.results.CellGroup;
import org.pulsebench.results.QuestionSet;

/** Figures 4 and 5 of the PULSE paper, each with ours and the published numbers side by side. */
final class PaperFigures {

  private static final List<QuestionSet> SETS = List.of(QuestionSet.values());

  private final Study study;
  private final Paper paper;
  private final Styles styles;

  PaperFigures(Study study, Paper paper) {
    this.study = study;
    this.paper = paper;
    Set<String> methods = new LinkedHashSet<>(Paper.METHODS);
    study.methods().forEach(method -> methods.add(method.name()));
    this.styles = new Styles(List.copyOf(methods));
  }

  /** Figure 4: one pair of radar charts a protocol. */
  Figure source(List<Protocol> protocols, String id) {
    List<Figure.Panel> panels = new ArrayList<>();
    List<Table.Block> blocks = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (boolean published : List.of(false, true)) {
      for (int i = 0; i < protocols.size(); i++) {
        Protocol protocol = protocols.get(i);
        List<Figure.Series> series = published ? publishedShares(protocol) : shares(protocol);
        if (!series.isEmpty()) {
          panels.add(
              new Figure.Panel(
                  id + (published ? "-published-" : "-") + (i + 1),
                  published ? "Published: " + Paper.like(protocol).id() : protocol.name(),
                  Figure.Kind.RADAR,
                  published,
                  SETS.stream().map(PaperFigures::shareAxis).toList(),
                  series));
        }
      }
    }
    List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.of("method", "Method")));
    for (QuestionSet set : SETS) {
      columns.add(
          Table.Column.of(
              set.id() + (set == QuestionSet.UNLEARN ? "-forgotten" : "-kept"),
              shareName(set),
              Direction.HIGHER_IS_BETTER));
    }
    for (Protocol protocol : protocols) {
      List<Table.Row> rows = new ArrayList<>();
      for (CellGroup group : study.groups(protocol)) {
        List<Entry> entries =
            new ArrayList<>(List.of(Entry.Label.of(Names.method(group.method()))));
        SETS.forEach(set -> entries.add(share(protocol, group, set)));
        rows.add(new Table.Row(false, entries));
      }
      blocks.add(Marks.marked(new Table.Block(protocol.name(), rows), columns));
      Captions.notes(study, protocol).stream().filter(n -> !notes.contains(n)).forEach(notes::add);
    }
    String caption =
        "Per cent of the accuracy before unlearning that is forgotten (D_unlearn) and kept"
            + " (D_retain, exam), image and text questions together. 100 is best on every axis;"
            + " values below 0 are drawn at 0. "
            + Captions.examples(study, protocols)
            + Captions.exam(study);
    return figure(id, "Figure 4. Source of the knowledge", caption, panels, columns, blocks, notes);
  }

  private Entry share(Protocol protocol, CellGroup group, QuestionSet set) {
    int requests = protocol.counts().requests();
    return Values.derived(
        study.cells(group),
        protocol.scorer(),
        requests,
        set.derived(Optional.empty()),
        paper.find(
            protocol,
            group.trainedParts(),
            group.method(),
            set.id(),
            Optional.empty(),
            "derived",
            requests));
  }

  private List<Figure.Series> shares(Protocol protocol) {
    return study.groups(protocol).stream()
        .map(
            group -> {
              List<Figure.Point> points = new ArrayList<>();
              SETS.forEach(set -> points.add(point(points.size(), share(protocol, group, set))));
              return new Figure.Series(
                  Names.method(group.method()),
                  Names.method(group.method()),
                  Optional.empty(),
                  styles.ofMethod(group.method()),
                  points);
            })
        .toList();
  }

  private List<Figure.Series> publishedShares(Protocol protocol) {
    return published(
        method -> {
          List<Figure.Point> points = new ArrayList<>();
          for (QuestionSet set : SETS) {
            points.add(point(points.size(), published(protocol, method, set, "derived", 1)));
          }
          return new Figure.Series(
              Names.method(method),
              Names.method(method),
              Optional.empty(),
              styles.ofMethod(method),
              points);
        });
  }

  /** Figure 5: one line chart of ours, and one of the paper's. */
  Figure sequence(Protocol protocol, String id) {
    int requests = protocol.counts().requests();
    List<Figure.Axis> axes =
        List.of(
            new Figure.Axis("Unlearning requests", 0, requests, Math.max(1, requests / 10)),
            new Figure.Axis("Accuracy (%)", 0, 100, 20));
    List<Figure.Panel> panels = new ArrayList<>();
    panels.add(
        new Figure.Panel(id + "-1", "Ours", Figure.Kind.LINE, false, axes, curves(protocol)));
    List<Figure.Series> published = publishedCurves(protocol);
    if (!published.isEmpty()) {
      panels.add(
          new Figure.Panel(
              id + "-published-1", "Published", Figure.Kind.LINE, true, axes, published));
    }
    List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.of("method", "Method")));
    for (int i = 0; i <= requests; i++) {
      columns.add(Table.Column.of("after-" + i, "" + i).in("Accuracy after requests"));
    }
    List<Table.Block> blocks = new ArrayList<>();
    for (QuestionSet set : SETS) {
      List<Table.Row> rows = new ArrayList<>();
      for (CellGroup group : study.groups(protocol)) {
        List<Entry> entries =
            new ArrayList<>(List.of(Entry.Label.of(Names.method(group.method()))));
        for (int i = 0; i <= requests; i++) {
          entries.add(accuracy(protocol, group, set, i));
        }
        rows.add(new Table.Row(false, entries));
      }
      Direction direction =
          set == QuestionSet.UNLEARN ? Direction.LOWER_IS_BETTER : Direction.HIGHER_IS_BETTER;
      blocks.add(
          Marks.marked(new Table.Block(PaperItems.shown(set), rows), columns.size(), direction));
    }
    String caption =
        "Accuracy (%) of protocol "
            + protocol.name()
            + " after each request, on all of D_unlearn, on D_retain and in the exam. "
            + Captions.scorer(study, protocol)
            + Captions.exam(study);
    return figure(
        id,
        "Figure 5. Sustainability",
        caption,
        panels,
        columns,
        blocks,
        Captions.notes(study, protocol));
  }

  private Entry accuracy(Protocol protocol, CellGroup group, QuestionSet set, int requests) {
    return Values.accuracy(
        study.cells(group),
        protocol.scorer(),
        requests,
        set.id(),
        paper.accuracy(protocol, group.trainedParts(), group.method(), set.id(), requests));
  }

  private List<Figure.Series> curves(Protocol protocol) {
    List<Figure.Series> curves = new ArrayList<>();
    for (QuestionSet set : SETS) {
      for (CellGroup group : study.groups(protocol)) {
        List<Figure.Point> points = new ArrayList<>();
        for (int i = 0; i <= protocol.counts().requests(); i++) {
          points.add(point(i, accuracy(protocol, group, set, i)));
        }
        curves.add(curve(group.method(), set, points));
      }
    }
    return curves;
  }

  private List<Figure.Series> publishedCurves(Protocol protocol) {
    List<Figure.Series> curves = new ArrayList<>();
    for (QuestionSet set : SETS) {
      curves.addAll(
          published(
              method -> {
                List<Figure.Point> points = new ArrayList<>();
                for (int i = 0; i <= protocol.counts().requests(); i++) {
                  points.add(point(i, published(protocol, method, set, "accuracy", i)));
                }
                return curve(method, set, points);
              }));
    }
    return curves;
  }

  private Figure.Series curve(String method, QuestionSet set, List<Figure.Point> points) {
    return new Figure.Series(
        PaperItems.shown(set) + ", " + Names.method(method),
        Names.method(method),
        Optional.of(PaperItems.shown(set)),
        styles.of(method, set),
        points);
  }

  /** Returns what the paper has of its methods; none of which it has nothing at all. */
  private static List<Figure.Series> published(Function<String, Figure.Series> series) {
    return Paper.METHODS.stream()
        .map(series)
        .filter(one -> one.points().stream().anyMatch(point -> point.y().isPresent()))
        .toList();
  }

  private Optional<Entry.Published> published(
      Protocol protocol, String method, QuestionSet set, String metric, int requests) {
    return paper.find(
        protocol,
        TrainedParts.PROJECTOR_AND_LLM,
        method,
        set.id(),
        Optional.empty(),
        metric,
        requests);
  }

  private static Figure.Point point(int x, Optional<Entry.Published> published) {
    return new Figure.Point(
        x,
        published.map(value -> OptionalDouble.of(value.value())).orElse(OptionalDouble.empty()),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  private static Figure.Point point(int x, Entry entry) {
    if (!(entry instanceof Entry.Value value)) {
      return point(x, Optional.empty());
    }
    Optional<Spread> spread = value.spread();
    return new Figure.Point(
        x,
        OptionalDouble.of(value.value()),
        spread.map(one -> OptionalDouble.of(one.min())).orElse(OptionalDouble.empty()),
        spread.map(one -> OptionalDouble.of(one.max())).orElse(OptionalDouble.empty()));
  }

  private static Figure.Axis shareAxis(QuestionSet set) {
    return new Figure.Axis(shareName(set), 0, 100, 20);
  }

  private static String shareName(QuestionSet set) {
    return PaperItems.shown(set) + (set == QuestionSet.UNLEARN ? " forgotten" : " kept");
  }

  private static Figure figure(
      String id,
      String title,
      String caption,
      List<Figure.Panel> panels,
      List<Table.Column> columns,
      List<Table.Block> blocks,
      List<String> notes) {
    Table numbers = new Table(id + "-numbers", title, caption, columns, blocks, notes);
    return new Figure(id, title, caption, panels, Alternatives.of(panels), numbers);
  }
}
