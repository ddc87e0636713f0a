package org.pulsebench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.CellGroup;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.details.LossCurve;
import org.pulsebench.results.details.ResultsDetails;

/** The losses of learning and of unlearning in one protocol, of the first seed that has them. */
final class LossFigure {

  private static final int MOST_POINTS = 160;

  private final Study study;
  private final Protocol protocol;
  private final Styles styles;
  private final List<Table.Row> rows = new ArrayList<>();

  LossFigure(Study study, Protocol protocol) {
    this.study = study;
    this.protocol = protocol;
    this.styles = new Styles(study.groups(protocol).stream().map(CellGroup::toString).toList());
  }

  /** Returns the figure; empty where no training is known. */
  Optional<Figure> figure(String id) {
    List<Figure.Panel> panels = new ArrayList<>();
    learning(id).ifPresent(panels::add);
    unlearning(id).ifPresent(panels::add);
    if (panels.isEmpty()) {
      return Optional.empty();
    }
    String caption =
        "Loss at each training step, of the first seed; where there are more steps than can be"
            + " drawn, means of neighbours. Gradient ascent makes the loss of what is to be"
            + " forgotten grow: its own loss, the negative of that, falls.";
    Table numbers =
        new Table(
            id + "-numbers",
            "Losses",
            caption,
            List.of(
                Table.Column.of("training", "Training"),
                Table.Column.of("steps", "Steps"),
                Table.Column.of("first", "Loss at first"),
                Table.Column.of("last", "Loss at last"),
                Table.Column.of("gradient", "Largest gradient")),
            List.of(new Table.Block("", rows)),
            List.of());
    return Optional.of(new Figure(id, "Losses", caption, panels, Alternatives.of(panels), numbers));
  }

  private Optional<Figure.Panel> learning(String id) {
    return study.cells(protocol).stream()
        .flatMap(cell -> details(cell).flatMap(details -> details.curve(cell.start())).stream())
        .filter(curve -> !curve.points().isEmpty())
        .findFirst()
        .map(
            curve -> {
              row("Learning", curve);
              return panel(
                  id + "-learning",
                  "Learning",
                  List.of(
                      new Figure.Series(
                          "Learning",
                          "Learning",
                          Optional.empty(),
                          new Figure.Style(
                              Figure.Line.SOLID, Figure.Marker.CIRCLE, Figure.Colour.TEAL),
                          points(List.of(curve)))));
            });
  }

  private Optional<Figure.Panel> unlearning(String id) {
    List<Figure.Series> series = new ArrayList<>();
    for (CellGroup group : study.groups(protocol)) {
      List<LossCurve> trainings = trainings(group);
      String name = Names.group(group, protocol.trainedParts().size() > 1);
      for (int i = 0; i < trainings.size(); i++) {
        row(name + (trainings.size() == 1 ? "" : ", request " + (i + 1)), trainings.get(i));
      }
      List<Figure.Point> points = points(trainings);
      if (!points.isEmpty()) {
        series.add(
            new Figure.Series(
                name, name, Optional.empty(), styles.ofMethod(group.toString()), points));
      }
    }
    return series.isEmpty()
        ? Optional.empty()
        : Optional.of(
            panel(
                id + "-unlearning",
                protocol.counts().requests() == 1
                    ? "Unlearning"
                    : "Unlearning, one request after the other",
                series));
  }

  private List<LossCurve> trainings(CellGroup group) {
    List<LossCurve> trainings = new ArrayList<>();
    CellResult cell = study.cells(group).get(0);
    details(cell)
        .ifPresent(
            details ->
                cell.states().stream()
                    .skip(1)
                    .forEach(state -> details.curve(state.step()).ifPresent(trainings::add)));
    return trainings;
  }

  private Optional<ResultsDetails> details(CellResult cell) {
    return study.details(cell);
  }

  private void row(String name, LossCurve curve) {
    List<LossCurve.Point> points = curve.points();
    if (points.isEmpty()) {
      return;
    }
    double largest = points.stream().mapToDouble(LossCurve.Point::gradientNorm).max().orElse(0);
    rows.add(
        new Table.Row(
            false,
            List.of(
                Entry.Label.of(name),
                Entry.Value.fixed(points.size(), Unit.COUNT, Optional.empty()),
                number(points.get(0).loss()),
                number(points.get(points.size() - 1).loss()),
                number(largest))));
  }

  private static Entry number(double value) {
    return Entry.Value.fixed(value, Unit.NUMBER, Optional.empty());
  }

  private static List<Figure.Point> points(List<LossCurve> curves) {
    List<Double> losses =
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .map(LossCurve.Point::loss)
            .toList();
    int bucket = Math.max(1, (losses.size() + MOST_POINTS - 1) / MOST_POINTS);
    List<Figure.Point> points = new ArrayList<>();
    for (int from = 0; from < losses.size(); from += bucket) {
      int to = Math.min(losses.size(), from + bucket);
      double mean =
          losses.subList(from, to).stream().mapToDouble(Double::doubleValue).average().orElse(0);
      points.add(
          new Figure.Point(
              (from + to + 1) / 2.0,
              OptionalDouble.of(mean),
              OptionalDouble.empty(),
              OptionalDouble.empty()));
    }
    return points;
  }

  private static Figure.Panel panel(String id, String title, List<Figure.Series> series) {
    double last =
        series.stream()
            .flatMap(one -> one.points().stream())
            .mapToDouble(Figure.Point::x)
            .max()
            .orElse(1);
    double low =
        series.stream()
            .flatMap(one -> one.points().stream())
            .mapToDouble(point -> point.y().orElse(0))
            .min()
            .orElse(0);
    double high =
        series.stream()
            .flatMap(one -> one.points().stream())
            .mapToDouble(point -> point.y().orElse(0))
            .max()
            .orElse(1);
    return new Figure.Panel(
        id,
        title,
        Figure.Kind.LINE,
        false,
        List.of(
            new Figure.Axis("Training step", 0, last, axis("", 0, last).step()),
            axis("Loss", Math.min(0, low), high)),
        series);
  }

  /** Returns an axis with ticks at round numbers. */
  private static Figure.Axis axis(String name, double low, double high) {
    double range = Math.max(high - low, 1e-6);
    double magnitude = Math.pow(10, Math.floor(Math.log10(range / 4)));
    double step = magnitude;
    for (double factor : new double[] {2, 5, 10}) {
      if (range / step > 6) {
        step = factor * magnitude;
      }
    }
    return new Figure.Axis(
        name, step * Math.floor(low / step), step * Math.ceil((low + range) / step), step);
  }
}
